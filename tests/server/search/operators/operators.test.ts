import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSearchHouse, everyone, readableBy, viewer } from '../../../support/search-house.ts';

const house = createSearchHouse();
const at = (date: string) => Date.parse(`${date}T12:00:00Z`);
const by = (personId: string, name: string) => ({ authors: [{ name, personId }] });

beforeAll(async () => {
  await house.prepare();
  await Promise.all([
    house.addPerson({ id: 'ada', name: 'Ada King', uid: 'aking', department: 'Research', managerKey: 'grace' }),
    house.addPerson({ id: 'grace', name: 'Grace Moor', uid: 'gmoor', department: 'Research' }),
    house.addPerson({ id: 'sam', name: 'Sam Ada', uid: 'sada', department: 'Sales & Service', title: 'Heron officer' }),
    house.addDocument({
      id: 'engine',
      path: 'Papers/Deep/engine.pdf',
      mediaType: 'application/pdf',
      label: 'paper',
      modifiedAt: at('2024-03-01'),
      ...by('ada', 'Ada King'),
      texts: ['The heron engine.'],
    }),
    house.addDocument({
      id: 'offer',
      path: 'Offers/offer.docx',
      mediaType: 'application/msword',
      modifiedAt: at('2025-05-05'),
      ...by('sam', 'Sam Ada'),
      texts: ['A heron on offer.'],
    }),
    house.addDocument({
      id: 'outside',
      path: 'outside.txt',
      authors: [{ name: 'Ola Outside', personId: null }],
      modifiedAt: at('2023-12-31'),
      texts: ['Heron seen.'],
    }),
    house.addDocument(
      { id: 'secret', path: 'Cellar/secret.txt', label: 'hidden', texts: ['A heron.'] },
      readableBy('group:board'),
    ),
    house.addDocument({ id: 'plan', source: 'only', path: 'Plans/plan.txt', texts: ['No bird.'] }, readableBy('group:board')),
    house.addDocument({ id: 'other', source: 'vault', path: 'Papers/other.txt', texts: ['A heron, too.'] }, everyone),
  ]);
});

afterAll(() => house.close());

const board = viewer('group:board');
const found = async (q: string, who = viewer()) => (await house.ask({ q }, who)).documents.items.map(({ id }) => id).sort();
const people = async (q: string) => (await house.ask({ q })).people.items.map(({ id }) => id).sort();
const meant = async (q: string, who = viewer()) =>
  (await house.ask({ q }, who)).understood.operators.map(({ name, known, means }) => [name, known, means]);

test('from: finds what somebody wrote, by sign-in name, by a part of the name, and by the name of nobody in the directory', async () => {
  expect(await found('heron from:aking')).toEqual(['engine']);
  expect(await found('heron von:"Ada King"')).toEqual(['engine']);
  expect(await found('heron from:ada')).toEqual(['engine', 'offer']);
  expect(await found('from:"Ola Outside"')).toEqual(['outside']);
  expect(await found('heron from:nobody')).toEqual([]);
  expect(await people('heron from:sada')).toEqual([]);
});

test('team: finds people of a team and what they wrote, also by the beginning of its name', async () => {
  expect(await found('heron team:sales')).toEqual(['offer']);
  expect(await people('team:research')).toEqual(['ada', 'grace']);
  expect(await found('heron team:research from:sam')).toEqual([]);
  expect(await meant('team:sales')).toEqual([['team', true, 'Sales & Service']]);
});

test('by: finds documents of a team, and of somebody with everybody below', async () => {
  expect(await found('heron by:team(research)')).toEqual(['engine']);
  expect(await found('heron by:under(gmoor)')).toEqual(['engine']);
  expect(await people('heron by:team(sales)')).toEqual([]);
});

test('type:, label:, in:, after: and before: narrow documents', async () => {
  expect(await found('heron type:pdf')).toEqual(['engine']);
  expect(await found('heron typ:word type:pdf')).toEqual(['engine', 'offer']);
  expect(await found('label:paper')).toEqual(['engine']);
  expect(await found('heron in:papers')).toEqual(['engine', 'other']);
  expect(await found('heron in:library:/Papers')).toEqual(['engine']);
  expect(await found('heron in:deep')).toEqual(['engine']);
  expect(await found('heron in:vault')).toEqual(['other']);
  expect(await found('heron after:2024 before:2025')).toEqual(['engine']);
  expect(await found('heron vor:2024')).toEqual(['outside']);
  expect(await people('heron type:people')).toEqual(['sam']);
});

test('an operator and a chosen filter of the same kind are alternatives, of different kinds both hold', async () => {
  const { documents } = await house.ask({ q: 'heron type:pdf', mediaType: ['application/msword'], label: ['paper'] });
  expect(documents.items.map(({ id }) => id)).toEqual(['engine']);
});

test('the answer tells how the query was understood, with everything needed to write it again', async () => {
  const q = 'heron -sea "the engine" from:aking team:nowhere foo:bar ';
  const { understood, notices, query } = await house.ask({ q });
  expect(query).toBe(q);
  expect(understood.text).toBe('heron -sea "the engine" team:nowhere foo:bar');
  expect(understood.operators.map(({ name, known }) => `${name} ${known}`)).toEqual([
    'without true',
    'phrase true',
    'from true',
    'team false',
    'foo false',
  ]);
  expect(understood.operators[2]).toMatchObject({ value: 'aking', raw: 'from:aking', means: 'Ada King' });
  for (const { raw, start, end } of understood.operators) expect(q.slice(start, end)).toBe(raw);
  expect(notices.find(({ code }) => code === 'operator-unknown')?.words).toEqual(['foo:bar']);
  expect(notices.find(({ code }) => code === 'operator-value-unknown')?.words).toEqual(['team:nowhere']);
});

test('a folder that this viewer may read nothing in is not known', async () => {
  expect(await meant('heron in:cellar')).toEqual([['in', false, null]]);
  expect(await meant('heron in:cellar', board)).toEqual([['in', true, 'library:/Cellar']]);
  expect(await found('heron in:cellar', board)).toEqual(['secret']);
});

test('a source that this viewer may read nothing in is not known, whatever is asked below it', async () => {
  const secret = (who = viewer()) => meant('heron in:only:/Plans', who);
  expect(await secret()).toEqual([['in', false, null]]);
  expect(await meant('heron in:nowhere:/Plans')).toEqual([['in', false, null]]);
  expect(await secret(board)).toEqual([['in', true, 'only:/Plans']]);
  expect(await meant('heron in:far/below')).toEqual([['in', true, 'library:/far/below, vault:/far/below']]);
});

test('values are completed while they are typed, of what this viewer may see', async () => {
  const completed = async (q: string, who = viewer()) =>
    (await house.suggest(q, who)).completions.map((completion) => [completion.text, completion.q]);
  expect(await completed('heron from:ki')).toEqual([['Ada King', 'heron from:aking ']]);
  expect(await completed('team:sal')).toEqual([['Sales & Service', 'team:"Sales & Service" ']]);
  expect(await completed('abteilung:res')).toEqual([['Research', 'abteilung:Research ']]);
  expect(await completed('in:cel')).toEqual([]);
  expect(await completed('in:cel', board)).toEqual([['Cellar', 'in:library:/Cellar ']]);
  expect(await completed('label:')).toEqual([['paper', 'label:paper ']]);
  expect(await completed('label:', board)).toContainEqual(['hidden', 'label:hidden ']);
  expect(await completed('type:p')).toEqual([
    ['pdf', 'type:pdf '],
    ['powerpoint', 'type:powerpoint '],
    ['people', 'type:people '],
  ]);
  expect(await completed('from:aking ')).toEqual([]);
});
