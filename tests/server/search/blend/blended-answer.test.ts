import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSearchHouse, everyone, readableBy, viewer } from '../../../support/search-house.ts';

const house = createSearchHouse();
const surnames = ['Stone', 'Grant', 'Field', 'Baker', 'Young', 'Brook', 'Dale', 'Marsh', 'Reed'];

beforeAll(async () => {
  await house.prepare();
  await Promise.all([
    ...surnames.map((surname, n) => house.addPerson({ id: `mark${n}`, name: `Mark ${surname}`, title: 'Gardener' })),
    house.addPerson({ id: 'ada', name: 'Ada King', title: 'Security Engineer' }),
    house.addDocument({ id: 'masonry', title: 'Stone masonry', texts: ['How to lay a wall of stone without mortar.'] }),
    house.addDocument({ id: 'walls', title: 'Dry walls', texts: ['A wall of stone, and who lays it: Mark Stone.'] }),
    house.addDocument({ id: 'policy', title: 'Security policy', texts: ['What every engineer must know of security.'] }),
    ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((letter) =>
      house.addDocument({ id: `mortar-${letter}`, title: `Mortar ${letter}`, texts: ['Lime mortar for old walls.'] }),
    ),
  ]);
});
afterAll(() => house.close());

const bestOf = async (q: string) => (await house.ask(q)).best.map(({ id }) => id);

describe('best', () => {
  test('has the person first whose whole name it is', async () => {
    expect((await bestOf('mark stone '))[0]).toBe('mark0');
    expect((await bestOf('ada king'))[0]).toBe('ada');
  });

  test('has both among the first three for a surname that is a topic', async () => {
    const first = (await bestOf('stone ')).slice(0, 3);
    expect(first).toContain('mark0');
    expect(first).toContain('masonry');
  });

  test('has documents first for a topic', async () => {
    expect((await bestOf('lime mortar for walls '))[0]).toMatch(/^mortar/);
    expect((await bestOf('security policy '))[0]).toBe('policy');
  });

  test('has a title first or second that is what was typed, whoever has it in the name', async () => {
    expect((await bestOf('stone masonry ')).slice(0, 2)).toContain('masonry');
  });

  test('has every hit of the page once, each side in its own order', async () => {
    const { best, people, documents } = await house.ask('stone ');
    const idsOf = (type: string) => best.filter((hit) => hit.type === type).map(({ id }) => id);
    expect(idsOf('person')).toEqual(people.items.map(({ id }) => id));
    expect(idsOf('document')).toEqual(documents.items.map(({ id }) => id));
  });

  test('is explained on request only', async () => {
    expect((await house.ask('stone ')).blending).toBeUndefined();
    const { blending } = await house.ask({ q: 'mark stone ', explain: 'true' });
    expect(blending?.personWanted).toBeGreaterThan(0.5);
    expect(blending?.evidence).toMatchObject({ wholeName: 1 });
  });
});

describe('suggestions', () => {
  test('have more rows for the likelier side, and some for the other', async () => {
    const names = await house.suggest('mark ');
    expect(names.people.length).toBeGreaterThan(3);
    const topic = await house.suggest('mort');
    expect(topic.documents.length).toBeGreaterThan(5);
    expect(topic.best?.[0]?.type).toBe('document');
    const either = await house.suggest('stone');
    expect(either.people.length).toBeGreaterThan(0);
    expect(either.documents.length).toBeGreaterThan(0);
  });

  test('are eight at most, and in `best` each once', async () => {
    for (const q of ['m', 'ma', 'mark', 'stone', 'wall']) {
      const { people, documents, best = [] } = await house.suggest(q);
      expect(best.length).toBeLessThanOrEqual(8);
      expect(best.map(({ id }) => id).toSorted()).toEqual([...people, ...documents].map(({ id }) => id).toSorted());
    }
  });
});

test('a document is suggested also when another passage of it answers better than the one that was found', async () => {
  const texts = ['Quarry.', 'Of the quarry: quarry stone, quarry lime and quarry sand. '.repeat(3)];
  await house.addDocument({ id: 'quarry', title: 'Pits', texts });
  const { documents, best } = await house.suggest('quarry');
  expect(documents.map(({ id }) => id)).toEqual(['quarry']);
  expect(best).toEqual([{ type: 'document', id: 'quarry' }]);
});

test('documents that the viewer may not read decide nothing', async () => {
  const ask = async (who = viewer('group:all')) => (await house.ask({ q: 'marsh ', explain: 'true' }, who)).blending;
  const before = await ask();
  for (let n = 0; n < 5; n++)
    await house.addDocument(
      { id: `secret${n}`, title: `Marsh merger ${n}`, texts: ['The marsh, the whole marsh.'] },
      readableBy('group:board'),
    );
  expect(await ask()).toEqual(before);
  expect((await ask(viewer('group:board')))?.personWanted).toBeLessThan(before?.personWanted ?? 0);
  await house.addDocument({ id: 'public', title: 'Marsh plan', texts: ['The marsh.'] }, everyone);
  expect((await ask())?.personWanted).toBeLessThan(before?.personWanted ?? 0);
});
