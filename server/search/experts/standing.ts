import type { RankedDocument } from '../documents/ranked-document.ts';
import type { Vote } from './votes.ts';

/** What speaks for a person. */
export interface Standing {
  /** Best first. */
  wrote: RankedDocument[];
  namedIn: RankedDocument[];
  owns: RankedDocument[];
  /** What adds up to the score. */
  parts: { written: number; named: number; owned: number; profile: number };
}

/** Of a profile that speaks of nothing else, compared with any number of documents. */
const PROFILE_WEIGHT = 0.7;
/** So many documents that are about nothing else are half of what documents can say. */
const HALF = 1;

export function nothingYet(): Standing {
  return { wrote: [], namedIn: [], owns: [], parts: { written: 0, named: 0, owned: 0, profile: 0 } };
}

export function addVote({ wrote, namedIn, owns, parts }: Standing, { role, document, weight }: Omit<Vote, 'personId'>): void {
  if ([wrote, namedIn, owns].some((documents) => documents.includes(document))) return;
  switch (role) {
    case 'author':
      wrote.push(document);
      parts.written += weight;
      return;
    case 'named':
      namedIn.push(document);
      parts.named += weight;
      return;
    case 'owner':
      owns.push(document);
      // The best only: whoever moved a share to where it is owns all of it.
      parts.owned = Math.max(parts.owned, weight);
      return;
    default:
      role satisfies never;
  }
}

/**
 * Votes saturate, `v / (v + 1)`: nine documents more say less than the first. What somebody says of themselves so weighs most
 * where little was written, and nobody's score depends on the votes of others.
 */
export function weighed(standing: Standing): Standing & { score: number } {
  const { written, named, owned, profile } = standing.parts;
  const saturation = 1 / (written + named + owned + HALF);
  const parts = {
    written: written * saturation,
    named: named * saturation,
    owned: owned * saturation,
    profile: PROFILE_WEIGHT * profile,
  };
  return { ...standing, parts, score: parts.written + parts.named + parts.owned + parts.profile };
}
