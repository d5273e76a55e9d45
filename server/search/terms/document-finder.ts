import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '../../store/database.ts';
import { bytes, integer, text } from '../../store/rows.ts';
import { createBm25 } from '../rank/bm25.ts';
import { inTurns } from '../rank/in-turns.ts';
import type { QueryTerms, StemWorth } from './query-terms.ts';
import { MOST_BITS, type ScoredDocument, type StemInSegment, scoreSegment } from './score-segment.ts';
import { firstOf } from './segment.ts';

/** Finds documents by the lists of their stems. */
export interface DocumentFinder {
  /**
   * Documents that hold any of the words; undefined when too many have changed since they were listed. What changed a moment ago
   * may be missing. Who may read them is for whoever asks to find out.
   */
  documentsWith(terms: QueryTerms, signal: AbortSignal): Promise<FoundDocuments | undefined>;
}

export interface FoundDocuments {
  /** Best first. */
  lots: Iterable<FoundDocument[]>;
  /** Whether there are more than `MOST_FOUND`, which are the best. */
  isCut: boolean;
}

export interface FoundDocument {
  documentId: string;
  /** The number of its passage that answers best. */
  n: number;
  /**
   * Bit n is set when it holds the n-th word of the query, or when that is one of the common ones that were not looked up; of
   * those from the 31st on nothing is said.
   */
  words: number;
}

export const MOST_FOUND = 1000;
/** Of the first lot; each is twice as large as the one before. */
const FIRST_LOT = 64;
/** Of all documents, as many may have changed since they were listed; numbers are given out once, so the highest is about how many. */
const LARGEST_SHARE_CHANGED = 0.1;
/** Of a beginning, the endings that most passages have. */
const MOST_STEMS = 64;
/**
 * Words are looked up, the rarest first, until so many passages hold them, but two of them at least: who has only the common ones
 * is none of the best, and what they take grows with the installation.
 */
const ENOUGH_PASSAGES = 20_000;
const FEWEST_WORDS = 2;

export function createDocumentFinder({ sql }: Database): DocumentFinder {
  const changes = sql.prepare('SELECT coalesce(sum(changes), 0), (SELECT coalesce(max(id), 0) FROM documents) FROM segments');
  const listsOf = sql.prepare('SELECT segment, stem, list FROM lists WHERE stem IN (SELECT value FROM json_each(?))');
  const records = sql.prepare('SELECT id, record FROM documents WHERE id IN (SELECT value FROM json_each(?))');
  for (const statement of [changes, listsOf, records]) statement.setReturnArrays(true);

  function isBehind(): boolean {
    const row = changes.get() ?? {};
    return integer(row, '0') > LARGEST_SHARE_CHANGED * integer(row, '1');
  }

  async function segmentsOf(
    words: readonly number[],
    { stems }: QueryTerms,
    signal: AbortSignal,
  ): Promise<Map<number, StemInSegment[]>> {
    const segments = new Map<number, StemInSegment[]>();
    for (const word of words) {
      const wanted = commonest(stems[word] ?? new Map());
      for (const row of listsOf.all(JSON.stringify([...wanted.keys()]))) {
        const segment = integer(row, '0');
        const lists = segments.get(segment) ?? [];
        segments.set(segment, lists);
        lists.push({ word, weight: wanted.get(integer(row, '1'))?.weight ?? 0, list: bytes(row, '2') });
      }
      await nextTurn(undefined, { signal });
    }
    return segments;
  }

  function named(found: readonly ScoredDocument[], common: number): FoundDocument[] {
    const ids = new Map(
      records.all(JSON.stringify(found.map(({ document }) => document))).map((row) => [integer(row, '0'), text(row, '1')]),
    );
    // A document that was removed may be listed still.
    return found.flatMap(({ document, n, words }) => {
      const documentId = ids.get(document);
      return documentId === undefined ? [] : [{ documentId, n, words: words | common }];
    });
  }

  /** Most of those behind are asked for by nobody. */
  function* inLots(found: readonly ScoredDocument[], common: number): Generator<FoundDocument[]> {
    for (let [from, size] = [0, FIRST_LOT]; from < found.length; from += size, size *= 2)
      yield named(found.slice(from, from + size), common);
  }

  return {
    async documentsWith(terms, signal) {
      if (isBehind()) return undefined;
      const words = tellingWords(terms);
      const segments = await segmentsOf(words, terms, signal);
      const { idf } = createBm25({ documentFrequencies: terms.frequencies, total: terms.passages, averageLength: 1 });
      const best = createBest();
      await inTurns([...segments], signal, ([segment, lists]) =>
        best.add(scoreSegment(lists, idf, { first: firstOf(segment), above: best.least() })),
      );
      const found = best.all();
      return { lots: inLots(found, bitsOfOthers(words, terms)), isCut: found.length === MOST_FOUND };
    },
  };
}

/** Their numbers. */
function tellingWords({ frequencies }: QueryTerms): number[] {
  const rarestFirst = [...frequencies.keys()].sort((a, b) => (frequencies[a] ?? 0) - (frequencies[b] ?? 0));
  const chosen: number[] = [];
  let passages = 0;
  for (const word of rarestFirst) {
    const holding = frequencies[word] ?? 0;
    if (passages + holding > ENOUGH_PASSAGES && chosen.length >= FEWEST_WORDS) break;
    // What stands nowhere finds nothing.
    if (holding > 0) chosen.push(word);
    passages += holding;
  }
  return chosen;
}

/** Of the words that were too common to be looked up: they are held somewhere. */
function bitsOfOthers(words: readonly number[], { frequencies }: QueryTerms): number {
  const others = [...frequencies.keys()].filter(
    (word) => word <= MOST_BITS && (frequencies[word] ?? 0) > 0 && !words.includes(word),
  );
  return others.reduce((bits, word) => bits | (1 << word), 0);
}

function commonest(stems: ReadonlyMap<number, StemWorth>): ReadonlyMap<number, StemWorth> {
  if (stems.size <= MOST_STEMS) return stems;
  return new Map([...stems].sort(([, a], [, b]) => b.passages - a.passages).slice(0, MOST_STEMS));
}

/** The best so far; it is put in order now and then only. */
function createBest() {
  let kept: ScoredDocument[] = [];
  let least = 0;

  function cut(): void {
    kept = kept.sort((a, b) => b.score - a.score || a.document - b.document).slice(0, MOST_FOUND);
    if (kept.length === MOST_FOUND) least = kept.at(-1)?.score ?? 0;
  }

  return {
    least: () => least,
    add(found: readonly ScoredDocument[]): void {
      kept.push(...found);
      if (kept.length > 2 * MOST_FOUND) cut();
    },
    all(): ScoredDocument[] {
      cut();
      return kept;
    },
  };
}
