import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSearchService } from '#server/search/create-search-service.ts';
import { createSearchHouse, everyone, readableBy, viewer } from '../../../support/search-house.ts';

const house = createSearchHouse();
const signal = new AbortController().signal;
const by = (...names: string[]) => names.map((name) => ({ name: name.toUpperCase(), personId: name }));

beforeAll(async () => {
  await house.prepare();
  for (const uid of ['ada', 'koen', 'ewa', 'lan', 'omar', 'zoe'])
    await house.addPerson({ id: uid, uid, name: uid.toUpperCase() });
  await house.addPerson({ id: 'nia', name: 'Nia Vale', title: 'Turbine engineer', skills: ['turbines', 'bearings'] });
  await Promise.all([
    house.addDocument({
      id: 'runbook',
      title: 'Turbine runbook',
      authors: by('ada'),
      named: ['EWA'],
      texts: ['Turbines: how to start, to stop and to repair turbines.'],
      modifiedAt: Date.UTC(2026, 2, 9),
    }),
    house.addDocument({
      id: 'note',
      title: 'Monday',
      authors: by('ada'),
      texts: ['The turbines were loud.', 'Then we had soup.'],
    }),
    house.addDocument({ id: 'shared', title: 'Turbine costs', authors: by('koen', 'lan'), texts: ['What turbines cost.'] }),
    house.addDocument({ id: 'plan', title: 'Turbine plan', owner: 'user:zoe', texts: ['Where turbines go.'] }),
    house.addDocument({
      id: 'costs2',
      title: 'Old turbine costs',
      authors: [{ name: 'Somebody Else', personId: null }],
      owner: 'user:omar',
      texts: ['Turbines, old.'],
    }),
    house.addDocument({ id: 'other', title: 'Soup', authors: by('zoe'), texts: ['Recipes of the year.'] }),
    house.addDocument(
      { id: 'diary', title: 'My turbines', authors: by('omar'), texts: ['Turbines, turbines, turbines.'] },
      readableBy('user:omar'),
    ),
  ]);
  // Of a text that names somebody, as a run would have resolved it.
  house.store.authors.resolve(1000);
});
afterAll(() => house.close());

const uids = (experts: Awaited<ReturnType<typeof house.experts>>) => experts.map(({ person }) => person.uid);
const expert = async (uid: string) => (await house.experts('turbines')).find(({ person }) => person.uid === uid);

describe('an expert', () => {
  test('has written most and best about it', async () => {
    const found = uids(await house.experts('turbines'));
    expect(found[0]).toBe('ada');
    expect(found).toEqual(expect.arrayContaining(['ada', 'koen', 'lan', 'ewa', 'nia']));
  });

  test('keeps a file that names no author: the weakest word, and none beside an author', async () => {
    const found = uids(await house.experts('turbines'));
    expect(found.indexOf('zoe')).toBeGreaterThan(found.indexOf('koen'));
    expect(found).not.toContain('omar');
    expect((await expert('zoe'))?.reasons).toEqual(['Keeps “Turbine plan”']);
  });

  test('is told with reasons in words and the best documents', async () => {
    expect((await expert('ada'))?.reasons).toEqual([
      'Wrote 2 documents about it, the latest in March 2026',
      'Wrote “Turbine runbook”',
    ]);
    expect((await expert('ada'))?.evidence.map(({ documentId }) => documentId)).toEqual(['runbook', 'note']);
    expect((await expert('ewa'))?.reasons).toEqual(['Is named in “Turbine runbook”']);
    expect((await expert('nia'))?.reasons).toEqual(['Names turbines as a skill', 'Works as Turbine engineer']);
  });

  test('comes with the parts of the score when they are asked for', async () => {
    const experts = await house.search.experts('turbines', { limit: 10, explain: true }, viewer(), signal);
    for (const { score, explanation } of experts) {
      const sum = explanation?.parts.reduce((total, part) => total + part.value, 0) ?? 0;
      expect(sum).toBeCloseTo(score, 2);
    }
    expect(experts[0]?.explanation?.parts.map(({ name }) => name)).toEqual(['written']);
    expect((await expert('ada'))?.explanation).toBeUndefined();
  });

  test('gains less with every further document, and nothing of what others lack', async () => {
    const note = (id: string, author: string) =>
      house.addDocument({ id, title: 'Kilns', authors: by(author), texts: ['Kilns: how to fire them.'] });
    const scores = async () => {
      const experts = await house.search.experts('kilns', { limit: 10, explain: true }, viewer(), signal);
      return new Map(experts.map(({ person, score }) => [person.uid, score]));
    };
    await note('kiln', 'ewa');
    const alone = (await scores()).get('ewa') ?? 0;
    await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => note(`kiln-${n}`, 'lan')));
    const after = await scores();
    expect(after.get('ewa')).toBe(alone);
    expect(after.get('lan')).toBeGreaterThan(alone);
    expect(after.get('lan')).toBeLessThan(2 * alone);
  });
});

describe('nothing is told of', () => {
  test('what only one person may read, not even to that person', async () => {
    expect(uids(await house.experts('turbines', viewer('user:omar')))).not.toContain('omar');
    expect((await house.ask({ q: 'turbines', type: 'documents' }, viewer('user:omar'))).documents.items[0]?.id).toBe('diary');
  });

  test('people who are opted out, by name or by a group; they are found as ever', async () => {
    house.store.directory.putGroup('staff', 'quiet', {
      kind: 'group',
      name: 'quiet',
      key: 'quiet',
      memberKeys: ['koen'],
      memberUids: [],
      principals: ['group:quiet'],
    });
    house.store.directory.closeMemberships('staff');
    const { experts } = createSearchService({ ...house.options, expertOptOut: ['user:ADA', 'group:quiet'] });
    const found = uids(await experts('turbines', { limit: 10 }, viewer(), signal));
    expect(found).toEqual(expect.arrayContaining(['lan', 'nia']));
    expect(found).not.toContain('ada');
    expect(found).not.toContain('koen');
    expect((await house.ask({ q: 'ada', type: 'people' })).people.items[0]?.id).toBe('ada');
  });
});

test('a document that the viewer may not read changes nothing in the answer, not a byte', async () => {
  const ask = async (who: ReturnType<typeof viewer>, q: string) =>
    JSON.stringify(await house.search.experts(q, { limit: 50, explain: true }, who, signal));
  const questions = ['turbines', 'turbine costs', 'repair turbines', 'soup turbines', 'recipes'];
  const answers = async (who: ReturnType<typeof viewer>) => Promise.all(questions.map((q) => ask(who, q)));
  const before = await answers(viewer('group:crew'));
  await house.addDocument(
    {
      id: 'secret',
      title: 'Turbine costs and repair',
      authors: by('zoe'),
      named: ['LAN'],
      texts: ['Secret recipes: repair costs of turbines and soup.', 'Turbines again, repair again.'],
    },
    readableBy('group:board'),
  );
  house.store.authors.resolve(1000);
  expect(await answers(viewer('group:crew'))).toEqual(before);
  expect(uids(await house.experts('turbine costs', viewer('group:board')))).toContain('zoe');
  await house.addDocument({ id: 'public', title: 'Turbine costs', authors: by('zoe'), texts: ['Turbines.'] }, everyone);
  expect(await answers(viewer('group:crew'))).not.toEqual(before);
});
