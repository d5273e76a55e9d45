import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createViewers } from '#server/access/viewers.ts';
import { CurationPreview, GoldenQuery } from '#server/contract/curation.ts';
import { createCurationDesk } from '#server/curation/curation-desk.ts';
import { createSearchHouse, readableBy } from '../../support/search-house.ts';

const house = createSearchHouse();
const { store, search } = house;
const sources = ['library', 'staff'];
const viewers = createViewers({ store, sources, admins: [] });
const desk = createCurationDesk({ store, search, viewers, sources });
const signal = new AbortController().signal;
const who = { by: 'grace', at: 1, force: false };

beforeAll(async () => {
  await house.prepare();
  await Promise.all([
    house.addDocument({ id: 'rules', path: 'HR/Travel rules.md', label: 'hr', texts: ['Travel is booked by the desk.'] }),
    house.addDocument({ id: 'report', path: 'Trips/Lisbon.md', label: 'trip', texts: ['A travel report from Lisbon.'] }),
    house.addDocument({ id: 'secret', path: 'Board/Travel.md', texts: ['Travel of the board.'] }, readableBy('user:tomas')),
    house.addPerson({ id: 'tomas', uid: 'tomas', name: 'Tomas Berg' }),
  ]);
});
afterAll(() => house.close());
beforeEach(() => {
  for (const kind of ['synonyms', 'boosts', 'pins', 'golden'] as const)
    for (const { id } of store.curation.list(kind)) store.curation.remove(kind, id);
});

function golden(query: string, id: string, overrides: object = {}): number {
  const entry = GoldenQuery.parse({
    query,
    wanted: { type: id === 'tomas' ? 'person' : 'document', id },
    worstRank: 1,
    ...overrides,
  });
  return desk.changeGolden({ entry }, who).id;
}
const pin = (query: string, id: string, at: { id?: number } = {}) =>
  CurationPreview.parse({ kind: 'pins', ...at, entry: { query, items: [{ type: 'document', id }] } });

describe('golden queries', () => {
  test('are asked as an employee in no group, or as somebody', async () => {
    golden('travel rules', 'rules');
    golden('travel', 'secret', { worstRank: 3 });
    golden('travel', 'secret', { worstRank: 3, viewer: 'tomas' });
    golden('tomas berg', 'tomas', { list: 'best' });
    const { items, failing } = await desk.runGolden(signal);
    expect(items.map(({ rank, holds }) => [rank !== null, holds])).toEqual([
      [true, true],
      [false, false],
      [true, true],
      [true, true],
    ]);
    expect(failing).toBe(1);
  });

  test('say why they cannot be asked', async () => {
    golden('travel', 'rules', { viewer: 'tomas' });
    store.directory.removePerson('staff', 'tomas');
    try {
      const { items } = await desk.runGolden(signal);
      expect(items[0]).toMatchObject({ rank: null, holds: false, problem: 'Nobody has the sign-in name "tomas" any more.' });
    } finally {
      await house.addPerson({ id: 'tomas', uid: 'tomas', name: 'Tomas Berg' });
    }
  });
});

describe('a change', () => {
  test('that breaks a golden query is refused, naming it, and nothing is changed', async () => {
    const id = golden('travel rules', 'rules');
    await expect(desk.change(pin('travel rules', 'report'), who, signal)).rejects.toMatchObject({
      code: 'golden-broken',
      status: 409,
      errors: [
        {
          path: `golden.${id}`,
          message:
            '"travel rules" finds HR/Travel rules.md at place 1 now and at place 2 afterwards; at place 1 is the worst that is acceptable.',
        },
      ],
    });
    expect(desk.list('pins')).toEqual([]);
  });

  test('is done when it is forced', async () => {
    golden('travel rules', 'rules');
    const { stored, report } = await desk.change(pin('travel rules', 'report'), { ...who, force: true }, signal);
    expect(report.broken).toBe(1);
    expect(desk.list('pins')).toEqual([stored]);
  });

  test('is seen before it is made', async () => {
    golden('travel rules', 'rules', { worstRank: 2 });
    const report = await desk.preview(pin('travel rules', 'report'), signal);
    expect(report).toMatchObject({ golden: 1, broken: 0, affected: [{ before: 1, after: 2, verdict: 'worse' }] });
    expect(desk.list('pins')).toEqual([]);
  });

  test('of an entry, or its removal, is compared with the entry as it was', async () => {
    golden('travel', 'report');
    const first = await desk.change(pin('travel', 'report'), who, signal);
    const { id } = first.stored;
    await expect(desk.change(pin('travel', 'rules', { id }), who, signal)).rejects.toMatchObject({ code: 'golden-broken' });
    const removal = CurationPreview.parse({ kind: 'pins', id });
    const report = await desk.preview(removal, signal);
    expect(report.affected[0]).toMatchObject({ before: 1 });
    expect(desk.list('pins')).toEqual([first.stored]);
  });

  test('that leaves a golden query as bad as it was is allowed, and so is one that helps', async () => {
    golden('travel', 'secret');
    expect((await desk.change(pin('travel', 'rules'), who, signal)).report).toMatchObject({ broken: 0 });
    golden('travel reports', 'rules');
    const { report } = await desk.change(pin('travel reports', 'rules'), who, signal);
    expect(report.affected.map(({ verdict }) => verdict)).toEqual(['better']);
  });

  test('asks only golden queries that it can reach', async () => {
    golden('travel rules', 'rules');
    golden('tomas berg', 'tomas');
    expect((await desk.preview(pin('travel rules', 'rules'), signal)).affected.map(({ query }) => query)).toEqual([
      'travel rules',
    ]);
    const synonyms = CurationPreview.parse({ kind: 'synonyms', entry: { direction: 'both', terms: ['berg', 'travel'] } });
    expect((await desk.preview(synonyms, signal)).affected).toHaveLength(2);
    const boost = CurationPreview.parse({ kind: 'boosts', entry: { on: 'label', label: 'trip', factor: 2 } });
    expect((await desk.preview(boost, signal)).affected).toHaveLength(2);
  });

  test('is not made when somebody else was quicker', async () => {
    golden('travel rules', 'rules');
    const slow = desk.change(pin('travel rules', 'rules'), who, signal);
    store.curation.add('pins', {
      entry: { match: 'exact', query: 'travel', items: [{ type: 'document', id: 'report' }] },
      ...who,
    });
    await expect(slow).rejects.toMatchObject({ code: 'conflict' });
    expect(desk.list('pins')).toHaveLength(1);
  });

  test.each([
    [{ kind: 'pins', entry: { query: 'a', items: [{ type: 'document', id: 'nothing' }] } }, 'items.0.id'],
    [{ kind: 'pins', entry: { query: 'a', items: [{ type: 'person', id: 'rules' }] } }, 'items.0.id'],
    [{ kind: 'boosts', entry: { on: 'source', source: 'nowhere', factor: 2 } }, 'source'],
  ])('that names what nobody knows is refused: %j', async (change, path) => {
    await expect(desk.change(CurationPreview.parse(change), who, signal)).rejects.toMatchObject({
      code: 'invalid-request',
      errors: [{ path }],
    });
  });

  test('of what is not there is refused', async () => {
    await expect(desk.change(pin('a', 'rules', { id: 999 }), who, signal)).rejects.toMatchObject({ code: 'not-found' });
    expect(() => desk.changeGolden({ id: 999 }, who)).toThrow('There is nothing with the number 999');
  });

  test('stops at a number that nobody oversees', async () => {
    const entry = { on: 'label' as const, label: 'hr', factor: 2 };
    store.transaction(() => {
      for (let n = 0; n < 200; n++) store.curation.add('boosts', { entry, ...who });
    });
    await expect(desk.change({ kind: 'boosts', entry }, who, signal)).rejects.toMatchObject({
      code: 'conflict',
      message: 'There are 200 already, and more are not possible. Remove some first.',
    });
  });
});
