import type { SearchResponse } from '../../contract/search.ts';
import { BLEND_WEIGHTS, type BlendWeights } from './weights.ts';

type Kind = SearchResponse['best'][number]['type'];

/** Of one side's hits, best first. */
export interface Side {
  id: string;
  score: number;
  isExact: boolean;
}

/**
 * One order for people and documents. How likely a hit is the one that is wanted: how likely its kind is, and less with every place
 * that it stands lower on its own side. By that they are merged (each side keeps its order), so both kinds are among the first
 * unless it is clear which one is wanted. Of either side, what is called exactly as was typed stands second at the latest.
 */
export function blend(o: {
  people: readonly Side[];
  documents: readonly Side[];
  /** Natural logarithm of the odds that a person is wanted. */
  logOdds: number;
  /** How many of each side stand on the pages before. */
  offset?: number;
  weights?: Pick<BlendWeights, 'place' | 'lacking'>;
}): SearchResponse['best'] {
  const { logOdds, offset = 0, weights = BLEND_WEIGHTS } = o;
  const people = placed('person', o.people, { offset, ...weights });
  const documents = placed('document', o.documents, { offset, ...weights });
  const best: SearchResponse['best'] = [];
  for (;;) {
    const [person] = people;
    const [document] = documents;
    const next = chosen(person, document, { logOdds, isSecond: offset === 0 && best.length === 1 });
    if (next === undefined) return best;
    (next === person ? people : documents).shift();
    best.push({ type: next.type, id: next.id });
  }
}

interface Placed extends Side {
  type: Kind;
  /** On its own side, from 1. */
  place: number;
  /** Natural logarithm of how much less likely it is than the first of its side. */
  less: number;
}

function placed(
  type: Kind,
  side: readonly Side[],
  { offset, place, lacking }: { offset: number; place: number; lacking: number },
): Placed[] {
  const highest = side[0]?.score ?? 0;
  return side.map((hit, n) => {
    const at = offset + n + 1;
    const lacks = highest > 0 ? 1 - hit.score / highest : 0;
    return { ...hit, type, place: at, less: place * Math.log(at) + lacking * lacks };
  });
}

function chosen(
  person: Placed | undefined,
  document: Placed | undefined,
  { logOdds, isSecond }: { logOdds: number; isSecond: boolean },
): Placed | undefined {
  if (person === undefined || document === undefined) return person ?? document;
  if (isSecond) {
    const waiting = [person, document].find(({ place, isExact }) => place === 1 && isExact);
    if (waiting) return waiting;
  }
  return logOdds - person.less >= -document.less ? person : document;
}
