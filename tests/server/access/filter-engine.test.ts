import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createFilters } from '#server/access/filter.ts';
import { indexUids } from '#server/search/meili-index.ts';
import { seededRandom } from '../../support/random.ts';
import { createSearchHouse, readableBy, viewer } from '../../support/search-house.ts';

const SLOTS = 400;
const house = createSearchHouse();
const who = viewer('user:ada');
const slots = Array.from({ length: SLOTS }, (_, n) => n + 1);

beforeAll(async () => {
  await house.prepare();
  // One document in each slot: what a filter lets through can be told by their ids.
  await Promise.all(slots.map((slot) => house.addDocument({ id: `d${slot}` }, readableBy(`group:${slot}`))));
});
afterAll(() => house.close());

async function foundWith(readable: number[], highest: number): Promise<number[]> {
  const set = { slots: Uint32Array.from(readable), highest, has: () => true };
  const readableAcls = { readable: () => set, mayRead: () => true, readsAll: () => true, grants: () => true, leftOut: () => [] };
  const filter = createFilters({ readableAcls, sources: ['library'] }).documents(who, {});
  const body = { filter, limit: SLOTS + 1, fields: ['documentId', 'aclId'] };
  const schema = z.object({ results: z.array(z.object({ documentId: z.string(), aclId: z.number() })) });
  const path = `indexes/${indexUids(house.meili.indexPrefix).passages}/documents/fetch`;
  const { results } = await house.meili.http.request({ method: 'POST', path, body, schema });
  return results.map(({ aclId }) => aclId).sort((a, b) => a - b);
}

test.each<[fact: string, readable: number[], highest: number]>([
  ['nothing', [], SLOTS],
  ['everything', slots, SLOTS],
  ['everything up to what was known', slots.slice(0, 130), 130],
  ['all but a few', slots.filter((slot) => slot % 97 !== 0), SLOTS],
  ['all but a group of sixty-four', slots.filter((slot) => slot < 64 || slot >= 128), SLOTS],
  ['every third', slots.filter((slot) => slot % 3 === 0), SLOTS],
  ['the first and the last', [1, SLOTS], SLOTS],
])('the engine finds %s', async (_fact, readable, highest) => {
  expect(await foundWith(readable, highest)).toEqual(readable);
});

test.each(slots.slice(0, 30))('the engine finds exactly what may be read, random case %i', async (seed) => {
  const random = seededRandom(seed);
  const [share, switches] = [random(), random() ** 2];
  const highest = 1 + Math.floor(random() * SLOTS);
  let isIn = random() < share;
  const readable = slots.slice(0, highest).filter(() => {
    if (random() < switches) isIn = random() < share;
    return isIn;
  });
  expect(await foundWith(readable, highest)).toEqual(readable);
});

test('searches for random viewers find what a look at every list says', async () => {
  const random = seededRandom(7);
  for (let round = 0; round < 10; round++) {
    const groups = slots.filter(() => random() < 0.3);
    const answer = await house.ask({ type: 'documents', pageSize: 50 }, viewer(...groups.map((slot) => `group:${slot}`)));
    expect(answer.documents.total).toBe(groups.length);
    const found = answer.documents.items.map(({ id }) => Number(id.slice(1)));
    expect(found.filter((slot) => !groups.includes(slot))).toEqual([]);
    expect(answer.facets.source).toMatchObject([{ value: 'library', count: groups.length }]);
  }
});

test('a passage without a number is nobody’s, also where everything may be read', async () => {
  await house.index.write({ ...(await house.addDocument({ id: 'd1' }, readableBy('group:1'))), aclId: 'not-a-number' });
  expect(await foundWith(slots, SLOTS)).toEqual(slots.slice(1));
});
