import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Viewer } from '#server/access/viewer.ts';
import { Boost, type CurationEntry, type CurationKind, Synonyms } from '#server/contract/curation.ts';
import { SearchQuery } from '#server/contract/search.ts';
import { createSearchHouse, readableBy, viewer } from '../../support/search-house.ts';

const house = createSearchHouse();
const { store } = house;
const BOARD = 'group:board';

beforeAll(async () => {
  await house.prepare();
  const about = (topic: string) => `${topic}. ${'Filler words stand around it. '.repeat(10)}`;
  await Promise.all([
    house.addDocument({ id: 'vacation', path: 'HR/Vacation rules.md', texts: [about('How vacation is asked for')] }),
    house.addDocument({ id: 'leave', path: 'HR/Annual.md', texts: [about('How annual leave is counted')] }),
    house.addDocument({
      id: 'depart',
      path: 'HR/Trains.md',
      texts: [about('Trains leave at nine, the annual fair opens at ten')],
    }),
    house.addDocument({ id: 'cluster', path: 'IT/Cluster.md', texts: [about('Upgrading kubernetes')] }),
    house.addDocument({ id: 'short', path: 'IT/Short.md', texts: [about('A note on k8s')] }),
    house.addDocument({ id: 'old', path: 'Archive/Pump one.md', label: 'old', texts: [about('The pump of the valley')] }),
    house.addDocument({ id: 'new', path: 'Plans/Pump two.md', label: 'new', texts: [about('The pump of the valley')] }),
    house.addDocument({
      id: 'plant',
      path: 'Werk/Ordnung.md',
      language: 'de',
      texts: ['Der Zutritt zum Werk. Die Ordnung gilt für alle, die hier arbeiten, und für Gäste.'],
    }),
    house.addDocument({
      id: 'workshop',
      path: 'Site/Werk.md',
      language: 'en',
      texts: ['A visitor from Werk 2 asked about gates. He was told to wait for the porter.'],
    }),
    house.addDocument({
      id: 'admittance',
      language: 'en',
      texts: ['Zutritt is a word on our signs. Factory and gates are behind.'],
    }),
    house.addDocument({ id: 'title', path: 'Plans/Pump.md', label: 'new', texts: [about('What it is')] }),
    house.addDocument(
      { id: 'secret', path: 'Board/Pump three.md', label: 'board', texts: [about('The pump')] },
      readableBy(BOARD),
    ),
  ]);
});
afterAll(() => house.close());
beforeEach(() => {
  for (const kind of ['synonyms', 'boosts'] as const)
    for (const { id } of store.curation.list(kind)) store.curation.remove(kind, id);
});

function add<Kind extends CurationKind>(kind: Kind, entry: CurationEntry<Kind>): void {
  store.curation.add(kind, { entry, by: 'grace', at: 1 });
}
const synonyms = (entry: object) => add('synonyms', Synonyms.parse(entry));
const boost = (entry: object) => add('boosts', Boost.parse(entry));
const explained = (q: string, who: Viewer = viewer()) =>
  house.search.search({ ...SearchQuery.parse({ q }), explain: true }, who, new AbortController().signal);
const found = async (q: string) => (await house.ask(q)).documents.items.map(({ id }) => id);

describe('synonyms', () => {
  test('find what says it otherwise, from the next question on', async () => {
    expect(await found('pto')).toEqual([]);
    synonyms({ direction: 'both', terms: ['pto', 'vacation', 'annual leave'] });
    expect((await found('pto')).sort()).toEqual(['leave', 'vacation']);
  });

  test('put the very words before what is said to be the same', async () => {
    synonyms({ direction: 'both', terms: ['vacation', 'annual leave'] });
    const ids = await found('vacation');
    expect(ids.slice(0, 2)).toEqual(['vacation', 'leave']);
  });

  test('of several words are met as a phrase only', async () => {
    synonyms({ direction: 'both', terms: ['pto', 'annual leave'] });
    expect(await found('pto')).toEqual(['leave']);
    expect((await found('annual leave'))[0]).toBe('leave');
  });

  test('of one way are one way', async () => {
    synonyms({ direction: 'one-way', from: ['k8s'], to: ['kubernetes'] });
    expect((await found('k8s')).sort()).toEqual(['cluster', 'short']);
    expect(await found('kubernetes')).toEqual(['cluster']);
  });

  test('of a language find and count in documents of that language only', async () => {
    const hits = async () => {
      const { documents } = await explained('factory gates');
      return documents.items.map(({ id, explanation }) => [id, explanation?.parts.some(({ name }) => name === 'allWords')]);
    };
    const admittance = ['admittance', true];
    const before = await hits();
    expect(before).toEqual([admittance, ['workshop', false]]);
    synonyms({ direction: 'one-way', from: ['factory'], to: ['werk'], language: 'de' });
    // The English document has the other word too, and was found by what else it has.
    expect((await hits()).toSorted()).toEqual([admittance, ['plant', false], ['workshop', false]]);
    synonyms({ direction: 'one-way', from: ['factory'], to: ['werk'] });
    expect(await hits()).toEqual(expect.arrayContaining([admittance, ['plant', false], ['workshop', true]]));
  });

  test('of a language and several words are met as a phrase in documents of that language only', async () => {
    synonyms({ direction: 'one-way', from: ['admission'], to: ['der zutritt'], language: 'de' });
    expect(await found('admission')).toEqual(['plant']);
    expect(await found('admission signs')).toEqual(expect.arrayContaining(['plant', 'admittance']));
  });

  test('that are removed are forgotten', async () => {
    synonyms({ direction: 'both', terms: ['pto', 'vacation'] });
    expect(await found('pto')).toEqual(['vacation']);
    for (const { id } of store.curation.list('synonyms')) store.curation.remove('synonyms', id);
    expect(await found('pto')).toEqual([]);
  });
});

describe('boosts', () => {
  test('put documents before their like, or after', async () => {
    boost({ on: 'folder', folder: 'Archive', factor: 3 });
    const ids = await found('pump valley');
    expect(ids.indexOf('old')).toBeLessThan(ids.indexOf('new'));
    for (const { id } of store.curation.list('boosts')) store.curation.remove('boosts', id);
    boost({ on: 'label', label: 'old', factor: 0.25 });
    const changed = await found('pump valley');
    expect(changed.indexOf('new')).toBeLessThan(changed.indexOf('old'));
  });

  test('put nothing before what is called exactly what was typed, or has the quoted words', async () => {
    boost({ on: 'folder', folder: 'Archive', factor: 4 });
    boost({ on: 'label', label: 'new', factor: 0.25 });
    expect((await found('pump'))[0]).toBe('title');
    expect(await found('"pump two"')).toEqual(['new']);
  });

  test('find nothing that was not found, and count nothing else', async () => {
    const before = await house.ask('pump');
    boost({ on: 'label', label: 'old', factor: 4 });
    const after = await house.ask('pump');
    expect(after.documents.total).toBe(before.documents.total);
    expect(after.facets).toEqual(before.facets);
  });

  test('of what a viewer may not read change nothing at all', async () => {
    const answer = async () => {
      const { tookMs: _, ...rest } = await explained('pump', viewer('group:all'));
      return rest;
    };
    const before = await answer();
    boost({ on: 'folder', folder: 'Board', factor: 4 });
    expect(await answer()).toEqual(before);
  });

  test('are told in the explanation, where they count', async () => {
    boost({ on: 'label', label: 'old', factor: 2 });
    const { documents } = await explained('pump');
    const boosts = documents.items.map(({ id, explanation }) => [
      id,
      explanation?.parts.find(({ name }) => name === 'boost')?.value,
    ]);
    expect(Object.fromEntries(boosts)).toEqual({ old: 2, new: undefined, title: undefined });
  });
});
