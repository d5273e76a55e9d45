import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { headOf, listOf, overviewOf } from '#server/people/browse.ts';
import { connectionBetween } from '#server/people/connection.ts';
import { orgChart } from '#server/people/org-chart.ts';
import { createRosters, type Rosters } from '#server/people/roster.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';
import { fillDirectory } from '../store/directory-entries.ts';

let store: StateStore;
let fill: ReturnType<typeof fillDirectory>;
let rosters: Rosters;

beforeEach(() => {
  store = createSqliteStore({ path: ':memory:' });
  fill = fillDirectory(store);
  rosters = createRosters({ store, sources: ['staff', 'second'] });
});
afterEach(() => store.close());

const report = (uid: string, manager: string) => fill.person('staff', uid, { managerKey: `uid=${manager}` });

async function chart(root?: string) {
  const found = orgChart(await rosters(), root);
  if (found === undefined) throw new Error(`no chart below ${root}`);
  return found;
}

/** `report<manager`, and each problem with its people. */
async function told(root?: string) {
  const { names, managers, problems } = await chart(root);
  return {
    lines: names.map((name, row) => `${name}<${names[managers[row] ?? -1] ?? ''}`),
    problems: problems.map(({ code, people }) => `${code}: ${people.map((row) => names[row]).join(' ')}`),
  };
}

describe('the org chart', () => {
  test('has everybody once under their manager, in alphabetical order', async () => {
    fill.person('staff', 'top');
    report('b', 'top');
    report('a', 'b');
    expect(await told()).toEqual({ lines: ['a<b', 'b<top', 'top<'], problems: [] });
  });

  test('leaves out whose account has ended, and says that their manager is missing to nobody by name', async () => {
    fill.person('staff', 'top');
    report('gone', 'top');
    report('left-behind', 'gone');
    store.directory.setDisabled('staff', 'item-gone', true);
    expect(await told()).toEqual({ lines: ['left-behind<', 'top<'], problems: ['missing-manager: left-behind'] });
  });

  test('opens a circle at its first person and tells it', async () => {
    report('a', 'c');
    report('b', 'a');
    report('c', 'b');
    report('d', 'c');
    report('e', 'e');
    expect(await told()).toEqual({
      lines: ['a<', 'b<a', 'c<b', 'd<c', 'e<'],
      problems: ['cycle: a c b', 'own-manager: e'],
    });
  });

  test('tells several tops, the one with the most people below first', async () => {
    fill.person('staff', 'alone');
    fill.person('staff', 'top');
    report('a', 'top');
    report('b', 'a');
    expect((await told()).problems).toEqual(['several-tops: top alone']);
  });

  test('below somebody holds nobody else, and the circle of others is not told', async () => {
    fill.person('staff', 'top');
    report('a', 'top');
    report('b', 'a');
    report('x', 'y');
    report('y', 'x');
    expect(await told('staff-a')).toEqual({ lines: ['a<', 'b<a'], problems: [] });
  });

  test('has whoever is in two directories once, with the reports of both', async () => {
    for (const source of ['staff', 'second']) fill.person(source, 'two', { emails: ['two@example.test'] });
    fill.person('second', 'there', { managerKey: 'uid=two' });
    store.directory.setSamePersonRule(['uid', 'email']);
    expect((await told()).lines).toEqual(['there<two', 'two<']);
  });

  test('is made again when somebody has changed, and not before', async () => {
    fill.person('staff', 'ada');
    const before = await rosters();
    expect(await rosters()).toBe(before);
    fill.person('staff', 'ada', { title: 'Engineer' });
    expect((await rosters()).people[0]?.title).toBe('Engineer');
  });
});

describe('the connection of two people', () => {
  const between = (from: string, to: string) => {
    const found = connectionBetween(store.directory, { from: [fill.entry(`staff-${from}`)], to: [fill.entry(`staff-${to}`)] });
    return found && { path: found.path.map(({ person }) => person.uid).join(' '), top: found.top };
  };

  beforeEach(() => {
    fill.person('staff', 'top');
    report('left', 'top');
    report('right', 'top');
    report('me', 'left');
    report('her', 'right');
    fill.person('staff', 'apart');
  });

  test('goes up to whom both report to, and down', () => {
    expect(between('me', 'her')).toEqual({ path: 'me left top right her', top: 2 });
    expect(between('left', 'right')).toEqual({ path: 'left top right', top: 1 });
  });

  test('is a straight line to somebody above or below', () => {
    expect(between('me', 'top')).toEqual({ path: 'me left top', top: 2 });
    expect(between('top', 'me')).toEqual({ path: 'top left me', top: 0 });
  });

  test('is none where nobody is above both, and ends in a circle', () => {
    expect(between('me', 'apart')).toBeUndefined();
    report('top', 'me');
    expect(between('me', 'apart')).toBeUndefined();
    expect(between('me', 'right')?.path).toBe('me top right');
  });
});

describe('going through people', () => {
  beforeEach(() => {
    fill.person('staff', 'boss', { name: 'Zoë Östberg', surname: 'Östberg' });
    for (const [uid, surname] of [
      ['a', 'Ångström'],
      ['b', 'Bach'],
      ['c', '李'],
    ] as const)
      fill.person('staff', uid, {
        name: `${uid} ${surname}`,
        surname,
        department: 'Optics',
        location: 'Lund',
        managerKey: 'uid=boss',
      });
  });

  test('counts by first letter of the surname without its accents, by team and by place', async () => {
    const { letters, departments, locations } = overviewOf(await rosters());
    expect(letters.map(({ name, count }) => `${name}${count}`)).toEqual(['#1', 'A1', 'B1', 'O1']);
    expect(departments).toEqual([{ name: 'Optics', count: 3 }]);
    expect(locations).toEqual([{ name: 'Lund', count: 3 }]);
  });

  test('lists a letter in the order of surnames', async () => {
    expect(listOf(await rosters(), { letter: 'A' }).map(({ name }) => name)).toEqual(['a Ångström']);
    expect(listOf(await rosters(), { department: 'Optics' }).map(({ uid }) => uid)).toEqual(['a', 'b', 'c']);
  });

  test('knows the head of a team as the one to whom most of it report', async () => {
    const roster = await rosters();
    const head = headOf(roster, listOf(roster, { department: 'Optics' }));
    expect([head?.person.uid, head?.reports]).toEqual(['boss', 3]);
  });
});
