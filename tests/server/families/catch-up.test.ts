import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogger } from '#server/logger.ts';
import { indexUids } from '#server/search/meili-index.ts';
import { countWhatIsMissing } from '#server/search/terms/catch-up.ts';
import { createSearchHouse, viewer } from '../../support/search-house.ts';

/** Filled as by a version that knew nothing of families. */
const house = createSearchHouse();

beforeAll(async () => {
  await house.prepare();
  const pages = ['one', 'two', 'three'].map((part) => Array.from({ length: 40 }, (_, n) => `${part}${n}`).join(' '));
  await Promise.all([
    house.addDocument({ id: 'a', path: 'Offers/offer v1.docx', texts: [...pages, 'Ninety days.'] }),
    house.addDocument({ id: 'b', path: 'Offers/offer v2.docx', texts: [...pages, 'Eighty days.'] }),
    house.addDocument({ id: 'c', path: 'Offers/map.md', texts: ['Where it is.'] }),
  ]);
});
afterAll(() => house.close());

test('families of what was indexed before there were any are found without reading a file', async () => {
  const { families, terms, index, meili } = house;
  expect(house.search.versions('a', viewer())).toEqual([]);
  const counted = terms.passages();
  await countWhatIsMissing({
    terms,
    families,
    contents: index.contents,
    sources: ['library'],
    http: meili.http,
    passagesUid: indexUids(meili.indexPrefix).passages,
    logger: createLogger({ level: 'silent' }),
    signal: new AbortController().signal,
  });
  expect(house.search.versions('a', viewer()).map(({ id, relation }) => [id, relation])).toEqual([
    ['b', 'version'],
    ['a', 'this'],
  ]);
  expect([families.passages(), terms.passages()]).toEqual([counted, counted]);
});
