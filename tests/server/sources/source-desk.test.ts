import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseConfig } from '#server/config/load.ts';
import { createSources } from '#server/create-sources.ts';
import { createLogger } from '#server/logger.ts';
import { createSecretBox } from '#server/secrets/secret-box.ts';
import { createSourceDesk } from '#server/sources/source-desk.ts';
import { createSourceDrafts } from '#server/sources/source-drafts.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';

const logger = createLogger({ level: 'silent' });
const how = { by: 'grace', run: false };
let dataDir: string;
let store: StateStore;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'atrium-desk-'));
  store = createSqliteStore({ path: ':memory:' });
});
afterEach(async () => {
  store.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** With the source `file` in the file; what was asked to be cleared away is told. */
function house() {
  const sources = [{ id: 'file', kind: 'drive', path: '/srv/file' }];
  const config = parseConfig({ text: JSON.stringify({ dataDir, sources }), file: path.join(dataDir, 'x'), environment: {} });
  const secrets = createSecretBox({ dataDir, environment: {} });
  const registry = createSources({ config, store, logger, secrets });
  const drafts = createSourceDrafts({ config, store, secrets, logger });
  const cleared: string[] = [];
  const desk = createSourceDesk({
    ...{ store, sources: registry, drafts, logger },
    jobs: { start: () => undefined, stopped: async () => undefined },
    leaving: { clear: async (id) => void cleared.push(id) },
  });
  const drive = (id: string, settings = {}) => ({ id, kind: 'drive', settings: { path: '/srv/one', ...settings } });
  const create = (id: string) => desk.create(drafts.complete(drive(id)), how);
  return { desk, create, drive, registry, cleared };
}

test.each([
  ['of the file', 'file'],
  ['of Atrium itself', 'atrium'],
  ['that is the address of the wizard', 'new'],
  ['of the console', 'notes'],
  ['of one whose remains are still cleared away', 'gone'],
])('an id %s is taken', (_whose, id) => {
  const { desk, create } = house();
  create('notes');
  create('gone');
  desk.remove('gone', { by: 'grace' });
  expect(() => create(id)).toThrow(
    expect.objectContaining({ code: 'conflict', errors: [expect.objectContaining({ path: 'id' })] }),
  );
});

test('what stands in the file is changed and removed there only', () => {
  const { desk, drive } = house();
  const refused = expect.objectContaining({ code: 'managed-by-file' });
  expect(() => desk.change(drive('file'), how)).toThrow(refused);
  expect(() => desk.remove('file', { by: 'grace' })).toThrow(refused);
  expect(() => desk.removal('nobody')).toThrow(expect.objectContaining({ code: 'not-found' }));
});

test('a source of the console that the file has taken the place of goes without its items, which are the file’s', () => {
  const { desk, registry, cleared } = house();
  store.consoleSources.add({ id: 'file', kind: 'drive', settings: { path: '/srv/console' }, secrets: {}, by: 'grace', at: 1 });
  registry.refresh({ isOwn: false });
  expect(desk.removal('file').sentence).toContain('Nothing disappears');
  desk.remove('file', { by: 'grace' });
  expect([cleared, store.consoleSources.leaving(), registry.get('file')?.problem]).toEqual([[], [], undefined]);
  expect(registry.get('file')?.location).toBe('/srv/file');
});

test('a goal of freshness is kept for every source, and taken back', () => {
  const { desk } = house();
  desk.setFreshnessGoal('file', 30);
  expect(store.consoleSources.freshnessGoal('file')).toBe(30);
  desk.setFreshnessGoal('file', null);
  expect(store.consoleSources.freshnessGoal('file')).toBe(undefined);
});
