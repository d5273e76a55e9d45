import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Viewer } from '#server/access/viewer.ts';
import { createDepartures, type Departures } from '#server/people/departures.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';
import { completeRun } from '../store/complete-run.ts';
import { fillDirectory } from '../store/directory-entries.ts';

let store: StateStore;
let fill: ReturnType<typeof fillDirectory>;
let departures: Departures;

beforeEach(() => {
  store = createSqliteStore({ path: ':memory:' });
  fill = fillDirectory(store);
  departures = createDepartures({ store, sources: ['staff', 'second'] });
  fill.person('staff', 'boss');
  fill.person('staff', 'leaver', { title: 'Engineer', managerKey: 'uid=boss' });
  fill.person('staff', 'peer', { title: 'Engineer', managerKey: 'uid=boss' });
  fill.person('staff', 'stranger');
  completeRun(store, 'staff');
});
afterEach(() => store.close());

const leave = () => store.directory.removePerson('staff', 'item-leaver');

function as(uid: string | undefined, isAdmin = false): Viewer {
  const personId = uid === undefined ? undefined : `staff-${uid}`;
  return { uid: uid ?? '', name: uid ?? '', personId, principals: new Set(), isAdmin, groupsIncomplete: false };
}

function successor(): string {
  const leaver = departures.find('staff-leaver', as('boss'));
  const found = leaver && departures.successorOf(leaver);
  return found === undefined ? 'nobody' : `${found.person.person.uid}: ${found.reason}`;
}

describe('who left', () => {
  test('is told to administrators, the manager and the team, and to nobody else', () => {
    leave();
    const sees = (viewer: Viewer) => departures.find('staff-leaver', viewer) !== undefined;
    expect([as('boss'), as('peer'), as('stranger', true), as('stranger'), as(undefined)].map(sees)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect([as('boss'), as('stranger')].map((viewer) => departures.list(viewer).length)).toEqual([1, 0]);
  });

  test('is told to a manager who is shown by the entry of another directory', () => {
    for (const source of ['second', 'staff']) fill.person(source, 'boss', { emails: ['boss@example.test'] });
    store.directory.setSamePersonRule(['uid', 'email']);
    leave();
    const viewer = { ...as('boss'), personId: 'second-boss' };
    expect(departures.find('staff-leaver', viewer)?.id).toBe('staff-leaver');
  });

  test('of a source that is not configured any more is nobody', () => {
    leave();
    const others = createDepartures({ store, sources: ['second'] });
    expect(others.find('staff-leaver', as('stranger', true))).toBeUndefined();
    expect(others.list(as('stranger', true))).toEqual([]);
  });
});

describe('the successor', () => {
  test('is who has had the same title under the same manager since', () => {
    leave();
    fill.person('staff', 'new', { title: 'engineer', managerKey: 'uid=boss' });
    expect(successor()).toBe('new: same-role');
  });

  test('is who has moved into the role', () => {
    leave();
    fill.person('staff', 'stranger', { title: 'Engineer', managerKey: 'uid=boss' });
    expect(successor()).toBe('stranger: same-role');
  });

  test('is the manager where nobody has come, whatever others have had the title all along', () => {
    leave();
    expect(successor()).toBe('boss: manager');
  });

  test('is nobody where the manager is gone, too', () => {
    leave();
    const leaver = departures.find('staff-leaver', as('boss'));
    store.directory.removePerson('staff', 'item-boss');
    expect(leaver && departures.successorOf(leaver)).toBeUndefined();
  });
});
