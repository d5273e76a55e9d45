import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '#server/access/viewer.ts';
import { expertiseOf } from '#server/people/expertise.ts';
import { createSearchService } from '#server/search/create-search-service.ts';
import { createSearchHouse, readableBy, viewer } from '../../support/search-house.ts';

const house = createSearchHouse();
const signal = new AbortController().signal;
const authors = [{ name: 'Nia Vale', personId: 'nia' }];
const board = viewer('group:board');

beforeAll(async () => {
  await house.prepare();
  await house.addPerson({ id: 'nia', uid: 'nia', name: 'Nia Vale', skills: ['turbines', 'sailing'] });
  await Promise.all([
    house.addDocument({ id: 'one', title: 'Bearings of the north hall', authors, texts: ['Turbines and their bearings.'] }),
    house.addDocument({ id: 'two', title: 'Bearings, second report', authors, texts: ['More of the bearings.'] }),
    house.addDocument({ id: 'not-hers', title: 'Turbines elsewhere', authors: [], texts: ['Turbines of others.'] }),
    ...['three', 'four'].map((id) =>
      house.addDocument(
        { id, title: `Takeover ${id}`, authors, texts: ['The takeover, and what it means for turbines.'] },
        readableBy('group:board'),
      ),
    ),
    ...['five', 'six'].map((id) =>
      house.addDocument(
        { id, title: `Resignation ${id}`, authors, texts: ['Resignation, and sailing in its place.'] },
        readableBy('user:nia'),
      ),
    ),
  ]);
});
afterAll(() => house.close());

async function topics(who: Viewer, search = house.search): Promise<string[]> {
  const person = house.store.directory.person('nia');
  if (person === undefined) throw new Error('Nia is not there');
  const { items } = await expertiseOf({ person, search, viewer: who, signal });
  return items.map(({ topic, isDeclared, total }) => `${topic}${isDeclared ? '' : ' (titles)'} ${total}`);
}

describe('what somebody knows about', () => {
  test('is what they say, with their documents about it, and what several of their titles share', async () => {
    expect(await topics(viewer('user:colleague'))).toEqual(['turbines 1', 'sailing 0', 'Bearings (titles) 2']);
  });

  test('holds no word and no number of what the viewer may not read', async () => {
    expect(await topics(board)).toEqual(['turbines 3', 'sailing 0', 'Bearings (titles) 2', 'Takeover (titles) 2']);
    expect((await topics(viewer('user:colleague'))).join()).not.toContain('Takeover');
  });

  test('is not shown by what is meant for one or two people by name, to themselves neither', async () => {
    const own = await topics(viewer('user:nia'));
    expect(own.join()).not.toContain('Resignation');
    expect(own).toContain('sailing 0');
  });

  test('of whoever does not want to be told as an expert is only what they say', async () => {
    const search = createSearchService({ ...house.options, expertOptOut: ['user:nia'] });
    expect(await topics(viewer('user:colleague'), search)).toEqual(['turbines 0', 'sailing 0']);
  });

  test('is not shown by what is gone from the ledger and still in the index', async () => {
    house.store.ledger.remove('library', 'one');
    expect(await topics(viewer('user:colleague'))).toEqual(['turbines 0', 'sailing 0']);
  });
});
