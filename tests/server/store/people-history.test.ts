import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';
import { completeRun } from './complete-run.ts';
import { fillDirectory } from './directory-entries.ts';

const SOURCES = ['staff'];

let store: StateStore;
let fill: ReturnType<typeof fillDirectory>;

beforeEach(() => {
  store = createSqliteStore({ path: ':memory:' });
  fill = fillDirectory(store);
});
afterEach(() => store.close());

const newcomers = () =>
  store.peopleHistory.newcomers({ sources: SOURCES, since: Date.now() - 60_000, limit: 10 }).map(({ id }) => id);
const leavers = () => store.peopleHistory.leavers({ sources: SOURCES, limit: 10 }).map(({ id }) => id);
const leaversAround = (...uids: string[]) =>
  store.peopleHistory
    .leaversAround(
      uids.map((uid) => `staff-${uid}`),
      { sources: SOURCES, limit: 10 },
    )
    .map(({ id }) => id);

describe('newcomers', () => {
  test('are those who came after the first complete run, and nobody of before', () => {
    fill.person('staff', 'ada');
    completeRun(store, 'staff');
    fill.person('staff', 'bob');
    expect(newcomers()).toEqual(['staff-bob']);
  });

  test('do not become new again by a change or by coming back', () => {
    fill.person('staff', 'ada');
    completeRun(store, 'staff');
    fill.person('staff', 'ada', { title: 'Engineer' });
    store.directory.removePerson('staff', 'item-ada');
    fill.person('staff', 'ada');
    expect(newcomers()).toEqual([]);
    expect(leavers()).toEqual([]);
  });
});

describe('leavers', () => {
  beforeEach(() => {
    fill.person('staff', 'boss');
    fill.person('staff', 'leaver', { title: 'Engineer', managerKey: 'uid=boss' });
    fill.person('staff', 'peer', { managerKey: 'uid=boss' });
    fill.person('staff', 'report', { managerKey: 'uid=leaver' });
    fill.person('staff', 'stranger', { managerKey: 'uid=peer' });
    completeRun(store, 'staff');
  });

  test('were last there at the last run that saw them, and keep their last record', () => {
    const before = store.runs.lastComplete('staff') ?? 0;
    store.directory.removePerson('staff', 'item-leaver');
    expect(store.peopleHistory.leaver('staff-leaver')).toMatchObject({ leftAt: before, person: { title: 'Engineer' } });
  });

  test('are those whose account has ended, until it is opened again', () => {
    store.directory.setDisabled('staff', 'item-leaver', true);
    expect(leavers()).toEqual(['staff-leaver']);
    const since = store.peopleHistory.leaver('staff-leaver')?.leftAt;
    store.directory.removePerson('staff', 'item-leaver');
    expect(store.peopleHistory.leaver('staff-leaver')?.leftAt).toBe(since);
    fill.person('staff', 'leaver');
    expect(leavers()).toEqual([]);
  });

  test('are known to their manager, their peers and their reports only', () => {
    store.directory.removePerson('staff', 'item-leaver');
    expect(['boss', 'peer', 'report', 'stranger'].map((uid) => leaversAround(uid))).toEqual([
      ['staff-leaver'],
      ['staff-leaver'],
      ['staff-leaver'],
      [],
    ]);
  });

  test('stay known to a report who has got another manager since', () => {
    store.directory.removePerson('staff', 'item-leaver');
    fill.person('staff', 'report', { managerKey: 'uid=stranger' });
    expect(leaversAround('report')).toEqual(['staff-leaver']);
  });

  test('are not those who go on with another account', () => {
    fill.person('staff', 'old', { emails: ['Old@example.test'] });
    fill.person('other', 'new', { emails: ['old@example.test'] });
    store.directory.removePerson('staff', 'item-old');
    expect(leavers()).toEqual([]);
  });
});

describe('the number of the state of the people', () => {
  test('rises with every change of somebody, and with none that changes nothing', () => {
    const { peopleHistory, directory } = store;
    let last = peopleHistory.generation();
    const rose = (change: () => void) => {
      change();
      const before = last;
      last = peopleHistory.generation();
      return last > before;
    };
    expect([
      rose(() => fill.person('staff', 'ada')),
      rose(() => fill.person('staff', 'ada')),
      rose(() => fill.person('staff', 'ada', { title: 'Engineer' })),
      rose(() => directory.putPhoto('staff-ada', new Uint8Array([1]))),
      rose(() => directory.putPhoto('staff-ada', new Uint8Array([1]))),
      rose(() => directory.setDisabled('staff', 'item-ada', true)),
      rose(() => directory.removePerson('staff', 'item-ada')),
    ]).toEqual([true, false, true, true, false, true, true]);
  });
});
