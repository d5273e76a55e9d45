import { describe, expect, test } from 'vitest';
import type { KnownItem } from '#indexers/types/listing.ts';
import type { Source } from '#indexers/types.ts';
import { type Bench, createBench, createShelf, putPerson, type Shelf } from './sync-bench.ts';

const HOUR = 3_600_000;

/** A directory that was read once and gave a cursor; it counts on from there. */
async function readOnce(people = 3): Promise<{ bench: Bench; shelf: Shelf }> {
  const bench = createBench();
  // Noon in local time, so that the next night is far away.
  bench.now = new Date(2026, 0, 1, 12).getTime();
  const shelf = createShelf('staff');
  for (let n = 0; n < people; n++) putPerson(shelf, `p${n}`);
  shelf.cursor = 'first';
  await bench.run(shelf, { changesOnly: true });
  return { bench, shelf };
}

const cursors = (shelf: Shelf): (string | undefined)[] => shelf.reads.map(({ cursor }) => cursor);

describe('the changes since the last run', () => {
  test('are asked for with the cursor of the last run, after a first run of everything', async () => {
    const { bench, shelf } = await readOnce();
    shelf.cursor = 'second';
    await bench.run(shelf, { changesOnly: true });
    await bench.run(shelf, { changesOnly: true });
    expect(cursors(shelf)).toEqual([undefined, 'first', 'second']);
  });

  test('are not enough for a run that is asked for by hand, nor for a full one', async () => {
    const { bench, shelf } = await readOnce();
    await bench.run(shelf);
    await bench.run(shelf, { changesOnly: true, full: true });
    await bench.run(shelf, { changesOnly: true });
    expect(cursors(shelf)).toEqual([undefined, undefined, undefined, 'first']);
  });

  test.each<[string, (shelf: Shelf) => void]>([
    ['failed', (shelf) => Object.assign(shelf, { breaksAfter: 0 })],
    ['ended without a word', (shelf) => Object.assign(shelf, { endsWithoutComplete: true })],
    [
      'could not read something',
      (shelf) => shelf.extra.push({ type: 'unreadable', id: 'p1', path: 'p1', subtree: false, error: 'no right' }),
    ],
    ['gave no cursor', (shelf) => Object.assign(shelf, { cursor: undefined })],
  ])('are not enough after a run that %s', async (_, spoil) => {
    const { bench, shelf } = await readOnce();
    spoil(shelf);
    await bench.run(shelf, { changesOnly: true });
    Object.assign(shelf, { breaksAfter: undefined, endsWithoutComplete: false, cursor: 'later' });
    shelf.extra.length = 0;
    await bench.run(shelf, { changesOnly: true });
    await bench.run(shelf, { changesOnly: true });
    expect(cursors(shelf)).toEqual([undefined, 'first', undefined, 'later']);
  });

  test('are not enough after a run whose process died in the middle', async () => {
    const { bench, shelf } = await readOnce();
    const read = shelf.source.read.bind(shelf.source);
    const dies = Promise.withResolvers<void>();
    const source: Source = {
      ...shelf.source,
      async *read(options) {
        yield* read(options);
        dies.resolve();
        await new Promise(() => undefined);
      },
    };
    // Nobody comes to its end: what it leaves behind is looked at while it hangs.
    void bench.run({ ...shelf, source }, { changesOnly: true });
    await dies.promise;
    await bench.run(shelf, { changesOnly: true });
    expect(cursors(shelf)).toEqual([undefined, 'first', undefined]);
  });

  test('are not enough in the first run of the night, and again after it', async () => {
    const { bench, shelf } = await readOnce();
    bench.now += 13 * HOUR;
    await bench.run(shelf, { changesOnly: true });
    bench.now += 2 * HOUR;
    await bench.run(shelf, { changesOnly: true });
    bench.now += HOUR;
    await bench.run(shelf, { changesOnly: true });
    expect(cursors(shelf)).toEqual([undefined, 'first', undefined, 'first']);
  });

  test('are not enough when the clock was set back before the last run of everything', async () => {
    const { bench, shelf } = await readOnce();
    bench.now -= HOUR;
    await bench.run(shelf, { changesOnly: true });
    expect(cursors(shelf)).toEqual([undefined, undefined]);
  });

  test('come with what is known: every item, where it was, and whether a rule left it out', async () => {
    const { bench, shelf } = await readOnce();
    shelf.extra = [{ type: 'excluded', id: 'x', path: 'uid=x', rule: 'a rule', subtree: false }];
    await bench.run(shelf);
    const known: KnownItem[] = [];
    const source: Source = {
      ...shelf.source,
      async *read(options) {
        known.push(...(options.known?.() ?? []));
        yield { type: 'complete', snapshot: false };
      },
    };
    await bench.run({ ...shelf, source }, { changesOnly: true });
    expect(known).toEqual([
      ...['p0', 'p1', 'p2'].map((id) => ({ id, path: `uid=${id},ou=people`, isExcluded: false })),
      { id: 'x', path: 'uid=x', isExcluded: true },
    ]);
  });

  test('leave the cursor alone in a dry run', async () => {
    const { bench, shelf } = await readOnce();
    await bench.run(shelf, { changesOnly: true, dryRun: true });
    await bench.run(shelf, { changesOnly: true });
    expect(cursors(shelf)).toEqual([undefined, 'first', 'first']);
  });
});

describe('removals that a source tells', () => {
  async function afterRemoving(count: number): Promise<{ bench: Bench; shelf: Shelf }> {
    const { bench, shelf } = await readOnce(100);
    for (let n = 0; n < count; n++) shelf.extra.push({ type: 'remove', id: `p${n}` });
    shelf.items.clear();
    shelf.snapshot = false;
    return { bench, shelf };
  }

  test('are believed one by one, though nobody else is listed', async () => {
    const { bench, shelf } = await afterRemoving(1);
    expect(await bench.run(shelf, { changesOnly: true })).toMatchObject({
      outcome: { state: 'complete' },
      progress: { removed: 1 },
    });
    expect(bench.store.directory.personByUid('p0')).toBeUndefined();
  });

  test('are held back when they are many, and a reading of everything decides', async () => {
    const { bench, shelf } = await afterRemoving(60);
    const { outcome } = await bench.run(shelf, { changesOnly: true });
    expect(outcome).toMatchObject({
      state: 'complete',
      held: {
        count: 60,
        reason: expect.stringMatching(/^60 people are missing, more than 50\. .* reads everything, finds the same\.$/),
      },
    });
    expect(bench.store.directory.personByUid('p0')).toBeDefined();
    shelf.extra.length = 0;
    shelf.snapshot = true;
    for (let n = 60; n < 100; n++) putPerson(shelf, `p${n}`);
    await bench.run(shelf, { changesOnly: true });
    await bench.run(shelf, { changesOnly: true });
    expect(cursors(shelf)).toEqual([undefined, 'first', undefined, undefined]);
    expect(bench.store.directory.personByUid('p0')).toBeUndefined();
  });
});
