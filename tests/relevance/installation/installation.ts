import { existsSync, writeFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { ConfigSchema } from '#server/config/schema.ts';
import { startAtrium } from '../../support/atrium-process.ts';
import { commandLine } from '../../support/command-line.ts';
import { startSlapd } from '../../support/slapd.ts';
import { allReady } from './all-ready.ts';
import { type Contents, directorySource, driveSource } from './sources.ts';

export interface Installation {
  /** Asks the API as a visitor; `question` begins behind `/api/v1`. */
  ask<Schema extends z.ZodType>(question: string, schema: Schema): Promise<z.output<Schema>>;
  stop(): Promise<void>;
}

interface InstallationOptions {
  folder: string;
  contents: Contents;
  semantics: 'on' | 'off';
  tell(line: string): void;
}

/**
 * Atrium as a company has it, in `folder`: real files, a real LDAP server, the product's own command reads them, the product serves.
 * A folder that an earlier run has filled is served as it is.
 */
export async function openInstallation(options: InstallationOptions): Promise<Installation> {
  const { folder, contents } = options;
  if (!existsSync(markOf(folder))) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const slapd = contents.directory && (await startSlapd(contents.directory));
  try {
    const drives = await Promise.all((contents.drives ?? []).map((drive) => driveSource(drive, folder)));
    const staff = contents.directory && slapd ? [directorySource(contents.directory, slapd)] : [];
    const atrium = await serve(options, [...staff, ...drives]);
    return {
      async ask(question, schema) {
        const response = await fetch(`${atrium.url}/api/v1${question}`);
        const answer: unknown = await response.json();
        if (!response.ok) throw new Error(`${question}: ${response.status} ${JSON.stringify(answer)}`);
        return schema.parse(answer);
      },
      async stop() {
        await atrium.stop();
        await slapd?.stop();
      },
    };
  } catch (error) {
    await slapd?.stop();
    throw error;
  }
}

/** Left when every source was read. */
function markOf(folder: string): string {
  return path.join(folder, 'filled');
}

async function serve({ folder, semantics, tell }: InstallationOptions, sources: readonly { id: string }[]) {
  const configFile = path.join(folder, 'atrium.yaml');
  await writeFile(configFile, JSON.stringify(configuration(sources, semantics), undefined, 2));
  if (!existsSync(markOf(folder))) {
    // In this order: people are known before their documents are read.
    for (const { id } of sources) await readSource({ configFile, id, tell });
    writeFileSync(markOf(folder), '');
  }
  const atrium = await startAtrium({ configFile, folder });
  await allReady(atrium, tell).catch(async (error: unknown) => {
    await atrium.stop();
    throw error;
  });
  return atrium;
}

/** Without schedules: everything is read once, and nothing goes on while it is asked. */
function configuration(sources: readonly object[], semantics: 'on' | 'off'): object {
  const knowsSemantics = Object.hasOwn(ConfigSchema.shape, 'semantics');
  return {
    dataDir: './data',
    server: { requestsPerMinute: 1_000_000 },
    auth: { method: 'open' },
    log: { level: 'warn' },
    ...(knowsSemantics && semantics === 'off' ? { semantics: { provider: 'off' } } : {}),
    sources,
  };
}

async function readSource(options: { configFile: string; id: string; tell(line: string): void }): Promise<void> {
  const { configFile, id, tell } = options;
  const started = performance.now();
  const { state, message, progress, code } = await commandLine({ configFile }).sync(id);
  if (state !== 'complete' || code !== 0) throw new Error(`Reading ${id} ended ${state}: ${message ?? ''}`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  tell(`  ${id}: ${progress.seen} seen, ${progress.written} written in ${seconds} s`);
}
