import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Boost, Pin, Synonyms } from '#server/contract/curation.ts';
import { compileCuration, createCuration } from '#server/curation/create-curation.ts';
import { createFolderMatch, namesOf } from '#server/curation/glob.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';

const compile = (entries: { synonyms?: object[]; boosts?: object[]; pins?: object[] }, now?: () => number) =>
  compileCuration(
    {
      synonyms: (entries.synonyms ?? []).map((entry) => Synonyms.parse(entry)),
      boosts: (entries.boosts ?? []).map((entry) => Boost.parse(entry)),
      pins: (entries.pins ?? []).map((entry) => Pin.parse(entry)),
    },
    now,
  );

describe('synonyms', () => {
  const both = (...terms: string[]) => ({ direction: 'both', terms });
  const expand = (line: string, ...synonyms: object[]) =>
    compile({ synonyms })
      .expand(line.split(' '))
      .map(({ from, to, alternatives }) => [from, to, alternatives.map((words) => words.join(' '))]);

  test('that are equal stand for each other, in any spelling', () => {
    const group = both('PTO', 'Vacation', 'Annual Leave');
    expect(expand('pto policy', group)).toEqual([[0, 1, ['vacation', 'annual leave']]]);
    expect(expand('policy annual leave 2026', group)).toEqual([[1, 3, ['pto', 'vacation']]]);
    expect(expand('ferias', both('Férias', 'vacation'))).toEqual([[0, 1, ['vacation']]]);
  });

  test('of one way are not found from the other side', () => {
    const group = { direction: 'one-way', from: ['k8s', 'kube'], to: ['kubernetes'] };
    expect(expand('k8s upgrade', group)).toEqual([[0, 1, ['kubernetes']]]);
    expect(expand('kubernetes upgrade', group)).toEqual([]);
  });

  test('are taken as the longest phrase, never as words within it', () => {
    const groups = [both('annual leave', 'vacation'), both('leave', 'depart')];
    expect(expand('annual leave', ...groups)).toEqual([[0, 2, ['vacation']]]);
    expect(expand('leave', ...groups)).toEqual([[0, 1, ['depart']]]);
    expect(expand('annual report', ...groups)).toEqual([]);
  });

  test('with common words are met in a question that has lost them', () => {
    const group = both('leave of absence', 'sabbatical');
    expect(expand('leave absence form', group)).toEqual([[0, 2, ['sabbatical']]]);
    expect(expand('sabbatical', group)).toEqual([[0, 1, ['leave of absence']]]);
  });

  test('of a language say so, and stand beside those of all languages', () => {
    const found = compile({ synonyms: [{ ...both('gift', 'poison'), language: 'de' }, both('gift', 'present')] }).expand([
      'gift',
    ]);
    expect(found.map(({ language, alternatives }) => [language, alternatives])).toEqual([
      ['de', [['poison']]],
      [undefined, [['present']]],
    ]);
  });

  test('of several groups add up, each alternative once', () => {
    expect(expand('pto', both('pto', 'vacation'), both('pto', 'vacation', 'holiday'))).toEqual([[0, 1, ['vacation', 'holiday']]]);
  });
});

describe('boosts', () => {
  const document = { source: 'library', label: 'policy', path: 'HR/Policies/leave.pdf', mediaType: 'application/pdf' };
  const boostOf = (...boosts: object[]) => compile({ boosts }).boostOf(document);

  test.each([
    [{ on: 'source', source: 'library', factor: 2 }, 2],
    [{ on: 'source', source: 'other', factor: 2 }, 1],
    [{ on: 'label', label: 'policy', factor: 0.5 }, 0.5],
    [{ on: 'mediaType', mediaType: 'application/pdf', factor: 3 }, 3],
    [{ on: 'mediaType', mediaType: 'application/*', factor: 3 }, 3],
    [{ on: 'mediaType', mediaType: 'image/*', factor: 3 }, 1],
    [{ on: 'folder', folder: 'HR', factor: 2 }, 2],
    [{ on: 'folder', folder: '**/policies', factor: 2 }, 2],
    [{ on: 'folder', folder: 'HR', source: 'other', factor: 2 }, 1],
  ])('%j', (boost, expected) => {
    expect(boostOf(boost)).toBe(expected);
  });

  test('multiply, and stay within a quarter and four', () => {
    expect(boostOf({ on: 'label', label: 'policy', factor: 2 }, { on: 'folder', folder: 'HR', factor: 0.75 })).toBe(1.5);
    expect(boostOf({ on: 'label', label: 'policy', factor: 4 }, { on: 'folder', folder: 'HR', factor: 4 })).toBe(4);
    expect(boostOf({ on: 'label', label: 'policy', factor: 0.25 }, { on: 'folder', folder: 'HR', factor: 0.5 })).toBe(0.25);
  });
});

describe('a folder with wildcards', () => {
  test.each([
    ['Policies', 'Policies/a.pdf', true],
    ['policies', 'POLICIES/deep/below/a.pdf', true],
    ['Policies', 'Policies old/a.pdf', false],
    ['Policies', 'HR/Policies/a.pdf', false],
    ['**/Policies', 'HR/Policies/a.pdf', true],
    ['**/Policies', 'Policies/a.pdf', true],
    ['Teams/*/Archive', 'Teams/Blue/Archive/x', true],
    ['Teams/*/Archive', 'Teams/Blue/Deep/Archive/x', false],
    ['Teams/**/Archive', 'Teams/Blue/Deep/Archive/x', true],
    ['Team?/20*', 'Team1/2026/x', true],
    ['Team?/20*', 'Team12/2026/x', false],
    ['Archive (old) [1]', 'Archive (old) [1]/x', true],
    ['A.B', 'AxB/x', false],
    ['Caf\u00e9', 'Cafe\u0301/menu.txt', true],
  ])('%s, %s: %s', (folder, file, expected) => {
    expect(createFolderMatch(folder)(namesOf(file))).toBe(expected);
  });

  test('that was made to be slow is not', () => {
    const match = createFolderMatch(`${'**/a*a*a*a*a*b/'.repeat(15)}c`);
    const started = performance.now();
    expect(match(namesOf(`${`${'a'.repeat(200)}/`.repeat(100)}x`))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('pins', () => {
  const item = (id: string) => ({ type: 'document', id });
  const pin = (query: string, match: string, ...ids: string[]) => ({ query, match, items: ids.map(item) });
  const ids = (line: string, ...pins: object[]) =>
    compile({ pins })
      .pinsFor(line)
      .map(({ id }) => id);

  test('are met by the very line, by its beginning, or by all their words', () => {
    const pins = [pin('Vacation Policy', 'exact', 'a'), pin('vacation', 'begins', 'b'), pin('policy vacation', 'words', 'c')];
    expect(ids('vacation policy', ...pins)).toEqual(['a', 'b', 'c']);
    expect(ids('vacation policy 2026', ...pins)).toEqual(['b', 'c']);
    expect(ids('our policy for vacation', ...pins)).toEqual(['c']);
    expect(ids('vacations', ...pins)).toEqual(['b']);
    expect(ids('policy', ...pins)).toEqual([]);
    expect(ids('', ...pins)).toEqual([]);
  });

  test('keep their order, the narrower pin first, and name nothing twice', () => {
    expect(ids('vacation', pin('vacation', 'words', 'x', 'b'), pin('vacation', 'exact', 'b', 'a'))).toEqual(['b', 'a', 'x']);
  });

  test('end when they say, a day as a whole', () => {
    let now = Date.parse('2026-03-12T23:59:00Z');
    const { pinsFor } = compile({ pins: [{ ...pin('a', 'exact', 'x'), until: '2026-03-12' }] }, () => now);
    expect(pinsFor('a')).toHaveLength(1);
    now = Date.parse('2026-03-13T00:00:00Z');
    expect(pinsFor('a')).toEqual([]);
  });
});

describe('the store', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'atrium-curation-'));
    file = path.join(folder, 'state.sqlite');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const entry = (id: string) => Pin.parse({ query: 'lunch', items: [{ type: 'document', id }] });
  const who = { by: 'grace', at: 1000 };

  test('makes a change act at once, also when another process made it', () => {
    using server = disposable(file);
    using other = disposable(file);
    const curation = createCuration({ store: server.store.curation });
    const pinned = () =>
      curation
        .current()
        .pinsFor('lunch')
        .map(({ id }) => id);
    expect(pinned()).toEqual([]);
    const id = other.store.curation.add('pins', { entry: entry('a'), ...who });
    expect(pinned()).toEqual(['a']);
    other.store.curation.change('pins', id, { entry: entry('b'), ...who });
    expect(pinned()).toEqual(['b']);
    other.store.curation.remove('pins', id);
    expect(pinned()).toEqual([]);
  });

  test('compiles nothing again while nothing changes', () => {
    using server = disposable(file);
    server.store.curation.add('pins', { entry: entry('a'), ...who });
    const curation = createCuration({ store: server.store.curation });
    expect(curation.current()).toBe(curation.current());
  });

  test('remembers who wrote an entry and who changed it, and never gives a number twice', () => {
    using server = disposable(file);
    const { curation } = server.store;
    const id = curation.add('pins', { entry: entry('a'), ...who });
    curation.change('pins', id, { entry: entry('b'), by: 'tomas', at: 2000 });
    expect(curation.get('pins', id)).toMatchObject({ createdBy: 'grace', createdAt: 1000, changedBy: 'tomas', changedAt: 2000 });
    expect(curation.get('boosts', id)).toBeUndefined();
    expect(curation.remove('boosts', id)).toBe(false);
    curation.remove('pins', id);
    expect(curation.add('pins', { entry: entry('a'), ...who })).toBe(id + 1);
  });
});

function disposable(file: string) {
  const store = createSqliteStore({ path: file });
  return { store, [Symbol.dispose]: () => store.close() };
}
