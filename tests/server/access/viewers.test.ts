import { beforeEach, describe, expect, test } from 'vitest';
import { newProgress } from '#indexers/sync/run-counts.ts';
import type { AccessRef } from '#indexers/types/access.ts';
import { createGroupProblems } from '#server/access/group-problems.ts';
import { createViewers } from '#server/access/viewers.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { RunState, StateStore } from '#server/store/state-store.ts';
import { fillDirectory } from '../store/directory-entries.ts';

const HOUR = 3_600_000;
const SOURCES = ['staff', 'partners'];

let store: StateStore;
let fill: ReturnType<typeof fillDirectory>;
let now: number;
beforeEach(() => {
  store = createSqliteStore({ path: ':memory:' });
  fill = fillDirectory(store);
  now = Date.now();
});

const viewers = (options: { sources?: string[]; admins?: string[]; partners?: string[] } = {}) => {
  const { sources = SOURCES, admins = [], partners = [] } = options;
  const groupProblems = createGroupProblems({ store, staleAfterMs: () => 2 * HOUR, now: () => now });
  return createViewers({ store, sources, admins, partners, groupProblems });
};

function run(
  source: string,
  state: Exclude<RunState, 'running' | 'interrupted'>,
  o: { message?: string; dryRun?: boolean } = {},
): void {
  const started = store.runs.start(source, { dryRun: o.dryRun ?? false });
  if (started === undefined) throw new Error('a run is going on');
  store.runs.finish(started.id, { state, message: o.message ?? null, progress: newProgress() });
}

function close(): void {
  for (const source of SOURCES) store.directory.closeMemberships(source);
}

const ada = { emails: ['ada@example.com'] };

describe('a viewer who has entries in two sources', () => {
  beforeEach(() => {
    fill.person('staff', 'ada', ada);
    fill.person('partners', 'ada', { ...ada, primaryGroup: 'gid:7' });
    fill.group('staff', 'crew', ['ada']);
    fill.group('partners', 'inner', ['ada']);
    fill.group('partners', 'outer', ['cn=inner']);
    close();
  });

  test('holds the tokens and the groups, at any depth, of both', () => {
    const wanted = ['everyone', 'authenticated', 'user:ada', 'sid:staff-ada', 'sid:partners-ada', 'gid:7'];
    for (const id of ['staff-ada', 'partners-ada'])
      expect([...(viewers().ofPerson(id)?.principals ?? [])].sort()).toEqual(
        [...wanted, 'group:crew', 'group:inner', 'group:outer'].sort(),
      );
    expect(viewers().ofUid('ADA')?.principals).toEqual(viewers().ofPerson('staff-ada')?.principals);
  });

  test('is an administrator by a group of either', () => {
    expect(viewers({ admins: ['group:outer'] }).ofPerson('staff-ada')?.isAdmin).toBe(true);
    expect(viewers({ admins: ['group:others'] }).ofPerson('staff-ada')?.isAdmin).toBe(false);
  });

  test('has nothing of a source that is not in the configuration any more', () => {
    expect(
      viewers({ sources: ['staff'] })
        .ofPerson('staff-ada')
        ?.principals.has('group:inner'),
    ).toBe(false);
    expect(viewers({ sources: ['staff'] }).ofPerson('partners-ada')).toBeUndefined();
  });

  test('keeps only what the other entry gives when one of the accounts has ended', () => {
    store.directory.setDisabled('partners', 'item-ada', true);
    expect(viewers().ofPerson('partners-ada')).toBeUndefined();
    expect(viewers().ofPerson('staff-ada')?.principals.has('group:inner')).toBe(false);
    expect(viewers().ofUid('ada')?.personId).toBe('staff-ada');
  });
});

test('somebody of a directory that somebody else keeps is no administrator, by no name or group that stands there', () => {
  fill.person('staff', 'grace', { emails: ['grace@example.com'] });
  fill.person('partners', 'grace', { emails: ['grace@example.com'] });
  fill.group('partners', 'atrium-admins', ['grace']);
  close();
  const options = { admins: ['group:atrium-admins', 'user:grace'], partners: ['partners'] };
  store.directory.setSamePersonRule(['uid', 'email'], options.partners);
  const isAdmin = (id: string) => viewers(options).ofPerson(id)?.isAdmin;
  expect([isAdmin('staff-grace'), isAdmin('partners-grace')]).toEqual([true, false]);
  expect(viewers(options).ofPerson('partners-grace')?.principals.has('sid:staff-grace')).toBe(false);
  expect(viewers(options).ofPerson('staff-grace')?.principals.has('group:atrium-admins')).toBe(false);
});

test('nobody is a viewer whose account has ended, or whom no directory knows', () => {
  fill.person('staff', 'ada', ada);
  expect(viewers().ofUid('ada')?.personId).toBe('staff-ada');
  store.directory.setDisabled('staff', 'item-ada', true);
  expect(viewers().ofUid('ada')).toBeUndefined();
  expect(viewers().ofPerson('staff-ada')).toBeUndefined();
  expect(viewers().ofPerson('staff-nobody')).toBeUndefined();
});

describe('groups are complete', () => {
  beforeEach(() => fill.person('staff', 'ada', ada));
  const problems = () => viewers().ofUid('ada')?.groupProblems ?? [];

  test('after a complete run, also while the next one goes on and after a dry run that failed', () => {
    run('staff', 'complete');
    run('staff', 'failed', { dryRun: true });
    expect(viewers().ofUid('ada')).toMatchObject({ groupsIncomplete: false, groupProblems: [] });
    store.runs.start('staff', { dryRun: false });
    expect(problems()).toEqual([]);
  });

  test('not before the directory was read completely once', () => {
    run('staff', 'failed');
    expect(viewers().ofUid('ada')?.groupsIncomplete).toBe(true);
    expect(problems()).toEqual([expect.stringContaining('"staff" has not been read completely yet')]);
  });

  test.each([
    ['failed', 'could not be read the last time'],
    ['partial', 'could only be read in part the last time'],
    ['cancelled', 'was not read to its end the last time'],
  ] as const)('not when the last run %s', (state, words) => {
    run('staff', 'complete');
    run('staff', state, { message: 'nothing listens there' });
    expect(problems()).toEqual([expect.stringContaining(words)]);
    run('staff', 'complete');
    expect(problems()).toEqual([]);
  });

  test('not when three scheduled runs brought nothing', () => {
    run('staff', 'complete');
    now += 3 * HOUR - 60_000;
    expect(problems()).toEqual([]);
    now += 120_000;
    expect(problems()).toEqual([expect.stringContaining('"staff" was last read on')]);
  });

  test('not when the directory tells no groups and a document is shared with one', () => {
    run('staff', 'complete');
    const readableBy = (principal: string): AccessRef => ({
      state: 'known',
      acl: { layers: [{ what: 'item', entries: [{ effect: 'allow', principal }] }] },
    });
    store.acls.intern('library', readableBy('user:ada'));
    store.acls.intern('library', readableBy('sid:staff-ada'));
    expect(problems()).toEqual([]);
    store.acls.intern('library', readableBy('group:crew'));
    expect(problems()).toEqual([expect.stringContaining('"staff" tells no groups')]);
    fill.group('staff', 'crew', ['ada']);
    expect(problems()).toEqual([]);
  });

  test('not when one of two entries comes from a directory that was not read', () => {
    fill.person('partners', 'ada', ada);
    close();
    run('staff', 'complete');
    expect(problems()).toEqual([expect.stringContaining('"partners" has not been read')]);
  });
});
