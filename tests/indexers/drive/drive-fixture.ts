import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DriveConfig } from '#indexers/sources/drive/config.ts';
import { createDriveSource } from '#indexers/sources/drive/drive-source.ts';
import { type AccessRules, accessRules } from '#indexers/sources/drive/permissions.ts';
import type { Source, SourceChange } from '#indexers/types.ts';

/** A folder of its own for one test file, and drive sources that read it. */
export interface DriveFixture {
  path: string;
  /** What the source remembers between runs. */
  memory: Map<string, string>;
  source(config?: Record<string, unknown>, log?: (message: string) => void): Source;
  write(name: string, text?: string): string;
  remove(): void;
}

export function createDriveFixture(): DriveFixture {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'atrium-drive-')));
  chmodSync(path, 0o755);
  const memory = new Map<string, string>();
  return {
    path,
    memory,
    source: (config = {}, log = () => undefined) =>
      createDriveSource(DriveConfig.parse({ id: 'library', kind: 'drive', path, ...config }), {
        memory: { get: (key) => memory.get(key), set: (key, value) => void memory.set(key, value) },
        log: (_level, message) => log(message),
      }),
    write(name, text = name) {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** What a drive's process is told of who may read. */
export function rulesOf(config: Record<string, unknown>): AccessRules {
  return accessRules(DriveConfig.parse({ id: 'library', kind: 'drive', path: '/', ...config }));
}

/** Ids of the files, exclusions with their rules, and what was unreadable. */
export function summarise(changes: SourceChange[]): { files: string[]; excluded: Record<string, string>; unreadable: string[] } {
  return {
    files: changes.flatMap((change) => (change.type === 'upsert' ? [change.item.id] : [])),
    excluded: Object.fromEntries(changes.flatMap((change) => (change.type === 'excluded' ? [[change.id, change.rule]] : []))),
    unreadable: changes.flatMap((change) => (change.type === 'unreadable' ? [change.id] : [])),
  };
}

/** Processes that this one started and that still run. */
export function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'latin1')
      .split(' ')
      .filter((text) => text !== '')
      .map(Number),
  );
}

export function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return false;
  }
}
