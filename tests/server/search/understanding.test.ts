import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Viewer } from '#server/access/viewer.ts';
import { createSearchHouse, readableBy, viewer } from '../../support/search-house.ts';

const house = createSearchHouse();
const board = viewer('group:board');

beforeAll(async () => {
  await house.prepare();
  for (const terms of [
    ['bicycle', 'velocipede'],
    ['nest', 'tower'],
  ])
    house.store.curation.add('synonyms', { entry: { direction: 'both', terms }, by: 'test', at: 0 });
  await Promise.all([
    house.addPerson({ id: 'jo', name: 'Jo Winter', department: 'Finance', managerKey: 'kim' }),
    house.addPerson({ id: 'kim', name: 'Kim Sommer', department: 'Finance', skills: ['falconry'] }),
    house.addPerson({ id: 'lee', name: 'Lee Herbst', department: 'Finance & Audit' }),
    house.addDocument({
      id: 'holiday',
      path: 'Rules/holiday.txt',
      title: 'Holiday rules',
      texts: ['Every holiday is asked for in time.'],
    }),
    house.addDocument({
      id: 'leave',
      path: 'Rules/annual.txt',
      title: 'Annual days',
      label: 'policy',
      texts: ['A holiday of more than two weeks.'],
    }),
    house.addDocument({ id: 'bike', path: 'velocipede.txt', title: 'Velocipede', texts: ['A velocipede stands in the yard.'] }),
    house.addDocument(
      { id: 'secret', path: 'secret.txt', texts: ['Holliday is the name of the holiday villa. The oat tax rises.'] },
      readableBy('group:board'),
    ),
    house.addDocument({
      id: 'falcons',
      path: 'falcons.txt',
      authors: [{ name: 'Jo Winter', personId: 'jo' }],
      texts: ['Peregrine falcons: the nest on the tower.'],
    }),
    house.addDocument({ id: 'velcrafts', path: 'velcrafts.txt', texts: ['Many velcrafts.'] }),
    house.addDocument({ id: 'velcraft', path: 'velcraft.txt', texts: ['One velcraft.'] }, readableBy('group:board')),
    house.addDocument({ id: 'tan', path: 'tan.txt', texts: ['A tan line.'] }),
  ]);
});

afterAll(() => house.close());

const german = (who: Viewer): Viewer => ({ ...who, language: 'de' });
const codes = async (q: string, who = viewer()) => (await house.ask(q, who)).notices.map(({ code }) => code);

test('results for another spelling say so, and how to have what was typed', async () => {
  const answer = await house.ask('holliday rules');
  expect(answer.documents.items[0]?.id).toBe('holiday');
  expect(answer.notices.find(({ code }) => code === 'spelling')).toMatchObject({
    original: 'holliday rules',
    corrected: 'holiday rules',
    undo: 'exact=true',
  });
});

test('who may read the word as it was typed is told of no other spelling', async () => {
  expect(await codes('holliday', board)).not.toContain('spelling');
  expect(await codes('holliday')).toContain('spelling');
  const second = await house.ask({ q: 'holliday', page: 2, pageSize: 1 }, board);
  expect(second.documents.items.map(({ id }) => id)).not.toEqual(['secret']);
  expect(second.notices.map(({ code }) => code)).not.toContain('spelling');
});

test('an exact search finds what was typed and nothing else', async () => {
  const { documents, notices } = await house.ask({ q: 'holliday', exact: 'true' });
  expect(documents.total).toBe(0);
  expect(notices.map(({ code }) => code)).not.toContain('spelling');
  const allowed = await house.ask({ q: 'holliday', exact: 'true' }, board);
  expect(allowed.documents.items.map(({ id }) => id)).toEqual(['secret']);
  expect((await house.ask({ q: 'bicycle', exact: 'true' })).documents.total).toBe(0);
  expect((await house.ask({ q: 'Jo Wimter', exact: 'true' })).people.total).toBe(0);
  expect((await house.ask({ q: 'holiday rules', exact: 'true' })).documents.items[0]?.id).toBe('holiday');
});

test('a person whose name was typed wrongly is announced too, a nickname is not', async () => {
  const answer = await house.ask('Jo Wimter');
  expect(answer.people.items[0]?.id).toBe('jo');
  expect(answer.notices.find(({ code }) => code === 'spelling')).toMatchObject({ corrected: 'Jo winter' });
  expect(await codes('Kim Sommer')).not.toContain('spelling');
});

test('results by a synonym say by which', async () => {
  const { notices, documents } = await house.ask('bicycle');
  expect(documents.items.map(({ id }) => id)).toEqual(['bike']);
  expect(notices.find(({ code }) => code === 'synonym')).toMatchObject({ original: 'bicycle', corrected: 'velocipede' });
  expect(await codes('velocipede')).not.toContain('synonym');
  // One of them has both.
  expect(await codes('nest')).not.toContain('synonym');
});

test('a word that no result has is named, also when an unreadable document has it', async () => {
  const words = async (who = viewer()) =>
    (await house.ask('villa peregrine falcons', who)).notices.find(({ code }) => code === 'word-not-found')?.words;
  expect(await words()).toEqual(['villa']);
  expect(await words(board)).toBeUndefined();
});

test('without results the answer helps: filters, words and spellings that would find something', async () => {
  const filtered = await house.ask({ q: 'peregrine', label: ['policy'] });
  expect(filtered.help?.withoutFilters).toBe(1);
  const excluded = await house.ask('peregrine -nest');
  expect(excluded.help?.withoutWord).toEqual([{ word: '-nest', q: 'peregrine', total: 1 }]);
  const quoted = await house.ask('"nest of falcons"');
  expect(quoted.help).toMatchObject({ withoutWord: [], spelling: [] });
  expect((await house.ask('holiday')).help).toBeUndefined();
  expect((await house.ask('')).help).toBeUndefined();
});

test('spellings are offered only from what this viewer may read', async () => {
  const offered = async (who = viewer()) =>
    (await house.ask({ q: 'oaf', exact: 'true' }, who)).help?.spelling.map(({ corrected }) => corrected);
  expect(await offered()).toEqual([]);
  expect(await offered(board)).toEqual(['oat']);
  expect((await house.ask({ q: 'holidey', exact: 'true' })).help?.spelling[0]).toEqual({
    original: 'holidey',
    corrected: 'holiday',
    q: 'holiday',
  });
});

test('a word of an unreadable document is not offered because a readable word is like it', async () => {
  // A slip away from "velcraft", which is the board's, and two from "velcrafts".
  const { documents, help } = await house.ask('velcruft ');
  expect(documents.total).toBe(0);
  expect(help?.spelling.map(({ corrected }) => corrected)).toEqual(['velcrafts']);
});

test('without results the people who may know are told', async () => {
  const { help } = await house.ask({ q: 'peregrine', label: ['policy'] });
  expect(help?.experts.map(({ person }) => person.id)).toEqual(['jo']);
});

test('every tab has its count, whatever is shown', async () => {
  const counts = async (question: Exclude<Parameters<typeof house.ask>[0], string>) =>
    (await house.ask({ counts: 'true', ...question })).counts;
  const all = await counts({ q: 'finance' });
  expect(all).toMatchObject({ all: 3, people: 3, teams: 2, documents: 0 });
  expect(await counts({ q: 'holiday', type: 'people' })).toMatchObject({ people: 0, documents: 2 });
  expect(await counts({ q: 'finance', label: ['policy'] })).toMatchObject({ all: 0, people: 3, documents: 0 });
  const documents = await house.ask({ q: 'holiday', type: 'documents' });
  expect(documents.counts.documents).toBe(documents.documents.total);
});

test('a tab that is not shown is counted when it is asked for, or known', async () => {
  const unknown = await house.ask({ q: 'nest tower', type: 'people' });
  expect(unknown.counts).toMatchObject({ people: 0, documents: null });
  await house.ask('nest tower');
  expect((await house.ask({ q: 'nest tower', type: 'people' })).counts.documents).toBe(1);
});

test('counts kept for one viewer are not another’s', async () => {
  expect((await house.ask({ q: 'villa', type: 'people', counts: 'true' }, board)).counts.documents).toBe(1);
  expect((await house.ask({ q: 'villa', type: 'people', counts: 'true' })).counts.documents).toBe(0);
});

test('teams are found by their names, with how many they are and whom they report to', async () => {
  const { teams } = await house.ask('team finance');
  expect(teams.items).toMatchObject([
    { name: 'Finance', people: 2, head: { id: 'kim', name: 'Kim Sommer' } },
    { name: 'Finance & Audit', people: 1 },
  ]);
  expect((await house.ask('finance rules')).teams.total).toBe(0);
  expect((await house.suggest('fin')).teams.map(({ name }) => name)).toEqual(['Finance']);
});

test('a document tells why it is here', async () => {
  const why = async (q: string) => (await house.ask(q)).documents.items[0]?.matched?.map(({ code }) => code);
  expect(await why('Holiday rules')).toContain('exact');
  expect(await why('peregrine')).toEqual(['text']);
  expect(await why('"on the tower"')).toContain('phrase');
  expect(await why('velocipede')).toEqual(['exact', 'title', 'fileName', 'text']);
  expect(await why('')).toBeUndefined();
});

test('a document says whether everybody may read it', async () => {
  const { documents } = await house.ask('holiday', board);
  const restricted = Object.fromEntries(documents.items.map(({ id, restricted }) => [id, restricted]));
  expect(restricted).toEqual({ holiday: false, leave: false, secret: true });
});

test('sentences are in the language of the reader, codes stay', async () => {
  const sentences = async (who: Viewer) => (await house.ask('holliday rules', who)).notices;
  const [english, inGerman] = [await sentences(viewer()), await sentences(german(viewer()))];
  expect(inGerman.map(({ code }) => code)).toEqual(english.map(({ code }) => code));
  expect(inGerman.find(({ code }) => code === 'spelling')?.message).toBe(
    'Das sind Ergebnisse für „holiday rules“; „holliday rules“ kommt so geschrieben nicht vor.',
  );
  const { experts } = await house.ask('peregrine falcons', german(viewer()));
  expect(experts[0]?.reasons[0]).toBe('Hat im Januar 2026 ein Dokument darüber geschrieben');
  expect((await house.ask('peregrine', german(viewer()))).documents.items[0]?.matched).toEqual([
    { code: 'text', message: 'Steht im Text' },
  ]);
});
