import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Viewer } from '#server/access/viewer.ts';
import { SearchQuery } from '#server/contract/search.ts';
import { createSearchHouse, readableBy, viewer } from '../../support/search-house.ts';

/** Words weigh by how many passages hold them; those of the board are full of "levee" from some time on. */
const house = createSearchHouse();
const signal = new AbortController().signal;
const staff = viewer('group:staff');
const board = viewer('group:staff', 'group:board');
const forBoard = readableBy('group:board');
const QUESTIONS = ['sluice levee', 'levee sluice spring', '"the levee" spring', 'levee mended', 'Levees and sluices', 'levee'];

interface Answers {
  searches: object[];
  suggestions: object[];
  experts: object[];
}
let before: Answers;
let orderBefore: string[];

beforeAll(async () => {
  await house.prepare();
  const authors = [{ name: 'Wren Okafor', personId: 'wren' }];
  await Promise.all([
    house.addPerson({ id: 'wren', name: 'Wren Okafor', title: 'Engineer' }),
    house.addDocument({ id: 'with-sluice', texts: ['The sluice is opened in spring.'] }),
    house.addDocument({ id: 'with-levee', texts: ['The levee is mended in spring.'], authors }),
    house.addDocument({ id: 'repairs', texts: ['Mended, mended and mended again: the levee, as it is said.'] }),
    ...Array.from({ length: 4 }, (_, n) => house.addDocument({ id: `gate-${n}`, texts: [`Gate ${n} of the sluice.`] })),
    house.addDocument({ id: 'minutes', texts: ['What the board has said.'] }, forBoard),
  ]);
  before = await answersFor(staff);
  orderBefore = await orderFor(board);
  const texts = ['The levee.', 'A levee and its levees.'];
  await Promise.all(Array.from({ length: 12 }, (_, n) => house.addDocument({ id: `hidden-${n}`, texts }, forBoard)));
});
afterAll(() => house.close());

async function search(q: string, who: Viewer) {
  const { tookMs: _, ...answer } = await house.search.search({ ...SearchQuery.parse({ q }), explain: true }, who, signal);
  return answer;
}

async function answersFor(who: Viewer): Promise<Answers> {
  return {
    searches: await Promise.all(QUESTIONS.map((q) => search(q, who))),
    suggestions: await Promise.all(QUESTIONS.map((q) => house.suggest(q, who))),
    experts: await Promise.all(QUESTIONS.map((q) => house.experts(q, who))),
  };
}

/** Of two that have one of the words each. */
async function orderFor(who: Viewer): Promise<string[]> {
  const { documents } = await search('sluice levee', who);
  return documents.items.map(({ id }) => id).filter((id) => id.startsWith('with-'));
}

test('the rarer word is the more telling one, for whoever may read what makes it so', async () => {
  expect(orderBefore).toEqual(['with-levee', 'with-sluice']);
  expect(await orderFor(board)).toEqual(['with-sluice', 'with-levee']);
  expect(await orderFor(staff)).toEqual(['with-levee', 'with-sluice']);
});

test('documents that one may not read move no score, no order and no suggestion', async () => {
  const after = await answersFor(staff);
  expect.soft(after.searches).toEqual(before.searches);
  expect.soft(after.suggestions).toEqual(before.suggestions);
  expect.soft(after.experts).toEqual(before.experts);
});
