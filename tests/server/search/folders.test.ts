import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSearchHouse, everyone, readableBy, viewer } from '../../support/search-house.ts';

const house = createSearchHouse();
const many = 230;

beforeAll(async () => {
  await house.prepare();
  const add = (path: string, acl = everyone, source = 'library') =>
    house.addDocument({ id: path.replace(/\W/g, '_'), path, source, texts: ['All about kestrels.'] }, acl);
  await Promise.all([
    add('Policies/HR/leave.txt'),
    add('Policies/HR/Leave/sick.txt'),
    add('Policies/hr/lower.txt'),
    add('Policies/travel.txt'),
    add('Archive/HR/old.txt'),
    add('Secret/plan.txt', readableBy('group:board')),
    add('root.txt'),
    add('Policies/other.txt', everyone, 'vault'),
    // More than are ranked: the engine counts these.
    ...Array.from({ length: many }, (_, n) =>
      house.addDocument({
        id: `bulk${n}`,
        source: 'bulk',
        path: `${n % 2 === 0 ? 'Even' : 'Odd'}/Deep/${n}.txt`,
        texts: ['A heron.'],
      }),
    ),
  ]);
});

afterAll(() => house.close());

const found = async (folder: string, q = 'kestrels') =>
  (await house.ask({ q, folder: [folder], pageSize: 100 })).documents.items.map(({ path }) => path).sort();
const children = async (question: Parameters<typeof house.ask>[0], who = viewer()) =>
  Object.fromEntries((await house.ask(question, who)).folders.children.map(({ value, count }) => [value, count]));

test('a folder stands for everything below it, in its own source and with its own capitals', async () => {
  expect(await found('library:/Policies')).toEqual([
    'Policies/HR/Leave/sick.txt',
    'Policies/HR/leave.txt',
    'Policies/hr/lower.txt',
    'Policies/travel.txt',
  ]);
  expect(await found('library:/Policies/HR/')).toEqual(['Policies/HR/Leave/sick.txt', 'Policies/HR/leave.txt']);
  expect(await found('library:/HR')).toEqual([]);
  expect(await found('vault:/')).toEqual(['Policies/other.txt']);
  expect(await found('library:/no"] OR source IN ["vault')).toEqual([]);
});

test('several folders are alternatives', async () => {
  const { documents } = await house.ask({ q: 'kestrels', folder: ['library:/Archive', 'vault:/'] });
  expect(documents.total).toBe(2);
});

test('the next level is counted for what this viewer may read', async () => {
  expect(await children({ q: 'kestrels', source: ['library'] })).toEqual({ 'library:/Policies': 4, 'library:/Archive': 1 });
  const board = viewer('group:board');
  expect(await children({ q: 'kestrels', source: ['library'] }, board)).toMatchObject({ 'library:/Secret': 1 });
  expect(await children({ q: 'kestrels', folder: ['library:/Policies'] })).toEqual({
    'library:/Policies/HR': 2,
    'library:/Policies/hr': 1,
  });
});

test('without a folder the sources are the first level, or the top folders where all is of one source', async () => {
  expect(await children('kestrels')).toEqual({ 'library:/': 6, 'vault:/': 1 });
  expect(await children('heron')).toEqual({ 'bulk:/Even': 115, 'bulk:/Odd': 115 });
});

test('folders of more documents than are ranked are counted too', async () => {
  expect(await children({ q: 'heron', folder: ['bulk:/'] })).toEqual({ 'bulk:/Even': 115, 'bulk:/Odd': 115 });
  expect(await children({ q: '', folder: ['bulk:/Even'] })).toEqual({ 'bulk:/Even/Deep': 115 });
  expect(await children({ q: '', folder: ['bulk:/Even', 'bulk:/Odd'] })).toEqual({
    'bulk:/Even/Deep': 115,
    'bulk:/Odd/Deep': 115,
  });
});

test('the way to a folder is told from the top', async () => {
  const { folders } = await house.ask({ q: '', folder: ['library:/Policies/HR'] });
  expect(folders.trail.map(({ name, value }) => [name, value])).toEqual([
    ['library', 'library:/'],
    ['Policies', 'library:/Policies'],
    ['HR', 'library:/Policies/HR'],
  ]);
});

test('a moved document is found in its new folder', async () => {
  await house.addDocument({ id: 'moves', path: 'Here/a.txt', texts: ['A bittern.'] });
  const aclId = house.store.acls.intern('library', { state: 'known', acl: everyone });
  await house.index.move({ documentId: 'moves', passages: 1, path: 'There/Deep/a.txt', name: 'a.txt', label: undefined, aclId });
  expect(await found('library:/There/Deep', 'bittern')).toEqual(['There/Deep/a.txt']);
  expect(await found('library:/Here', 'bittern')).toEqual([]);
});
