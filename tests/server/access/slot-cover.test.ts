import { expect, test } from 'vitest';
import { coverSlots } from '#server/access/slot-cover.ts';
import { nodesOf, slotOf } from '#server/access/slot-nodes.ts';
import { seededRandom } from '../../support/random.ts';

/** What a search engine makes of a cover. */
function covered(wanted: number[], highest: number): number[] {
  const { include, exclude } = coverSlots(wanted, highest);
  const [included, excluded] = [include && new Set(include), new Set(exclude)];
  return Array.from({ length: highest }, (_, n) => n + 1).filter((slot) => {
    const nodes = nodesOf(slot);
    return (included === undefined || nodes.some((node) => included.has(node))) && !nodes.some((node) => excluded.has(node));
  });
}

const words = (wanted: number[], highest: number) => {
  const { include, exclude } = coverSlots(wanted, highest);
  return (include?.length ?? 0) + exclude.length;
};
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, n) => first + n);

test.each<[fact: string, wanted: number[], highest: number]>([
  ['nothing', [], 200],
  ['the first', [1], 200],
  ['the last', [200], 200],
  ['all', from(1, 200), 200],
  ['all but the first', from(2, 200), 200],
  ['all but the last', from(1, 199), 200],
  ['all of a group of sixty-four and its neighbours', from(63, 129), 200],
  ['every other', from(1, 100).map((n) => 2 * n), 200],
  ['one of one', [1], 1],
])('covers %s exactly', (_fact, wanted, highest) => {
  expect(covered(wanted, highest)).toEqual(wanted);
});

test.each(from(1, 60))('covers set %i of many random ones exactly', (seed) => {
  const random = seededRandom(seed);
  const highest = 1 + Math.floor(random() * 700);
  const [share, switches] = [random(), random() ** 3];
  let isIn = random() < share;
  const wanted = from(1, highest).filter(() => {
    if (random() < switches) isIn = random() < share;
    return isIn;
  });
  expect(covered(wanted, highest)).toEqual(wanted);
});

test('needs few words for neighbours, for nearly everything, and for nearly nothing', () => {
  expect(words(from(1, 20_000), 20_000)).toBe(0);
  expect(words(from(64, 20_000), 20_000)).toBe(1);
  expect(words(from(1000, 3000), 20_000)).toBeLessThan(50);
  expect(
    words(
      from(1, 2000).map((n) => n * 10),
      20_000,
    ),
  ).toBe(2000);
});

test('needs no more than one word for four neighbours, whichever of them', () => {
  const random = seededRandom(1);
  const half = from(1, 4000).filter(() => random() < 0.5);
  expect(words(half, 4000)).toBeLessThan(1000);
});

test.each(['', '0', '-1', '1.5', '1e3', '01', ' 1', '1 ', '٣', '0x1', '9999999999', 'a1b2', 'NaN'])(
  'takes “%s” for no number of a slot',
  (text) => {
    expect(slotOf(text)).toBeUndefined();
  },
);
