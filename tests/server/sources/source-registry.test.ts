import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createKnownPrincipals } from '#server/access/known-principals.ts';
import { createReadableAcls } from '#server/access/readable-acls.ts';
import { parseConfig } from '#server/config/load.ts';
import { createSources } from '#server/create-sources.ts';
import { createLogger } from '#server/logger.ts';
import { createSecretBox } from '#server/secrets/secret-box.ts';
import type { RegistryChange } from '#server/sources/source-registry.ts';
import { openStore } from '#server/store/open-store.ts';
import type { StateStore } from '#server/store/state-store.ts';

const logger = createLogger({ level: 'silent' });
let dataDir: string;
let store: StateStore;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'atrium-registry-'));
  store = openStore(dataDir);
});
afterEach(async () => {
  store.close();
  await rm(dataDir, { recursive: true, force: true });
});

function registry(sources: object[] = []) {
  const text = JSON.stringify({ dataDir, auth: { method: 'directory' }, sources });
  const config = parseConfig({ text, file: path.join(dataDir, 'atrium.yaml'), environment: {} });
  return createSources({ config, store, logger });
}

const by = { by: 'grace', at: 1 };
const addDrive = (id: string, folder = '/srv/one') =>
  store.consoleSources.add({ id, kind: 'drive', settings: { path: folder }, secrets: {}, ...by });
const STAFF = { url: 'ldap://127.0.0.1:1', peopleBase: 'ou=people,dc=x' };

test('whoever holds the registry or its lists sees what comes, changes and goes', () => {
  const sources = registry([{ id: 'file', kind: 'drive', path: '/srv/file' }]);
  const { ids, directories } = sources;
  const changes: RegistryChange[] = [];
  sources.onChange((change) => changes.push(change));

  addDrive('notes');
  store.consoleSources.add({ id: 'staff', kind: 'ldap', settings: STAFF, secrets: {}, ...by });
  sources.refresh({ isOwn: true });
  expect([ids, directories]).toEqual([['file', 'notes', 'staff'], ['staff']]);
  const before = sources.get('notes')?.source;

  store.consoleSources.change('notes', { settings: { path: '/srv/two' }, secrets: {}, ...by, revision: 1 });
  sources.refresh({ isOwn: false });
  expect(sources.get('notes')).toMatchObject({ location: '/srv/two', managedBy: 'console' });
  expect(sources.get('notes')?.source).not.toBe(before);

  store.consoleSources.leave('staff', by);
  sources.refresh({ isOwn: true });
  expect([ids, directories]).toEqual([['file', 'notes'], []]);
  expect(changes).toEqual([
    { added: ['notes', 'staff'], changed: [], removed: [], isOwn: true },
    { added: [], changed: ['notes'], removed: [], isOwn: false },
    { added: [], changed: [], removed: ['staff'], isOwn: true },
  ]);
});

test('what has not changed stays the same, with all that it holds open', () => {
  addDrive('notes');
  const sources = registry();
  const before = sources.get('notes');
  addDrive('more');
  sources.refresh({ isOwn: true });
  expect(sources.get('notes')).toBe(before);
});

test('an id that is taken twice belongs to the file, and that is said', () => {
  addDrive('library', '/srv/console');
  const { location, managedBy, problem } = registry([{ id: 'library', kind: 'drive', path: '/srv/file' }]).get('library') ?? {};
  expect({ location, managedBy }).toEqual({ location: '/srv/file', managedBy: 'file' });
  expect(problem).toContain('The file counts');
});

test('a change that another process makes is seen without being told', async () => {
  const sources = registry();
  const seen = Promise.withResolvers<RegistryChange>();
  sources.onChange(seen.resolve);
  sources.follow();
  const other = openStore(dataDir);
  other.consoleSources.add({ id: 'notes', kind: 'drive', settings: { path: '/srv/one' }, secrets: {}, ...by });
  other.close();
  expect(await seen.promise).toEqual({ added: ['notes'], changed: [], removed: [], isOwn: false });
  sources.stop();
});

test('a source whose password cannot be opened stays there and says what to do, and the others go on', async () => {
  const sealed = createSecretBox({ dataDir, environment: { ATRIUM_SECRET_KEY: '11'.repeat(32) } }).seal('sesam', {
    source: 'staff',
    field: 'bindPassword',
  });
  const settings = { ...STAFF, bindDn: 'cn=indexer' };
  store.consoleSources.add({ id: 'staff', kind: 'ldap', settings, secrets: { bindPassword: sealed }, ...by });
  addDrive('notes');
  const sources = registry();
  expect(sources.ids).toEqual(['staff', 'notes']);
  expect(sources.get('staff')).toMatchObject({ holds: 'people', problem: expect.stringContaining('secret.key') });
  const report = await sources.get('staff')?.source.check(AbortSignal.timeout(1000));
  expect(report).toMatchObject({ ok: false, findings: [{ message: expect.stringContaining('Enter it again') }] });
});

test('who may read is found out again when the directories are others', () => {
  const sources = registry();
  const known = createKnownPrincipals(store.directory, sources);
  const acls = createReadableAcls({ acls: store.acls, known });
  const entries = [
    { effect: 'deny' as const, principal: 'group:unknown' },
    { effect: 'allow' as const, principal: 'everyone' },
  ];
  const aclId = store.acls.intern('notes', { state: 'known', acl: { layers: [{ what: 'item', entries }] } });
  const viewer = {
    ...{ uid: 'ada', name: 'Ada', personId: undefined, isAdmin: false, groupsIncomplete: false },
    principals: new Set(['everyone', 'authenticated', 'user:ada', 'uid:1']),
  };
  store.consoleSources.add({ id: 'staff', kind: 'ldap', settings: STAFF, secrets: {}, ...by });
  store.directory.putGroup('staff', '1', {
    ...{ kind: 'group', name: 'unknown', key: 'cn=unknown', principals: ['group:unknown'] },
    ...{ memberKeys: [], memberUids: [] },
  });
  store.directory.closeMemberships('staff');
  // Nobody knows whom the refusal means as long as the directory that knows it does not count.
  expect(acls.mayRead(viewer, aclId)).toBe(false);
  sources.refresh({ isOwn: true });
  expect(acls.mayRead(viewer, aclId)).toBe(true);
});
