import { chmodSync, chownSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { AuditRow } from '#server/contract/audit.ts';
import { type AtriumProcess, startAtrium } from '../../support/atrium-process.ts';
import { createHouse, type House, writeNotes } from '../../support/house.ts';
import { sharedMeilisearch } from '../../support/meilisearch.ts';

const meilisearch = sharedMeilisearch();
let folder: string;
let root: string;
let atrium: House;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-canary-'));
  root = path.join(folder, 'library');
  await writeNotes(root, { folders: 2, notes: 2 });
  for (const place of [root, ...readdirSync(root).map((name) => path.join(root, name))]) await chmod(place, 0o755);
  const source = { id: 'library', kind: 'drive', path: './library', permissions: 'posix' };
  atrium = await createHouse({ folder, name: 'house', meilisearch, sources: [source] });
  await atrium.sync('library');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await meilisearch.deleteIndexes();
});

async function auditRows(...words: string[]): Promise<AuditRow[]> {
  const { stdout, code } = await atrium.run(['audit', ...words]);
  expect(code).toBe(0);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => AuditRow.parse(JSON.parse(line)));
}

const Found = z.looseObject({
  documents: z.looseObject({ items: z.array(z.looseObject({ id: z.string(), path: z.string() })) }),
});

test('from the command line: what was closed behind Atrium’s back is hidden, told by the exit code, and right after the next run', async () => {
  expect(await atrium.run(['canary'])).toMatchObject({
    code: 0,
    stdout: 'library: Permissions of 4 documents checked: all as the place says.\n',
  });
  chmodSync(path.join(root, 'Folder 0'), 0o700);
  expect(await atrium.found('documents')).toBe(4);
  const { code, stdout } = await atrium.run(['canary', 'library', '--json']);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ checked: 4, wrong: 0, stale: 2, hidden: 2 });
  expect(await atrium.found('documents')).toBe(2);

  chownSync(path.join(root, 'Folder 0'), 0, 0);
  chmodSync(path.join(root, 'Folder 0'), 0o755);
  expect((await atrium.sync('library')).progress.opened).toBe(0);
  expect(await atrium.found('documents')).toBe(4);
  expect((await atrium.run(['canary'])).code).toBe(0);
  const rows = await auditRows();
  expect(rows.map(({ action, outcome, subject }) => [action, outcome, subject])).toContainEqual(['canary', 'done', 'library']);
});

test('an original that the place refuses although the index shows it is not sent, and that is written down', async () => {
  let server: AtriumProcess | undefined;
  const file = path.join(root, 'Folder 1', 'Note 1.md');
  try {
    server = await startAtrium({ configFile: path.join(folder, 'house.yaml'), folder });
    const answer = await fetch(`${server.url}/api/v1/search?type=documents&q=`);
    const { documents } = Found.parse(await answer.json());
    const id = documents.items.find((hit) => hit.path === 'Folder 1/Note 1.md')?.id;
    const content = () => fetch(`${server?.url}/api/v1/documents/${id}/content`);
    expect((await content()).status).toBe(200);
    chmodSync(file, 0o600);
    const refused = await content();
    expect(refused.status).toBe(404);
    expect(await refused.json()).toEqual(await (await fetch(`${server.url}/api/v1/documents/nothing/content`)).json());
    const rows = await auditRows();
    expect(rows.filter(({ action }) => action === 'document-refused')).toMatchObject([
      { outcome: 'refused', actor: '', subject: id, address: '127.0.0.1' },
    ]);
  } finally {
    chmodSync(file, 0o644);
    await server?.stop();
  }
});

test('who asked what is in the audit log, also from the command line, and the log can be checked', async () => {
  await atrium.run(['explain', 'Folder 1/Note 1.md', '--as', 'nobody']);
  const rows = await auditRows('--from', '2020-01-01');
  expect(rows.at(-2)).toMatchObject({
    action: 'explain',
    subject: 'Folder 1/Note 1.md',
    details: 'Whether "nobody" may read it: unknown-user',
  });
  expect(rows.at(-1)).toMatchObject({ action: 'export', subject: 'audit log' });
  expect(rows.at(-2)?.actor).toMatch(/ \(command line\)$/);
  expect(await auditRows('--to', '2020-01-01')).toEqual([]);
  expect((await atrium.run(['audit', '--verify'])).stdout).toBe('The audit log is whole: no row is missing or was changed.\n');
  const wrong = await atrium.run(['audit', '--from', 'yesterday']);
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toContain('--from');
});

test('a restore does not make the audit log forget what came after the backup', async () => {
  const file = path.join(folder, 'backup.atrium');
  expect((await atrium.run(['backup', file])).code).toBe(0);
  await atrium.run(['explain', 'Folder 1/Note 1.md', '--as', 'after-the-backup']);
  expect((await atrium.run(['restore', file])).code).toBe(0);
  const rows = await auditRows();
  expect(rows.map(({ action, details }) => [action, details]).slice(-4)).toEqual([
    ['backup', null],
    ['explain', 'Whether "after-the-backup" may read it: unknown-user'],
    ['restore', null],
    ['export', 'As jsonl'],
  ]);
  expect((await atrium.run(['audit', '--verify'])).code).toBe(0);
});
