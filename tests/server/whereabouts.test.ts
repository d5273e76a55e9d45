import { expect, test } from 'vitest';
import type { ConfiguredSource } from '#server/configured-source.ts';
import { findWhereabouts } from '#server/whereabouts/find-whereabouts.ts';
import { pathMeant } from '#server/whereabouts/path-meant.ts';
import { createBench, createShelf, putFile, type Shelf } from '../indexers/sync/sync-bench.ts';

const places = [
  { id: 'library', location: '/srv/library' },
  { id: 'plans', location: '/srv/library/Plans' },
  { id: 'share', location: 'smb://files.example.com/docs/Public Files' },
];

test.each([
  ['Reviews/a.pdf', { kind: 'part', path: 'Reviews/a.pdf' }],
  ['/srv/library/Reviews/a.pdf', { kind: 'in-source', source: 'library', path: 'Reviews/a.pdf' }],
  ['/srv/library/Plans/a.pdf', { kind: 'in-source', source: 'plans', path: 'a.pdf' }],
  ['file:///srv/library/Reviews/a%20b.pdf', { kind: 'in-source', source: 'library', path: 'Reviews/a b.pdf' }],
  ['\\\\FILES\\Docs\\Public Files\\x\\a.pdf', { kind: 'in-source', source: 'share', path: 'x/a.pdf' }],
  ['smb://files.example.com/docs/Public%20Files/a.pdf', { kind: 'in-source', source: 'share', path: 'a.pdf' }],
  ['file://files.example.com/docs/public files/a.pdf', { kind: 'in-source', source: 'share', path: 'a.pdf' }],
  ['\\\\files.other.com\\docs\\Public Files\\a.pdf', { kind: 'elsewhere' }],
  ['\\\\files\\docs\\Private\\a.pdf', { kind: 'elsewhere' }],
  ['/srv/library2/a.pdf', { kind: 'elsewhere' }],
  ['Z:\\Reviews\\a.pdf', { kind: 'part', path: 'Reviews/a.pdf' }],
  ['file:///Z:/Reviews/a.pdf', { kind: 'part', path: 'Reviews/a.pdf' }],
  ['library:Reviews/a.pdf', { kind: 'in-source', source: 'library', path: 'Reviews/a.pdf' }],
  ['Mu\u0308ller.txt', { kind: 'part', path: 'M\u00fcller.txt' }],
])('the path "%s" is understood', (text, meant) => {
  expect(pathMeant(text, places)).toMatchObject(meant);
});

/** A drive with something of every kind, after a run. */
async function house() {
  const bench = createBench();
  const shelf = createShelf();
  putFile(shelf, 'Plans/Budget 2026.txt');
  putFile(shelf, 'Plans/odd.txt', { text: '!corrupt' });
  putFile(shelf, 'Plans/slow.txt', { text: '!timeout' });
  shelf.extra = [
    { type: 'excluded', id: 'Plans/~$draft.txt', path: 'Plans/~$draft.txt', rule: 'exclude "**/~$*"', subtree: false },
    { type: 'excluded', id: 'Old', path: 'Old', rule: 'exclude "Old/**"', subtree: true },
    { type: 'unreadable', id: 'Closed', path: 'Closed', subtree: true, error: 'Atrium may not read it' },
  ];
  await bench.run(shelf);
  const configured: ConfiguredSource = {
    source: shelf.source,
    holds: 'documents',
    location: '/srv/library',
    schedule: undefined,
  };
  const where = (text: string) =>
    findWhereabouts({ store: bench.store, sources: new Map([['library', configured]]), now: () => bench.now }, text);
  return { bench, shelf, where };
}

test.each([
  ['Plans/Budget 2026.txt', 'indexed', 'It is indexed, as it is now since'],
  ['/srv/library/Plans/Budget 2026.txt', 'indexed', 'The source "library" knows it.'],
  ['budget', 'indexed', 'It is indexed'],
  ['Q:\\Group\\Plans\\Budget 2026.txt', 'indexed', 'It is indexed'],
  [
    'Plans/odd.txt',
    'failed',
    'Its text could not be read: corrupt in a test. It is found by its name only. Tried once. It is read again when it changes',
  ],
  ['Plans/slow.txt', 'failed', 'Tried once. It is tried again by the first run after 2026-01-01'],
  ['Plans/~$draft.txt', 'excluded', 'It is left out, by this rule: exclude "**/~$*".'],
  ['Old/2011/a.txt', 'excluded', 'It lies in the folder "Old" of the source "library".'],
  ['Closed/a.txt', 'failed', 'The folder could not be read: Atrium may not read it. Every run tries it again.'],
  ['Plans/2027/new.txt', 'not-seen', 'The nearest folder that is known is "Plans", with 4 items in it.'],
  ['Plans', 'indexed', 'It is a folder of the source "library"; 4 items in it are known.'],
  ['100%_sure', 'not-seen', 'nor a folder of it'],
  ['/mnt/elsewhere/a.txt', 'not-covered', 'What is read: "/srv/library" (library).'],
])('where "%s" is: %s', async (text, state, words) => {
  const { where } = await house();
  const { items } = where(text);
  expect(items.map((item) => [item.state, item.sentences.join(' ')])).toContainEqual([state, expect.stringContaining(words)]);
});

test('a file whose removal is held back, kept or confirmed is said to be', async () => {
  const { bench, shelf, where } = await house();
  shelf.items.clear();
  shelf.extra = [];
  await bench.run(shelf);
  const answer = () => where('Plans/Budget 2026.txt').items[0];
  expect(answer()).toMatchObject({
    state: 'held',
    sentences: expect.arrayContaining([expect.stringContaining('waits for somebody')]),
  });
  bench.store.held.restore('library', { by: 'grace', at: 1 });
  expect(answer()?.sentences.join(' ')).toContain('grace has said that it is to be kept');
  bench.store.held.confirm('library');
  expect(answer()?.sentences.join(' ')).toContain('its removal is confirmed');
});

test('of many files that are meant, ten are told, and that there are more', async () => {
  const { bench, shelf, where } = await house();
  const many: Shelf = shelf;
  for (let n = 0; n < 12; n++) putFile(many, `Many/report ${n}.txt`);
  await bench.run(many);
  const { items, hasMore } = where('REPORT');
  expect(items).toHaveLength(10);
  expect(hasMore).toBe(true);
});

test('a long path is not looked for as often as it has folders, and nothing at all fits no file', async () => {
  const { bench, where } = await house();
  const { findByPath } = bench.store.ledger;
  let asked = 0;
  bench.store.ledger.findByPath = (part, limit) => {
    asked++;
    return findByPath(part, limit);
  };
  expect(where(`Z:/${'a folder/'.repeat(400)}Plans/Budget 2026.txt`).items).toMatchObject([{ path: 'Plans/Budget 2026.txt' }]);
  expect(asked).toBeLessThan(12);
  expect(where('Z:/Nowhere/').items.map(({ state }) => state)).toEqual(['not-seen']);
});
