import path from 'node:path';
import { similarity } from './sketch.ts';
import { isVersionFolder, type VersionName, versionName } from './version-name.ts';

/** A document as it is compared with others. */
export interface Comparable {
  source: string;
  name: VersionName;
  place: Place;
  words: number;
  /** Null where there are too few words to conclude anything from their being the same. */
  text: string | null;
  runs: Uint32Array;
}

export interface Place {
  /** Its folder, without those at the end that only say which version lies there. */
  home: string;
  parent: string;
  /** Such a folder was there. */
  isShelved: boolean;
}

export function placeOf(itemPath: string): Place {
  const folders = itemPath.split('/').slice(0, -1);
  while (folders.length > 0 && isVersionFolder(folders.at(-1) ?? '')) folders.pop();
  const home = folders.join('/');
  const isShelved = folders.length < itemPath.split('/').length - 1;
  return { home, isShelved, parent: folders.length === 0 ? '/' : path.posix.dirname(home) };
}

export function comparable(document: {
  source: string;
  path: string;
  name: string;
  words: number;
  /** Null where there are too few words to conclude anything from their being the same. */
  text: string | null;
  runs: Uint32Array;
}): Comparable {
  return { ...document, name: versionName(document.name), place: placeOf(document.path) };
}

/** Of fewer words nothing is concluded from the text alone. */
export const FEW_WORDS = 30;

/**
 * Whether two documents are copies or versions of each other. Texts that are nearly equal are, unless their names say that they are
 * two of a series: minutes of two months, the same form of two people. Where the names say that they are versions, less is enough.
 * The numbers were chosen on labelled families (`tests/server/families`).
 */
export function areRelated(a: Comparable, b: Comparable): boolean {
  if (a.words === 0 || b.words === 0) return false;
  return similarity(a.runs, b.runs) >= leastSimilarity(a, b);
}

const NEVER = 2;

function leastSimilarity(a: Comparable, b: Comparable): number {
  const isSmall = Math.min(a.words, b.words) < FEW_WORDS;
  if (a.text !== null && a.text === b.text) return 0;
  const isNear = a.source === b.source && a.place.parent === b.place.parent;
  if (a.name.stem === b.name.stem) {
    const isMarked = [a, b].some(({ name, place }) => name.isMarked || place.isShelved);
    if (isNear && a.place.home === b.place.home) return isMarked ? 0.4 : ofOneFolder(a.name, b.name);
    if (isSmall) return NEVER;
    return isNear && isMarked ? 0.7 : 0.85;
  }
  return isSmall ? NEVER : ofOtherNames(a, b);
}

function ofOneFolder(a: VersionName, b: VersionName): number {
  if (a.day !== b.day) return isSeries(a.stem) ? 0.95 : 0.7;
  return 0.6;
}

function ofOtherNames(a: Comparable, b: Comparable): number {
  const ofA = a.name.stem.split(' ');
  const ofB = b.name.stem.split(' ');
  const isExtended = ofA.every((word) => ofB.includes(word)) || ofB.every((word) => ofA.includes(word));
  if (isExtended) return 0.85;
  // `invoice 1001` and `invoice 1002`, `contract ada` and `contract grace`.
  if (ofA.some((word) => ofB.includes(word))) return NEVER;
  // Of one folder, files with names of their own are filled from one template.
  return a.source === b.source && a.place.home === b.place.home ? NEVER : 0.9;
}

/** Written anew each time: two of them are no versions of each other, however much of the template they have in common. */
const SERIES =
  /minutes|protokoll|meeting|besprechung|sitzung|jour ?fixe|standup|status|weekly|daily|wochen|monat|monthly|newsletter|rundbrief|invoice|rechnung|lieferschein|timesheet|stundenzettel|agenda|tagesordnung|\blog\b|journal|export|backup|statement|kontoauszug|order|bestellung/;

function isSeries(stem: string): boolean {
  return SERIES.test(stem);
}
