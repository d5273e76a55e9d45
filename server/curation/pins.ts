import type { Pin } from '../contract/curation.ts';
import { foldedLine } from '../search/query/parse-query.ts';
import type { Pinned } from './curation.ts';

/** More would leave no room for what was found. */
const MOST_PINNED = 10;

/**
 * The pins of a line: of the very line first, then of the longest beginning, then of most words, so that the narrower one decides
 * what comes first.
 */
export function compilePins(pins: readonly Pin[], now: () => number): (line: string) => Pinned[] {
  if (pins.length === 0) return () => [];
  const compiled = pins.map((pin) => ({ ...pin, line: foldedLine(pin.query), ends: endOf(pin.until) })).sort(narrowestFirst);
  const fits = compiled.map((pin) => ({ pin, fits: matcherOf(pin) }));
  return (line) => {
    if (line === '') return [];
    const words = new Set(line.split(' '));
    const time = now();
    const fitting = fits.filter((candidate) => candidate.fits(line, words) && time < candidate.pin.ends);
    const items = fitting.flatMap(({ pin }) => pin.items);
    return [...new Map(items.map(({ type, id }) => [`${type} ${id}`, { type, id }])).values()].slice(0, MOST_PINNED);
  };
}

const ORDER = { exact: 0, begins: 1, words: 2 } as const satisfies Record<Pin['match'], number>;

function narrowestFirst(a: { match: Pin['match']; line: string }, b: { match: Pin['match']; line: string }): number {
  return ORDER[a.match] - ORDER[b.match] || b.line.length - a.line.length;
}

function matcherOf({
  match,
  line: wanted,
}: {
  match: Pin['match'];
  line: string;
}): (line: string, words: ReadonlySet<string>) => boolean {
  switch (match) {
    case 'exact':
      return (line) => line === wanted;
    case 'begins':
      return (line) => line.startsWith(wanted);
    case 'words': {
      const all = wanted.split(' ');
      return (_line, words) => all.every((word) => words.has(word));
    }
    default:
      return match satisfies never;
  }
}

const DAY = 24 * 3_600_000;

/** A day is meant as a whole. */
function endOf(until: string | undefined): number {
  if (until === undefined) return Number.POSITIVE_INFINITY;
  return Date.parse(until) + (/^\d{4}-\d{2}-\d{2}$/.test(until) ? DAY : 0);
}
