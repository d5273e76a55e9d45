import { describe, expect, test } from 'vitest';
import { judgeRemoval, type RemovalCase } from '#indexers/sync/removal-guard.ts';

const none = { seen: 0, known: 0, kept: 0, waiting: 0, fresh: 0 };

/** A complete snapshot of a drive with so many files seen and missing. */
function files(
  o: { seen: number; kept?: number; waiting?: number; fresh?: number },
  overrides: Partial<RemovalCase> = {},
): RemovalCase {
  const file = { seen: o.seen, known: o.seen, kept: o.kept ?? 0, waiting: o.waiting ?? 0, fresh: o.fresh ?? 0 };
  return {
    kinds: { person: none, group: none, file },
    folders: [],
    hold: undefined,
    complete: true,
    changesOnly: false,
    removedSince: 0,
    ...overrides,
  };
}

const held = { release: 'second-run', confirmed: false } as const;

describe('removals', () => {
  test.each([
    [0, 100],
    [50, 100],
    [50, 51],
    [51, 1100],
    [1000, 19_000],
  ])('of %i beside %i that are still there are everyday', (fresh, seen) => {
    expect(judgeRemoval(files({ fresh, seen }))).toEqual({ remove: 'all' });
  });

  test.each([
    [51, 100],
    [51, 900],
    [1001, 18_999],
    [19_999, 1],
  ])('of %i beside %i that are still there wait', (fresh, seen) => {
    expect(judgeRemoval(files({ fresh, seen }))).toMatchObject({ remove: 'nothing', release: 'second-run' });
  });

  test.each([1, 2, 60, 20_000])('of all %i wait for a person, who must be told', (fresh) => {
    const verdict = judgeRemoval(files({ fresh, seen: 0 }));
    expect(verdict).toMatchObject({ remove: 'nothing', release: 'confirmation' });
    expect(verdict).toHaveProperty('reason', expect.stringContaining(`lists no files any more (it had ${fresh})`));
  });

  test('of all groups wait although 100,000 people are still there', () => {
    const kinds = {
      ...files({ seen: 0 }).kinds,
      person: { ...none, seen: 100_000, known: 100_000 },
      group: { ...none, fresh: 3 },
    };
    expect(judgeRemoval(files({ seen: 0 }, { kinds }))).toMatchObject({ remove: 'nothing', release: 'confirmation' });
  });

  test('of most groups wait although they are few beside the people', () => {
    const group = { seen: 1, known: 1, kept: 0, waiting: 0, fresh: 60 };
    const kinds = { ...files({ seen: 0 }).kinds, person: { ...none, seen: 100_000, known: 100_000 }, group };
    expect(judgeRemoval(files({ seen: 0 }, { kinds }))).toMatchObject({ remove: 'nothing', release: 'second-run' });
  });

  test('are measured by what there was before, not by what came with this run', () => {
    const file = { seen: 100_000, known: 100, kept: 0, waiting: 0, fresh: 60 };
    expect(judgeRemoval(files({ seen: 0 }, { kinds: { ...files({ seen: 0 }).kinds, file } }))).toMatchObject({
      remove: 'nothing',
    });
  });

  test.each([
    ['Reviews', 2, 2, 'nothing'],
    ['Reviews', 2, 3, undefined],
    ['Reviews', 1, 1, undefined],
    ['', 9, 9, undefined],
  ])('in the folder “%s” of %i out of %i: %s', (folder, fresh, total, remove) => {
    const verdict = judgeRemoval(files({ seen: 500, fresh }, { folders: [{ folder, total, fresh, kept: 0, waiting: 0 }] }));
    expect(verdict).toMatchObject({ remove: remove ?? 'all' });
  });

  test('give at most three reasons in words', () => {
    const folders = ['a', 'b', 'c', 'd', 'e'].map((folder) => ({ folder, total: 2, fresh: 2, kept: 0, waiting: 0 }));
    const verdict = judgeRemoval(files({ seen: 500, fresh: 10 }, { folders }));
    expect(verdict).toHaveProperty('reason', expect.stringContaining('2 more like this. Nothing of it is removed'));
  });
});

describe('what was held back', () => {
  test('is released by a second complete run that misses no more', () => {
    expect(judgeRemoval(files({ seen: 100, waiting: 80 }, { hold: held }))).toEqual({ remove: 'all' });
    expect(judgeRemoval(files({ seen: 100, waiting: 80, fresh: 3 }, { hold: held }))).toEqual({ remove: 'all' });
  });

  test('is held again when much more is missing', () => {
    expect(judgeRemoval(files({ seen: 20, waiting: 80, fresh: 60 }, { hold: held }))).toMatchObject({ remove: 'nothing' });
  });

  test('is not released by a partial run, nor by one that tells changes only', () => {
    expect(judgeRemoval(files({ seen: 100, waiting: 80 }, { hold: held, complete: false }))).toMatchObject({ remove: 'nothing' });
    const changes = judgeRemoval(files({ seen: 100, waiting: 80 }, { hold: held, changesOnly: true }));
    expect(changes).toMatchObject({ remove: 'nothing', release: 'confirmation' });
  });

  test('because everything was gone is not released by any number of runs', () => {
    const hold = { release: 'confirmation', confirmed: false } as const;
    expect(judgeRemoval(files({ seen: 0, waiting: 80 }, { hold }))).toMatchObject({ remove: 'nothing', release: 'confirmation' });
    expect(judgeRemoval(files({ seen: 0, waiting: 80 }, { hold: held }))).toMatchObject({
      remove: 'nothing',
      release: 'confirmation',
    });
  });

  test('is released when somebody confirmed it, even all of it', () => {
    expect(judgeRemoval(files({ seen: 0, waiting: 80 }, { hold: { release: 'confirmation', confirmed: true } }))).toEqual({
      remove: 'all',
    });
  });

  test('and confirmed is released alone when much more went missing since', () => {
    const verdict = judgeRemoval(files({ seen: 20, waiting: 80, fresh: 60 }, { hold: { ...held, confirmed: true } }));
    expect(verdict).toMatchObject({ remove: 'waiting', release: 'second-run' });
  });
});
