import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Source } from '#indexers/types.ts';
import { createLogger } from '#server/logger.ts';
import { createSecretBox } from '#server/secrets/secret-box.ts';
import { previewDocuments } from '#server/sources/preview-documents.ts';
import { createSourceDrafts } from '#server/sources/source-drafts.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';

let folder: string;
const store = createSqliteStore({ path: ':memory:' });

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-preview-'));
  const files = {
    'Policies/travel.md': 20,
    'Policies/large.md': 2000,
    'Archive/old.md': 10,
    'Archive/older.md': 10,
    '.profile': 5,
    'Plans/~$plan.docx': 5,
    'Plans/plan.docx': 30,
  };
  for (const [name, size] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), 'x'.repeat(size));
    await utimes(path.join(folder, name), 1, 1);
  }
  await symlink('/etc', path.join(folder, 'etc'));
});
afterAll(async () => {
  store.close();
  await rm(folder, { recursive: true, force: true });
});

function drafts(dataDir = '/nowhere/data') {
  const secrets = createSecretBox({ dataDir, environment: {} });
  const config = { auth: { method: 'directory' }, dataDir } as const;
  return createSourceDrafts({ config, store, secrets, logger: createLogger({ level: 'silent' }) });
}

function source(settings: Record<string, unknown>): Source {
  const all = drafts();
  const draft = all.complete({ id: 'library', kind: 'drive', settings: { path: folder, permissions: 'everyone', ...settings } });
  return all.toSource(draft, { knowing: false });
}
const { signal } = new AbortController();

test('counts what each rule leaves out, what is labelled, and what is too large', async () => {
  const rules = { exclude: ['Archive'], labels: { 'Policies/**': 'policy' }, maxFileBytes: 1000 };
  expect(await previewDocuments(source(rules), { signal })).toEqual({
    holds: 'documents',
    isWhole: true,
    included: { count: 3, bytes: 2050, examples: ['Plans/plan.docx', 'Policies/large.md', 'Policies/travel.md'] },
    excluded: [
      { rule: 'hidden (its name begins with a dot)', count: 1, folders: 0, examples: ['.profile'] },
      { rule: 'exclude: Archive', count: 1, folders: 1, examples: ['Archive'] },
      { rule: 'symbolic link (not followed)', count: 1, folders: 0, examples: ['etc'] },
      { rule: 'lock file of an office program (~$…)', count: 1, folders: 0, examples: ['Plans/~$plan.docx'] },
    ],
    nameOnly: { count: 1, examples: ['Policies/large.md'] },
    labels: [
      { label: 'policy', count: 2 },
      { label: null, count: 1 },
    ],
    unreadable: { count: 0, examples: [] },
    accessUnknown: { count: 0, examples: [] },
  });
});

test('other rules, other counts', async () => {
  const { included } = await previewDocuments(source({ include: ['Archive/**'], hidden: true }), { signal });
  expect(included).toMatchObject({ count: 2, examples: ['Archive/old.md', 'Archive/older.md'] });
});

test('ends at its limit of time, and says that there may be more', async () => {
  const endless: Source = {
    ...source({}),
    async *read({ signal: stop }) {
      yield { type: 'excluded', id: 'a', path: 'a', rule: 'rule', subtree: false };
      await new Promise((_, reject) => stop.addEventListener('abort', () => reject(stop.reason), { once: true }));
    },
  };
  const preview = await previewDocuments(endless, { signal, timeLimitMs: 50 });
  expect(preview).toMatchObject({ isWhole: false, excluded: [{ rule: 'rule', count: 1 }] });
});

test('a place that cannot be walked is told in words', async () => {
  const gone = source({ path: path.join(folder, 'gone') });
  await expect(previewDocuments(gone, { signal })).rejects.toMatchObject({ code: 'source-unavailable' });
});

test.each([
  ['the folder itself', (data: string) => data],
  ['a folder in it', (data: string) => path.join(data, 'backup')],
  ['a folder around it', (data: string) => path.dirname(data)],
  ['everything', () => '/'],
  ['the folder through the processes of the machine', (data: string) => `/proc/self/root${data}`],
])('what Atrium keeps for itself is no source: %s', (_what, of) => {
  const data = path.join(folder, 'data');
  const settings = { path: of(data) };
  expect(() => drafts(data).complete({ id: 'library', kind: 'drive', settings })).toThrow('own data');
});

test('what Atrium keeps for itself is no source by its real name either', async () => {
  const [real, link] = [path.join(folder, 'real'), path.join(folder, 'link')];
  await mkdir(real);
  await symlink(real, link);
  const settings = { path: path.join(real, 'backups') };
  expect(() => drafts(link).complete({ id: 'library', kind: 'drive', settings })).toThrow('own data');
  await rm(link);
  await rm(real, { recursive: true });
});
