import { expect, test } from 'vitest';
import type { StoredPerson } from '#server/store/state-store.ts';
import { type Bench, createBench, createShelf, putPerson, type Shelf } from './sync-bench.ts';

const PEOPLE = 100;

/** A directory of a hundred, read once. */
async function readDirectory(): Promise<{ bench: Bench; shelf: Shelf }> {
  const bench = createBench();
  const shelf = createShelf('staff');
  for (let n = 0; n < PEOPLE; n++) putPerson(shelf, `p${n}`);
  await bench.run(shelf);
  return { bench, shelf };
}

/** From now on the source excludes this person, by a rule. */
function exclude(shelf: Shelf, uid: string, accountEnded: boolean): void {
  shelf.items.delete(uid);
  shelf.extra.push({ type: 'excluded', id: uid, path: `uid=${uid}`, rule: 'a rule', subtree: false, accountEnded });
}

function person(bench: Bench, uid: string): StoredPerson | undefined {
  return bench.store.directory.personByUid(uid);
}

test('people whose accounts have ended are hidden at once, also when so many removals are held back', async () => {
  const { bench, shelf } = await readDirectory();
  for (let n = 0; n < 60; n++) exclude(shelf, `p${n}`, true);
  const { outcome } = await bench.run(shelf);
  expect(outcome).toMatchObject({ state: 'complete', held: { count: 60 } });
  expect(person(bench, 'p0')?.disabled).toBe(true);
  expect(bench.store.directory.hiddenIds(['staff'])).toHaveLength(60);
  expect(person(bench, 'p60')?.disabled).toBe(false);
});

test('people left out by another rule stay as they are while their removal is held back: the rule may be a mistake', async () => {
  const { bench, shelf } = await readDirectory();
  for (let n = 0; n < 60; n++) exclude(shelf, `p${n}`, false);
  expect((await bench.run(shelf)).outcome).toMatchObject({ held: { count: 60 } });
  expect(bench.store.directory.hiddenIds(['staff'])).toEqual([]);
});

test('somebody whose account is open again is shown again, though nothing else of the entry has changed', async () => {
  const { bench, shelf } = await readDirectory();
  for (let n = 0; n < 60; n++) exclude(shelf, `p${n}`, true);
  await bench.run(shelf);
  shelf.extra.length = 0;
  putPerson(shelf, 'p0');
  const { progress } = await bench.run(shelf, { dryRun: true });
  expect(person(bench, 'p0')?.disabled).toBe(true);
  expect(progress).toMatchObject({ changed: 0 });
  for (let n = 0; n < 60; n++) putPerson(shelf, `p${n}`);
  await bench.run(shelf);
  expect(person(bench, 'p0')?.disabled).toBe(false);
  expect(bench.store.directory.hiddenIds(['staff'])).toEqual([]);
});

test('a dry run hides nobody', async () => {
  const { bench, shelf } = await readDirectory();
  exclude(shelf, 'p0', true);
  await bench.run(shelf, { dryRun: true });
  expect(person(bench, 'p0')?.disabled).toBe(false);
});
