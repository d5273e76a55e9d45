import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createLogger } from '#server/logger.ts';
import { PASSAGE_SETTINGS, PEOPLE_SETTINGS } from '#server/search/index/index-settings.ts';
import { PASSAGES_SCHEMA, upgradePassage } from '#server/search/index/passage-index.ts';
import { PEOPLE_SCHEMA, upgradePerson } from '#server/search/index/people-index.ts';
import { createMeiliIndex, indexUids } from '#server/search/meili-index.ts';
import { type SharedMeilisearch, sharedMeilisearch } from '../../../support/meilisearch.ts';
import { documentRecord, personRecord, recordIds } from '../../../support/records.ts';

const logger = createLogger({ level: 'silent' });
const signal = new AbortController().signal;
const limits = { collectMs: 5 };
const people = { settings: PEOPLE_SETTINGS, schema: PEOPLE_SCHEMA, upgrade: upgradePerson };
const upgrade = (document: unknown) => upgradePassage(document, () => undefined);
const passages = { settings: PASSAGE_SETTINGS, schema: PASSAGES_SCHEMA, upgrade };
const otherWords = { ...passages, settings: { ...PASSAGE_SETTINGS, stopWords: ['the'] } };
let meili: SharedMeilisearch;

beforeEach(async () => {
  meili = sharedMeilisearch();
  const index = open({ people, passages });
  await index.prepare(signal);
  await Promise.all([
    ...Array.from({ length: 2500 }, (_, n) => index.write(documentRecord({ id: `d${n}`, texts: [`the text ${n}`] }))),
    index.write(personRecord({ id: 'p', name: 'Jürgen Groß' })),
  ]);
  await index.close();
});

afterEach(async () => {
  await meili.deleteIndexes();
});

test('keeps every document when settings change that need indexing anew', async () => {
  const index = open({ people, passages: otherWords });
  await index.prepare(signal);
  expect((await recordIds(index, 'library', signal)).documents.size).toBe(2500);
  expect(await settings()).toMatchObject({ stopWords: ['the'] });
  expect(await indexes()).not.toContain(`${indexUids(meili.indexPrefix).passages}-next`);
  await index.close();
});

test('answers searches during the whole of it, with all the documents', async () => {
  const index = open({ people, passages: otherWords });
  let done = false;
  const preparing = index.prepare(signal).finally(() => {
    done = true;
  });
  const counts = new Set<number>();
  while (!done) counts.add(await count());
  await preparing;
  expect([...counts]).toEqual([2500]);
  await index.close();
});

test('a record written meanwhile is not lost', async () => {
  const index = open({ people, passages: otherWords });
  const preparing = index.prepare(signal);
  const writing = index.write(documentRecord({ id: 'meanwhile', source: 'meanwhile' }));
  await Promise.all([preparing, writing]);
  expect((await recordIds(index, 'meanwhile', signal)).documents).toEqual(new Set(['meanwhile']));
  await index.close();
});

test('a record that another process changes after it was copied is not lost', async () => {
  const other = open({ people, passages });
  let copied = 0;
  let changing: Promise<void> | undefined;
  const upgrade = (document: unknown) => {
    // On the second page: the first is on its way into the new index.
    if (++copied === 1001) changing = other.write(documentRecord({ id: 'd0', source: 'changed', texts: ['changed'] }));
    return upgradePassage(document, () => undefined);
  };
  const index = open({ people, passages: { ...otherWords, upgrade } });
  await index.prepare(signal);
  await changing;
  expect((await recordIds(index, 'changed', signal)).documents).toEqual(new Set(['d0']));
  expect(copied).toBeGreaterThanOrEqual(5000);
  await Promise.all([index.close(), other.close()]);
});

test('starts over after it was interrupted', async () => {
  const stop = new AbortController();
  const interrupted = open({ people, passages: otherWords });
  const preparing = interrupted.prepare(stop.signal);
  while (!(await indexes()).includes(`${indexUids(meili.indexPrefix).passages}-next`)) await count();
  stop.abort(new Error('stopped in the middle'));
  await expect(preparing).rejects.toThrow('stopped in the middle');
  expect(await count()).toBe(2500);
  await interrupted.close();
  const index = open({ people, passages: otherWords });
  await index.prepare(signal);
  expect((await recordIds(index, 'library', signal)).documents.size).toBe(2500);
  expect(await settings()).toMatchObject({ stopWords: ['the'] });
  await index.close();
});

test('writes documents of an older schema anew', async () => {
  const newer = PEOPLE_SCHEMA + 1;
  const upgrade = (document: unknown) => ({ ...upgradePerson(document), schema: newer, title: 'written anew' });
  const index = open({ people: { settings: PEOPLE_SETTINGS, schema: newer, upgrade }, passages });
  await index.prepare(signal);
  const schema = z.object({ results: z.array(z.unknown()) });
  const path = `indexes/${indexUids(meili.indexPrefix).people}/documents/fetch`;
  const { results } = await meili.http.request({ method: 'POST', path, body: {}, schema });
  const nameFold = expect.arrayContaining(['jurgen gross', 'juergen gross']);
  expect(results).toEqual([expect.objectContaining({ id: 'p', schema: newer, title: 'written anew', nameFold })]);
  await index.close();
});

test('a setting that works at once is changed without a rebuild', async () => {
  const index = open({ people, passages: { ...passages, settings: { ...PASSAGE_SETTINGS, searchCutoffMs: 777 } } });
  await index.prepare(signal);
  expect(await settings()).toMatchObject({ searchCutoffMs: 777 });
  const query = { types: 'indexSwap', limit: '1' };
  const schema = z.object({
    results: z.array(z.object({ details: z.object({ swaps: z.array(z.object({ indexes: z.array(z.string()) })) }) })),
  });
  const { results } = await meili.http.request({ method: 'GET', path: 'tasks', query, schema });
  expect(results[0]?.details.swaps[0]?.indexes ?? []).not.toContain(indexUids(meili.indexPrefix).passages);
  await index.close();
});

function open(definitions: Parameters<typeof createMeiliIndex>[0]['definitions'] & object) {
  return createMeiliIndex({ http: meili.http, indexPrefix: meili.indexPrefix, logger, limits, definitions });
}

async function count(): Promise<number> {
  const path = `indexes/${indexUids(meili.indexPrefix).passages}/search`;
  const schema = z.object({ totalHits: z.number() });
  return (await meili.http.request({ method: 'POST', path, body: { q: 'text', page: 1, hitsPerPage: 1 }, schema })).totalHits;
}

async function settings(): Promise<unknown> {
  const path = `indexes/${indexUids(meili.indexPrefix).passages}/settings`;
  return await meili.http.request({ method: 'GET', path, schema: z.unknown() });
}

async function indexes(): Promise<string[]> {
  const schema = z.object({ results: z.array(z.object({ uid: z.string() })) });
  const { results } = await meili.http.request({ method: 'GET', path: 'indexes', query: { limit: '1000' }, schema });
  return results.map((index) => index.uid);
}
