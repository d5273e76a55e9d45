import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHouse } from '../../support/house.ts';
import { sharedMeilisearch } from '../../support/meilisearch.ts';

const cli = fileURLToPath(new URL('../../../server/cli.ts', import.meta.url));
const NOTICE = 'cannot be cut off from the network';
const meilisearch = sharedMeilisearch();
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-confinement-'));
  const drive = path.join(folder, 'library');
  mkdirSync(drive);
  // Of a user who is nobody here: only a special right opens it.
  const note = path.join(drive, 'levels.txt');
  writeFileSync(note, 'The gauge stood at three metres.');
  chmodSync(note, 0o600);
  chownSync(note, 4242, 4242);
  const sources = [{ id: 'library', kind: 'drive', path: './library', permissions: 'everyone' }];
  await createHouse({ folder, name: 'house', meilisearch, sources });
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await meilisearch.deleteIndexes();
});

/** As root of a container: it may read everything, and make no network namespaces. */
async function runAsContainerRoot(words: string[]): Promise<{ stdout: string; stderr: string }> {
  const command = [process.execPath, cli, ...words, '--config', path.join(folder, 'house.yaml')];
  const child = spawn('setpriv', ['--bounding-set', '-sys_admin', '--', ...command], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { stdout, stderr };
}

describe.skipIf(process.getuid?.() !== 0)(
  'where the system makes no network of their own for the processes that read files',
  () => {
    test('files are read all the same, and the log says so once', async () => {
      const { stdout, stderr } = await runAsContainerRoot(['sync', 'library', '--json']);
      expect(JSON.parse(stdout)).toMatchObject({ state: 'complete', progress: { added: 1, failed: 0 } });
      expect(stderr.split('\n').filter((line) => line.includes(NOTICE))).toHaveLength(1);
    });

    test('the check of the source says so, with what to do', async () => {
      const { stdout } = await runAsContainerRoot(['check', 'library']);
      expect(stdout).toMatch(new RegExp(`! The processes that read files ${NOTICE}: .*Give Atrium CAP_SYS_ADMIN`));
    });

    test('and elsewhere nothing is said of it', async () => {
      const child = spawn(process.execPath, [cli, 'check', 'library', '--config', path.join(folder, 'house.yaml')]);
      expect(await text(child.stdout)).not.toContain(NOTICE);
    });
  },
);
