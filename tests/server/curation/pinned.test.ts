import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Viewer } from '#server/access/viewer.ts';
import { type CurationEntry, type CurationKind, Pin } from '#server/contract/curation.ts';
import { SearchQuery } from '#server/contract/search.ts';
import { createSearchHouse, readableBy, viewer } from '../../support/search-house.ts';

const house = createSearchHouse();
const { store } = house;
const BOARD = 'group:board';

beforeAll(async () => {
  await house.prepare();
  await Promise.all([
    house.addDocument({ id: 'a', path: 'HR/Lunch menu.md', label: 'food', texts: ['The lunch menu of the week.'] }),
    house.addDocument({ id: 'b', path: 'HR/Lunch rules.md', label: 'rules', texts: ['Lunch is at noon; lunch ends at one.'] }),
    house.addDocument({ id: 'c', path: 'Canteen.md', label: 'food', texts: ['Soup on Thursdays.'] }),
    house.addDocument({ id: 'secret', path: 'Board/Plan.md', label: 'board', texts: ['Close the canteen.'] }, readableBy(BOARD)),
    house.addPerson({ id: 'cook', name: 'Carla Rossi', title: 'Cook', department: 'Canteen' }),
    house.addPerson({ id: 'other', name: 'Lunch Miller', department: 'Sales' }),
    house.addDocument({ id: 'gone', path: 'Gone.md', texts: ['Lunch of old.'] }),
    ...Array.from({ length: 30 }, (_, n) =>
      house.addDocument({ id: `meal${n}`, path: `Meals/Meal ${n}.md`, texts: [`Dinner number ${n}.`] }),
    ),
  ]);
});
afterAll(() => house.close());
beforeEach(() => {
  for (const { id } of store.curation.list('pins')) store.curation.remove('pins', id);
});

function add<Kind extends CurationKind>(kind: Kind, entry: CurationEntry<Kind>): void {
  store.curation.add(kind, { entry, by: 'grace', at: 1 });
}

function pin(query: string, items: string[], overrides: Partial<Pin> = {}): void {
  const people = ['cook', 'other'];
  const typed = items.map((id) => ({ type: people.includes(id) ? ('person' as const) : ('document' as const), id }));
  add('pins', Pin.parse({ query, items: typed, ...overrides }));
}

const explained = (q: string, who: Viewer = viewer()) =>
  house.search.search({ ...SearchQuery.parse({ q }), explain: true }, who, new AbortController().signal);

/** Ids of one page, with a star for those that say that they are pinned. */
async function ids(question: string | z.input<typeof SearchQuery>, who?: Viewer) {
  const { best, documents, people } = await house.ask(question, who);
  const starred = (hits: { id: string; pinned?: boolean | undefined }[]) =>
    hits.map((hit) => (hit.pinned ? `${hit.id}*` : hit.id));
  return { best: best.map(({ id }) => id), documents: starred(documents.items), people: starred(people.items) };
}

describe('a pin', () => {
  test('puts documents and people on top of their kind and of the whole, in its order', async () => {
    pin('Lunch', ['cook', 'c', 'b']);
    const { best, documents, people } = await ids('lunch');
    expect(documents.slice(0, 3)).toEqual(['c*', 'b*', 'a']);
    expect(people).toEqual(['cook*', 'other']);
    expect(best.slice(0, 3)).toEqual(['cook', 'c', 'b']);
  });

  test('is not there for other words, for the newest, and for who takes words out', async () => {
    pin('lunch', ['c']);
    pin('noon', ['c'], { match: 'words' });
    expect((await ids('lunch menu')).documents).not.toContain('c*');
    expect((await ids('lunch -noon')).documents).not.toContain('c*');
    expect((await ids({ q: 'lunch', sort: 'newest' })).documents).not.toContain('c*');
    expect((await ids('lunch -menu')).documents).not.toContain('c*');
    expect((await ids({ q: 'lunch', type: 'people' })).documents).toEqual([]);
  });

  test('counts what was not found by itself, once', async () => {
    const before = await house.ask('lunch');
    pin('lunch', ['c', 'b']);
    const after = await house.ask('lunch');
    expect(after.documents.total).toBe(before.documents.total + 1);
    expect(after.documents.items).toHaveLength(after.documents.total);
  });

  test('keeps to the filters of the question', async () => {
    pin('lunch', ['c', 'b', 'cook']);
    expect((await ids({ q: 'lunch', label: ['food'] })).documents).toEqual(['c*', 'a']);
    expect((await ids({ q: 'lunch', department: ['Sales'] })).people).toEqual(['other']);
  });

  test('stands on the first page only, and the pages have everything once', async () => {
    pin('dinner', ['c', 'meal7']);
    const pages = await Promise.all([1, 2, 3, 4].map((page) => ids({ q: 'dinner', page, pageSize: 8, type: 'documents' })));
    const all = pages.flatMap(({ documents }) => documents);
    expect(all.slice(0, 2)).toEqual(['c*', 'meal7*']);
    expect(new Set(all).size).toBe(all.length);
    expect(all.map((id) => id.replace('*', '')).sort()).toEqual(
      ['c', ...Array.from({ length: 30 }, (_, n) => `meal${n}`)].sort(),
    );
  });

  test('stands on top of suggestions as well', async () => {
    pin('lunch', ['cook', 'c']);
    const { documents, people } = await house.suggest('lunch');
    expect(documents[0]).toMatchObject({ id: 'c', pinned: true, snippet: [{ text: 'Soup on Thursdays.', match: false }] });
    expect(people[0]).toMatchObject({ id: 'cook', pinned: true });
  });

  test('is told in the explanation, before everything else', async () => {
    pin('lunch', ['b']);
    const { documents } = await explained('lunch');
    expect(documents.items[0]?.explanation?.parts[0]?.name).toBe('pinned');
    expect(documents.items[1]?.explanation?.parts.map(({ name }) => name)).not.toContain('pinned');
  });
});

describe('of what a viewer may not read', () => {
  const answer = async (who: Viewer) => {
    const { tookMs: _, ...found } = await explained('lunch', who);
    return JSON.stringify([found, await house.suggest('lunch', who)]);
  };

  test('a pin changes nothing at all', async () => {
    const without = await answer(viewer('group:all'));
    pin('lunch', ['secret']);
    expect(await answer(viewer('group:all'))).toBe(without);
    expect((await ids('lunch', viewer(BOARD))).documents[0]).toBe('secret*');
    expect((await house.suggest('lunch', viewer(BOARD))).documents[0]?.id).toBe('secret');
  });

  test('a pin of several leaves no gap', async () => {
    pin('lunch', ['secret', 'c']);
    expect((await ids('lunch', viewer('group:all'))).documents[0]).toBe('c*');
  });

  test('the store decides, when the index is behind', async () => {
    pin('lunch', ['gone']);
    expect((await ids('lunch')).documents[0]).toBe('gone*');
    store.ledger.remove('library', 'gone');
    expect((await ids('lunch')).documents).not.toContain('gone*');
    expect((await house.suggest('lunch')).documents.map(({ id }) => id)).not.toContain('gone');
  });
});
