import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SourceStatus, SourcesResponse } from '#server/contract/admin.ts';
import { AuditResponse } from '#server/contract/audit.ts';
import { SearchResponse } from '#server/contract/search.ts';
import { Me } from '#server/contract/session.ts';
import {
  Administrators,
  CandidatesResponse,
  DryRun,
  FoldersResponse,
  PreviewResponse,
  SetupState,
  SourceRemoval,
  SourceSettings,
  TestResponse,
  ThroughputResponse,
} from '#server/contract/sources.ts';
import { openStore } from '#server/store/open-store.ts';
import { GROUPS, group, PEOPLE, person, TREE, toLdif } from '../../indexers/ldap/ldif.ts';
import { type AtriumProcess, startAtrium } from '../../support/atrium-process.ts';
import { commandLine } from '../../support/command-line.ts';
import { sharedMeilisearch } from '../../support/meilisearch.ts';
import { type Slapd, startSlapd } from '../../support/slapd.ts';
import { startHouse } from '../auth/sign-in-house.ts';
import { createApiClient, eventually } from './api-client.ts';

const meilisearch = sharedMeilisearch();
let slapd: Slapd;
let atrium: AtriumProcess;
let drive: string;
/** What the server printed. */
let address: string;

const newcomer = createApiClient(() => atrium.url);
const stranger = createApiClient(() => atrium.url);
const grace = createApiClient(() => atrium.url);

beforeAll(async () => {
  const people = ['ada', 'bob', 'grace'].map((uid) => person(uid, { userPassword: `${uid}-secret`, title: 'Engineer' }));
  slapd = await startSlapd({ ldif: toLdif([...TREE, ...people, group('atrium-admins', [`uid=grace,${PEOPLE}`])]) });
  drive = await mkdtemp(path.join(tmpdir(), 'atrium-setup-drive-'));
  await mkdir(path.join(drive, 'Plans'));
  await writeFile(path.join(drive, 'Plans', 'weir.md'), '# Weir\n\nThe weir at Ravensbrook is rebuilt in spring.\n');
  await writeFile(path.join(drive, 'draft.tmp'), 'x');
  atrium = await startHouse({ meilisearch, name: 'setup', auth: { method: 'directory' } });
  address = setupAddress(atrium) ?? '';
});
afterAll(async () => {
  await atrium?.stop();
  await slapd?.stop();
  await rm(drive, { recursive: true, force: true });
  await meilisearch.deleteIndexes();
});

function setupAddress(one: AtriumProcess): string | undefined {
  return /Open (\S+\/setup#\S+)/.exec(one.output())?.[1];
}

const codeOf = (url: string) => url.slice(url.indexOf('#') + 1);

function staffDraft() {
  const { url, bindDn } = slapd;
  return {
    id: 'staff',
    kind: 'ldap',
    settings: { url, bindDn, bindPassword: slapd.bindPassword, peopleBase: PEOPLE, groupsBase: GROUPS },
  };
}

const libraryDraft = () => ({
  id: 'library',
  kind: 'drive',
  settings: { path: drive, permissions: 'everyone', exclude: ['**/Old'] },
});

const stateOf = (id: string) => newcomer.call('GET', `/admin/sources/${id}`, { answer: SourceStatus });
const untilRead = (id: string) =>
  eventually(
    () => stateOf(id),
    ({ lastRun }) => lastRun?.state === 'complete',
  );

test('an empty installation waits for its first administrator, and hands out nothing', async () => {
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/setup#[0-9a-z]{26}$/);
  const state = await stranger.call('GET', '/setup', { answer: SetupState });
  expect(state).toEqual({ isNeeded: true, isMine: false, method: 'directory', steps: null });
  expect(await stranger.status('GET', '/admin/sources')).toBe(401);
  expect(await stranger.status('PUT', '/admin/administrators', { items: [] })).toBe(401);
});

test('the code in the address is good once, and only as printed', async () => {
  expect((await stranger.refused('POST', '/session/setup', { code: '0'.repeat(26) })).code).toBe('wrong-setup-code');
  const me = await newcomer.call('POST', '/session/setup', { body: { code: codeOf(address) }, answer: Me });
  expect(me.user).toMatchObject({ isAdmin: true, personId: null });
  expect((await stranger.refused('POST', '/session/setup', { code: codeOf(address) })).code).toBe('wrong-setup-code');
  expect(await newcomer.call('GET', '/setup', { answer: SetupState })).toMatchObject({
    isMine: true,
    steps: { directory: 'none', documents: 'none', administrator: false },
  });
  const database = await readFile(path.join(atrium.folder, 'data', 'atrium.sqlite-wal'), 'latin1');
  expect(database).not.toContain(codeOf(address));
});

test('a test of a draft names what is wrong, and takes nothing for granted', async () => {
  const ok = await newcomer.call('POST', '/admin/sources/test', { body: staffDraft(), answer: TestResponse });
  expect(ok).toMatchObject({ ok: true });
  expect(ok.findings.map(({ message }) => message)).toContain(`3 people below ${PEOPLE}`);
  const draft = staffDraft();
  const wrong = { ...draft, settings: { ...draft.settings, bindPassword: 'wrong' } };
  const refused = await newcomer.call('POST', '/admin/sources/test', { body: wrong, answer: TestResponse });
  expect(refused).toEqual({
    ok: false,
    findings: [{ level: 'error', message: `${slapd.bindDn} cannot sign in: the account or its password is wrong` }],
  });
  const invalid = await newcomer.refused('POST', '/admin/sources/test', {
    id: 'staff',
    kind: 'ldap',
    settings: { url: 'nowhere', colour: 'red' },
  });
  expect(invalid.errors?.map((error) => error.path)).toEqual(['settings.url', 'settings.peopleBase', 'settings.colour']);
});

test('a preview of a directory shows entries as they are and the people they become', async () => {
  const draft = staffDraft();
  const body = { ...draft, settings: { ...draft.settings, attributes: { department: ['title'] } } };
  const preview = await newcomer.call('POST', '/admin/sources/preview', { body, answer: PreviewResponse });
  if (preview.holds !== 'people') throw new Error('not people');
  expect(preview).toMatchObject({
    directory: 'OpenLDAP',
    people: { count: 3, isExact: true },
    groups: { count: 1, isExact: true },
  });
  const ada = preview.entries.find(({ dn }) => dn === `uid=ada,${PEOPLE}`);
  expect(ada?.attributes).toContainEqual({ name: 'title', values: ['Engineer'], note: null });
  expect(ada?.fields).toContainEqual({ field: 'department', from: ['title'], values: ['Engineer'] });
  expect(JSON.stringify(preview)).not.toContain('ada-secret');
});

test('a preview of a folder counts by the rules, and opens nothing', async () => {
  const preview = await newcomer.call('POST', '/admin/sources/preview', { body: libraryDraft(), answer: PreviewResponse });
  expect(preview).toMatchObject({
    holds: 'documents',
    isWhole: true,
    included: { count: 1, examples: ['Plans/weir.md'] },
    excluded: [{ rule: 'temporary file (*.tmp)', count: 1, folders: 0, examples: ['draft.tmp'] }],
  });
});

test('a dry run of a draft tells what a first run would add, and adds nothing', async () => {
  const { id } = await newcomer.call('POST', '/admin/sources/dry-run', { body: staffDraft(), answer: DryRun });
  const ended = await eventually(
    () => newcomer.call('GET', `/admin/dry-runs/${id}`, { answer: DryRun }),
    ({ state }) => state !== 'running',
  );
  expect(ended).toMatchObject({ state: 'complete', source: 'staff', progress: { added: 4, changed: 0, removed: 0 } });
  expect(await newcomer.call('GET', '/admin/sources', { answer: SourcesResponse })).toEqual({ items: [] });
});

test('folders of the server are listed by name, and files are not', async () => {
  const listed = await newcomer.call('GET', `/admin/folders?path=${encodeURIComponent(drive)}/`, { answer: FoldersResponse });
  expect(listed).toEqual({
    path: drive,
    parent: path.dirname(drive),
    folders: [{ name: 'Plans', path: path.join(drive, 'Plans') }],
    hasMore: false,
    problem: null,
  });
  const none = await newcomer.call('GET', '/admin/folders?path=/nowhere', { answer: FoldersResponse });
  expect(none.problem).toBe('There is no such folder.');
  expect((await newcomer.refused('GET', '/admin/folders?path=etc')).status).toBe(400);
});

test('a directory counts at once: its people sign in, and one of them is made administrator', async () => {
  const created = await newcomer.call('POST', '/admin/sources', {
    body: { ...staffDraft(), freshnessGoalMinutes: 60 },
    answer: SourceStatus,
  });
  expect(created).toMatchObject({ id: 'staff', managedBy: 'console', holds: 'people', schedule: '*/15 * * * *' });
  const read = await untilRead('staff');
  expect(read.freshness).toMatchObject({ goalMinutes: 60, isMet: true });
  const before = await grace.call('POST', '/session', { body: { username: 'grace', password: 'grace-secret' }, answer: Me });
  expect(before.user).toMatchObject({ uid: 'grace', isAdmin: false });

  const found = await newcomer.call('GET', '/admin/administrators/candidates?q=atrium', { answer: CandidatesResponse });
  expect(found.items).toEqual([{ token: 'group:atrium-admins', kind: 'group', name: 'atrium-admins', detail: '1 person' }]);
  expect((await newcomer.refused('PUT', '/admin/administrators', { items: ['user:nobody'] })).code).toBe('invalid-request');
  expect((await newcomer.refused('PUT', '/admin/administrators', { items: [] })).code).toBe('conflict');
  const chosen = await newcomer.call('PUT', '/admin/administrators', {
    body: { items: ['group:atrium-admins'] },
    answer: Administrators,
  });
  expect(chosen).toMatchObject({ canSomebodySignIn: true, items: [{ token: 'group:atrium-admins', isUnknown: false }] });
});

test('a folder counts at once: its first run begins and its documents are found', async () => {
  await newcomer.call('POST', '/admin/sources', { body: libraryDraft(), answer: SourceStatus });
  await untilRead('library');
  const answer = await newcomer.call('GET', '/search?q=Ravensbrook', { answer: SearchResponse });
  expect(answer.documents.items.map(({ path: found }) => found)).toEqual(['Plans/weir.md']);
  // A machine that is busy may have brought a sample in between.
  const { runs } = await newcomer.call('GET', '/admin/sources/library/throughput', { answer: ThroughputResponse });
  expect(runs).toMatchObject([{ state: 'complete', seen: 2 }]);
});

test('who came by the setup address finds only what is for everyone', async () => {
  await writeFile(path.join(drive, 'Plans', 'secret.md'), '# Quibblewick\n\nFor Ada alone.\n');
  const settings = { path: drive, permissions: { groups: ['user:ada'] } };
  const { lastRun } = await stateOf('library');
  await newcomer.call('PUT', '/admin/sources/library', { body: { settings }, answer: SourceStatus });
  await eventually(
    () => stateOf('library'),
    (now) => now.lastRun?.id !== lastRun?.id && now.lastRun?.state === 'complete',
  );
  const ada = createApiClient(() => atrium.url);
  await ada.call('POST', '/session', { body: { username: 'ada', password: 'ada-secret' }, answer: Me });
  expect((await ada.call('GET', '/search?q=Quibblewick', { answer: SearchResponse })).documents.total).toBe(1);
  expect((await newcomer.call('GET', '/search?q=Quibblewick', { answer: SearchResponse })).documents.total).toBe(0);
});

test('a password is kept encrypted, shown to nobody, and sent to no other place', async () => {
  const kept = await newcomer.call('GET', '/admin/sources/staff/settings', { answer: SourceSettings });
  expect(kept.secrets).toEqual(['bindPassword']);
  expect(kept.settings).not.toHaveProperty('bindPassword');
  for (const file of ['atrium.sqlite', 'atrium.sqlite-wal'])
    expect(await readFile(path.join(atrium.folder, 'data', file), 'latin1')).not.toContain(slapd.bindPassword);
  expect(atrium.output()).not.toContain(slapd.bindPassword);
  const audit = await newcomer.call('GET', '/admin/audit', { answer: AuditResponse });
  expect(audit.items.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['setup', 'source-created', 'source-changed', 'administrators']),
  );
  expect(JSON.stringify(audit)).not.toContain(slapd.bindPassword);
  // Where the server was made to connect to, also when it was not let in, and what it was shown.
  const where = `ldap: ${slapd.url}/${PEOPLE}`;
  expect(audit.items.map(({ action, outcome, subject, details }) => `${action} ${outcome} ${subject} ${details}`)).toEqual(
    expect.arrayContaining([
      `source-tested done staff ${where}`,
      `source-tested failed staff ${where}`,
      `source-previewed done staff ${where}`,
      `source-run done staff Dry run of a draft of ${where}`,
    ]),
  );

  const same = { id: 'staff', kind: 'ldap', settings: kept.settings };
  expect((await newcomer.call('POST', '/admin/sources/test', { body: same, answer: TestResponse })).ok).toBe(true);
  const elsewhere = { ...same, settings: { ...kept.settings, url: 'ldap://localhost:1' } };
  for (const [method, where, body] of [
    ['POST', '/admin/sources/test', elsewhere],
    ['POST', '/admin/sources/preview', elsewhere],
    ['POST', '/admin/sources/dry-run', elsewhere],
    ['PUT', '/admin/sources/staff', { settings: elsewhere.settings }],
  ] as const) {
    const problem = await newcomer.refused(method, where, body);
    expect(problem).toMatchObject({ code: 'secret-needed', errors: [{ path: 'settings.bindPassword' }] });
  }
  // Another name for the same source gets at nothing either.
  expect((await newcomer.refused('POST', '/admin/sources/test', { ...same, id: 'thief' })).code).toBe('invalid-request');
});

test('settings that somebody else has changed meanwhile are not written over', async () => {
  const { settings, revision } = await newcomer.call('GET', '/admin/sources/library/settings', { answer: SourceSettings });
  const body = { settings, revision, run: false };
  await newcomer.call('PUT', '/admin/sources/library', { body, answer: SourceStatus });
  expect((await newcomer.refused('PUT', '/admin/sources/library', body)).code).toBe('conflict');
});

test('a source that the command line adds is read by the server without being told', async () => {
  const cli = commandLine({ configFile: path.join(atrium.folder, 'atrium.yaml') });
  const file = path.join(atrium.folder, 'draft.yaml');
  await writeFile(file, `id: notes\nkind: drive\npath: ${path.join(drive, 'Plans')}\npermissions: everyone\n`);
  expect(await cli.run(['sources', 'add', file])).toMatchObject({ code: 0 });
  await eventually(
    () => newcomer.status('GET', '/admin/sources/notes'),
    (status) => status === 200,
  );
  await untilRead('notes');
  const listed = await cli.run(['sources', 'list']);
  expect(listed.stdout).toContain(`notes\tdrive\t${path.join(drive, 'Plans')}\tconsole`);
});

test('a removed source is found by nobody at once, and soon nothing is left of it', async () => {
  expect((await newcomer.refused('DELETE', '/admin/sources/notes?confirm=note')).code).toBe('invalid-request');
  const gone = await newcomer.call('DELETE', '/admin/sources/notes?confirm=notes', { answer: SourceRemoval });
  expect(gone).toMatchObject({ documents: 2 });
  expect(await newcomer.status('GET', '/admin/sources/notes')).toBe(404);
  const answer = await newcomer.call('GET', '/search?q=Ravensbrook', { answer: SearchResponse });
  expect(answer.documents.items).toEqual([]);
  const again = { id: 'notes', kind: 'drive', settings: { path: drive } };
  // The id is free again when all is cleared away.
  await eventually(
    () => newcomer.status('POST', '/admin/sources', again),
    (status) => status === 201,
  );
  expect((await stateOf('notes')).lastCompleteAt).toBe(null);
});

test('a removed directory takes its people and groups along, and leaves those of another alone', async () => {
  await newcomer.call('POST', '/admin/sources', { body: { ...staffDraft(), id: 'twins' }, answer: SourceStatus });
  await untilRead('twins');
  const gone = await newcomer.call('DELETE', '/admin/sources/twins?confirm=twins', { answer: SourceRemoval });
  expect(gone).toMatchObject({ people: 3, groups: 1, sentence: expect.stringContaining('cannot sign in') });
  const store = openStore(path.join(atrium.folder, 'data'));
  await eventually(
    async () => store.consoleSources.leaving(),
    (leaving) => leaving.length === 0,
  );
  expect(store.consoleSources.contents('twins')).toEqual({ people: 0, groups: 0, documents: 0, failures: 0 });
  expect([store.directory.personIds(['twins']), store.directory.personIds(['staff'])]).toMatchObject([[], { length: 3 }]);
  store.close();
  const found = await newcomer.call('GET', '/admin/administrators/candidates?q=grace', { answer: CandidatesResponse });
  expect(found.items).toMatchObject([{ token: 'user:grace' }]);
});

test('the setup is over for good when the first administrator signs in', async () => {
  const me = await grace.call('GET', '/me', { answer: Me });
  expect(me.user).toMatchObject({ uid: 'grace', isAdmin: true });
  expect(await newcomer.status('GET', '/admin/sources')).toBe(401);
  expect(await grace.call('GET', '/setup', { answer: SetupState })).toMatchObject({
    isNeeded: false,
    isMine: false,
    steps: { directory: 'read', documents: 'read', administrator: true },
  });
  atrium = await restarted(atrium);
  expect(setupAddress(atrium)).toBe(undefined);
  expect(await grace.call('GET', '/admin/sources', { answer: SourcesResponse })).toMatchObject({
    items: [{ id: 'staff' }, { id: 'library' }, { id: 'notes' }],
  });
});

/** In the same folder, which the first one would take along. */
async function restarted({ folder, process, stop }: AtriumProcess): Promise<AtriumProcess> {
  const ended = once(process, 'exit');
  process.kill('SIGTERM');
  await ended;
  const next = await startAtrium({ configFile: path.join(folder, 'atrium.yaml'), folder });
  return { ...next, stop: () => next.stop().then(stop) };
}
