import { TITLE } from './fields.ts';
import { SEGMENT_SIZE } from './segment.ts';
import { readStemList } from './stem-list.ts';

/** One stem of a word of the query, in the documents of a segment. */
export interface StemInSegment {
  word: number;
  weight: number;
  list: Uint8Array;
}

export interface ScoredDocument {
  document: number;
  n: number;
  score: number;
  words: number;
}

/** Passages of a document that are told apart; those behind count as one. */
const PASSAGE_BITS = 6;
const PASSAGES = 1 << PASSAGE_BITS;
/** As in `createBm25`. All passages are about as long as each other. */
const K1 = 1.2;
/** As in the ranking proper: what the title and the place count in a passage, and the share of what stands elsewhere. */
const OF_TITLE = 2;
const OF_PLACE = 0.5;
const ANYWHERE = 0.5;
/** The highest number of a word that a bit tells of. */
export const MOST_BITS = 30;

/**
 * The documents of a segment that score more than `above`, by BM25 (Robertson) of their best passage without its length, and how
 * telling the words are that stand anywhere in them. Coarser than the ranking, which looks at few of what is found here.
 */
export function scoreSegment(
  lists: readonly StemInSegment[],
  idf: readonly number[],
  o: { first: number; above: number },
): ScoredDocument[] {
  for (const [word, ofWord] of Map.groupBy(lists, (list) => list.word)) addWord(word, ofWord, idf[word] ?? 0);
  foldPassages();
  const found: ScoredDocument[] = [];
  for (const place of documents) {
    const score = (best[place] ?? 0) + ANYWHERE * (anywhere[place] ?? 0);
    if (score > o.above) found.push({ document: o.first + place, n: bestPassage[place] ?? 0, score, words: words[place] ?? 0 });
    best[place] = anywhere[place] = words[place] = bestPassage[place] = 0;
  }
  documents.length = 0;
  return found;
}

// One segment is scored at a time and leaves these empty: to make them anew would take longer than to use them.
const frequencies = new Float32Array(SEGMENT_SIZE << PASSAGE_BITS);
const scores = new Float32Array(SEGMENT_SIZE << PASSAGE_BITS);
const described = new Float32Array(SEGMENT_SIZE);
const best = new Float32Array(SEGMENT_SIZE);
const bestPassage = new Uint8Array(SEGMENT_SIZE);
const anywhere = new Float32Array(SEGMENT_SIZE);
const words = new Int32Array(SEGMENT_SIZE);
/** Those that hold the word in hand. */
const holding = new Uint8Array(SEGMENT_SIZE);
/** Places of `best` and of `scores` that are in use. */
const documents: number[] = [];
const passages: number[] = [];

function addWord(word: number, lists: readonly StemInSegment[], idf: number): void {
  const places: number[] = [];
  const touched: number[] = [];
  for (const { list, weight } of lists)
    readStemList(list, (place, field, frequency) => {
      if (holding[place] === 0) {
        holding[place] = 1;
        places.push(place);
      }
      if (field < 0) {
        described[place] = (described[place] ?? 0) + weight * frequency * (field === TITLE ? OF_TITLE : OF_PLACE);
        return;
      }
      const passage = (place << PASSAGE_BITS) | Math.min(field, PASSAGES - 1);
      if (frequencies[passage] === 0) touched.push(passage);
      frequencies[passage] = (frequencies[passage] ?? 0) + weight * frequency;
    });
  for (const passage of touched) {
    const frequency = (frequencies[passage] ?? 0) + (described[passage >> PASSAGE_BITS] ?? 0);
    frequencies[passage] = 0;
    if (scores[passage] === 0) passages.push(passage);
    scores[passage] = (scores[passage] ?? 0) + idf * saturated(frequency);
  }
  for (const place of places) {
    if (words[place] === 0 && anywhere[place] === 0) documents.push(place);
    if (word <= MOST_BITS) words[place] = (words[place] ?? 0) | (1 << word);
    anywhere[place] = (anywhere[place] ?? 0) + idf * saturated(Math.max(1, described[place] ?? 0));
    described[place] = holding[place] = 0;
  }
}

function saturated(frequency: number): number {
  return (frequency * (K1 + 1)) / (frequency + K1);
}

function foldPassages(): void {
  for (const passage of passages) {
    const place = passage >> PASSAGE_BITS;
    const score = scores[passage] ?? 0;
    scores[passage] = 0;
    if (score <= (best[place] ?? 0)) continue;
    best[place] = score;
    bestPassage[place] = passage & (PASSAGES - 1);
  }
  passages.length = 0;
}
