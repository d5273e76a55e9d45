import { beforeEach, describe, expect, test } from 'vitest';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';
import { fillDirectory } from './directory-entries.ts';

const SOURCES = ['staff', 'partners', 'archive'];

let store: StateStore;
let fill: ReturnType<typeof fillDirectory>;
beforeEach(() => {
  store = createSqliteStore({ path: ':memory:' });
  fill = fillDirectory(store);
});

/** Ids of all entries that are the same person as this one, when a run of either source has ended. */
function together(id: string, sources = SOURCES): string[] {
  for (const source of SOURCES) store.directory.closeMemberships(source);
  return store.directory.entriesOf(fill.entry(id), sources).map((entry) => entry.id);
}

/** Whether access has changed with this work and the end of a run. */
function changes(work: () => void): boolean {
  const before = store.acls.generation();
  work();
  store.directory.closeMemberships('staff');
  return store.acls.generation() > before;
}

const ada = { emails: ['Ada@example.com', 'other@example.com'] };

describe('entries of two sources', () => {
  test('are one person when sign-in name and primary address agree, letter case aside', () => {
    fill.person('staff', 'Ada', { emails: ['ada@EXAMPLE.com'] });
    fill.person('partners', 'aDA', ada);
    expect(together('staff-Ada')).toEqual(['staff-Ada', 'partners-aDA']);
    expect(together('partners-aDA')).toEqual(['staff-Ada', 'partners-aDA']);
  });

  test('are two when only one of these agrees, or the address is not the primary one', () => {
    fill.person('staff', 'ada', ada);
    fill.person('partners', 'lovelace', ada);
    fill.person('archive', 'ada', { emails: ['other@example.com', 'ada@example.com'] });
    for (const id of ['staff-ada', 'partners-lovelace', 'archive-ada']) expect(together(id)).toEqual([id]);
  });

  test('are two when neither has an address: nothing agrees with nothing', () => {
    fill.person('staff', 'ada');
    fill.person('partners', 'ada');
    expect(together('staff-ada')).toEqual(['staff-ada']);
  });

  test('are not joined when one source has two like it, and that is reported', () => {
    fill.person('staff', 'ada', ada);
    fill.person('partners', 'ada', ada);
    expect(together('staff-ada')).toHaveLength(2);
    store.directory.putPerson('partners', 'partners-second', 'second', {
      ...fill.entry('partners-ada').person,
      name: 'Ada Again',
    });
    expect(together('staff-ada')).toEqual(['staff-ada']);
    expect(together('partners-ada')).toEqual(['partners-ada']);
    expect(store.directory.ambiguousPeople('partners').count).toBe(2);
    expect(store.directory.ambiguousPeople('staff')).toEqual({ count: 1, examples: ['ada (ada)'] });
    store.directory.removePerson('partners', 'second');
    expect(together('staff-ada')).toHaveLength(2);
    expect(store.directory.ambiguousPeople('staff').count).toBe(0);
  });

  test('are one person over three sources, and only in those that are configured', () => {
    for (const source of SOURCES) fill.person(source, 'ada', ada);
    expect(together('archive-ada')).toEqual(['staff-ada', 'partners-ada', 'archive-ada']);
    expect(together('archive-ada', ['partners', 'archive'])).toEqual(['partners-ada', 'archive-ada']);
    expect(together('archive-ada', ['archive'])).toEqual(['archive-ada']);
  });

  test('are parted at once, before the run ends, when the address of one changes', () => {
    fill.person('staff', 'ada', ada);
    fill.person('partners', 'ada', ada);
    expect(together('staff-ada')).toHaveLength(2);
    const before = store.acls.generation();
    fill.person('partners', 'ada', { emails: ['mallory@example.com'] });
    expect(store.directory.entriesOf(fill.entry('staff-ada'), SOURCES).map(({ id }) => id)).toEqual(['staff-ada']);
    expect(store.acls.generation()).toBeGreaterThan(before);
  });

  test('are joined by the fields of the rule, all of which must agree', () => {
    fill.person('staff', 'ada', { ...ada, employeeNumber: '7' });
    fill.person('partners', 'lovelace', { ...ada, employeeNumber: '7' });
    fill.person('archive', 'ada', { ...ada, employeeNumber: '8' });
    expect(together('staff-ada')).toEqual(['staff-ada', 'archive-ada']);
    store.directory.setSamePersonRule(['email', 'employeeNumber']);
    expect(together('staff-ada')).toEqual(['staff-ada', 'partners-lovelace']);
    store.directory.setSamePersonRule(['uid', 'email'], ['archive']);
    expect(together('staff-ada')).toEqual(['staff-ada']);
    store.directory.setSamePersonRule(['uid', 'email']);
    expect(together('staff-ada')).toEqual(['staff-ada', 'archive-ada']);
    store.directory.setSamePersonRule([]);
    expect(together('staff-ada')).toEqual(['staff-ada']);
  });
});

describe('the generation of access', () => {
  beforeEach(() => {
    fill.person('staff', 'ada', ada);
    fill.person('partners', 'eve', { emails: ['eve@example.com'] });
    store.directory.closeMemberships('staff');
  });

  test('rises when entries are joined and when they are parted, and not otherwise', () => {
    expect(changes(() => fill.person('partners', 'ada', ada))).toBe(true);
    expect(changes(() => fill.person('partners', 'ada', { ...ada, title: 'Countess' }))).toBe(false);
    expect(changes(() => fill.person('partners', 'eve', { emails: ['eve@example.org'] }))).toBe(false);
    expect(changes(() => store.directory.setSamePersonRule(['email', 'uid']))).toBe(false);
    expect(changes(() => store.directory.setSamePersonRule([]))).toBe(true);
    expect(changes(() => store.directory.setSamePersonRule(['uid', 'email']))).toBe(true);
    expect(changes(() => fill.person('partners', 'ada', { emails: ['a@example.org'] }))).toBe(true);
  });
});

describe('a person with several entries', () => {
  beforeEach(() => {
    fill.person('staff', 'ada', { ...ada, name: 'Ada King' });
    fill.person('partners', 'ada', { ...ada, name: 'Ada King' });
    fill.person('partners', 'bob', { emails: ['bob@example.com'], name: 'Bob Byron' });
    store.directory.closeMemberships('staff');
  });

  test('is shown by the entry of the source that comes first', () => {
    const ids = ['partners-ada', 'staff-ada', 'partners-bob'];
    expect(store.directory.shownAs(ids, ['staff', 'partners']).get('partners-ada')).toBe('staff-ada');
    const other = store.directory.shownAs(ids, ['partners', 'staff']);
    expect([other.get('staff-ada'), other.get('partners-ada'), other.get('partners-bob')]).toEqual([
      'partners-ada',
      'partners-ada',
      undefined,
    ]);
    expect(store.directory.joinedIds(SOURCES, 10).sort()).toEqual(['partners-ada', 'staff-ada']);
  });

  test('is one author, and one answer to a sign-in name or an address', () => {
    expect(store.directory.resolveAuthor('Ada King')?.id).toBe('staff-ada');
    expect(store.directory.peopleByUid('ADA', SOURCES).map(({ id }) => id)).toEqual(['staff-ada']);
    expect(store.directory.peopleByUid('ada', ['partners', 'staff']).map(({ id }) => id)).toEqual(['partners-ada']);
    expect(store.directory.peopleByEmail('ADA@example.com', SOURCES).map(({ id }) => id)).toEqual(['staff-ada']);
    fill.person('partners', 'ada', { emails: ['ada@example.com', 'third@example.com'], name: 'Ada King' });
    expect(together('staff-ada')).toHaveLength(2);
    expect(store.directory.peopleByEmail('third@example.com', SOURCES).map(({ id }) => id)).toEqual(['partners-ada']);
    fill.person('archive', 'ada', { emails: ['somebody@example.com'] });
    expect(store.directory.peopleByUid('ada', SOURCES)).toHaveLength(2);
  });
});

describe('an account that has ended', () => {
  beforeEach(() => {
    fill.person('staff', 'boss', { emails: ['boss@example.com'] });
    fill.person('staff', 'ada', { ...ada, name: 'Ada King', managerKey: 'uid=boss' });
    fill.person('partners', 'ada', ada);
    store.directory.closeMemberships('staff');
  });

  test('is marked, raises the generation of access once, and is unmarked', () => {
    expect(changes(() => store.directory.setDisabled('staff', 'item-ada', true))).toBe(true);
    expect(fill.entry('staff-ada').disabled).toBe(true);
    expect(changes(() => store.directory.setDisabled('staff', 'item-ada', true))).toBe(false);
    expect(changes(() => store.directory.setDisabled('staff', 'item-nobody', true))).toBe(false);
    expect(changes(() => store.directory.setDisabled('staff', 'item-ada', false))).toBe(true);
    expect(fill.entry('staff-ada').disabled).toBe(false);
    expect(together('staff-ada')).toHaveLength(2);
  });

  test('gives nothing to the other entries of the person, at once', () => {
    store.directory.setDisabled('staff', 'item-ada', true);
    expect(store.directory.entriesOf(fill.entry('partners-ada'), SOURCES).map(({ id }) => id)).toEqual(['partners-ada']);
    expect(store.directory.entriesOf(fill.entry('staff-ada'), SOURCES)).toEqual([]);
    expect(store.directory.shownAs(['partners-ada'], SOURCES).get('partners-ada')).not.toBe('staff-ada');
  });

  test('is hidden: not an author, not a report, not an answer to a sign-in name', () => {
    expect(store.directory.reportsOf(fill.entry('staff-boss'))).toHaveLength(1);
    store.directory.setDisabled('staff', 'item-ada', true);
    expect([...store.directory.hidden(['staff-ada', 'partners-ada'])]).toEqual(['staff-ada']);
    expect(store.directory.hiddenIds(SOURCES)).toEqual(['staff-ada']);
    expect(store.directory.resolveAuthor('Ada King')).toBeUndefined();
    expect(store.directory.reportsOf(fill.entry('staff-boss'))).toEqual([]);
    expect(store.directory.organisationSize(fill.entry('staff-boss'))).toBe(0);
    expect(store.directory.peopleByUid('ada', SOURCES).map(({ id }) => id)).toEqual(['partners-ada']);
    expect(store.directory.personByUid('ada', SOURCES)?.id).toBe('partners-ada');
  });
});
