import type { Candidate } from './passage-hit.ts';

/** A document among the candidates, with the passage that answers best. */
export interface RankedDocument<Hit extends Candidate = Candidate> {
  documentId: string;
  best: Hit;
  /** 0 to 1 within one answer. */
  score: number;
  /** Its title or file name is what was typed. */
  isExact: boolean;
  hasAllWords: boolean;
  /** All of them in one passage, its title and its place. */
  isTogether: boolean;
  /** What the score was made of, before the best of the answer was made 1. */
  parts: ScoreParts;
}

/** What adds up to the score of a document. */
export interface ScoreParts {
  /** BM25 of its best passage, of 1 for the best of the answer. */
  words: number;
  /** The same of all of it together. */
  whole: number;
  meaning: number;
  nearness: number;
  wholeTitle: number;
  /** What was typed stands there word for word. */
  line: number;
  heading: number;
  furtherPassages: number;
  freshness: number;
  /** Factor that administrators gave to its place. */
  boost: number;
}

export function byRank(a: RankedDocument, b: RankedDocument): number {
  return (
    Number(b.isExact) - Number(a.isExact) ||
    Number(b.hasAllWords) - Number(a.hasAllWords) ||
    b.score - a.score ||
    b.best.modifiedAt - a.best.modifiedAt ||
    (a.documentId < b.documentId ? -1 : 1)
  );
}

/** In the order in which the engine gave it. */
export function unrankedDocument<Hit extends Candidate>(best: Hit): RankedDocument<Hit> {
  const parts = {
    words: 0,
    whole: 0,
    meaning: 0,
    nearness: 0,
    wholeTitle: 0,
    line: 0,
    heading: 0,
    furtherPassages: 0,
    freshness: 0,
    boost: 1,
  };
  return { documentId: best.documentId, best, score: 0, isExact: false, hasAllWords: true, isTogether: true, parts };
}
