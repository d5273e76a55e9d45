import type { Database } from '../../store/database.ts';
import type { Row } from '../../store/rows.ts';
import { integer } from '../../store/rows.ts';
import { stemOf } from '../text/stem.ts';
import type { Posting } from './postings.ts';
import { tokensOf } from './tokens.ts';

/** A word of one language as the database knows it. */
export interface Term {
  id: number;
  stem: number;
}

/** A text, counted. */
export interface Field {
  /** Number of words. */
  length: number;
  /** By term, ascending. */
  postings: Posting[];
  stems: ReadonlySet<number>;
}

/** Counts the words of texts; words that were never seen get their numbers. Only within a transaction. */
export interface FieldTerms {
  count(text: string, language: string): Field;
  /** After a transaction that was rolled back: numbers may not have been kept. */
  forget(): void;
  /** The stem of a term. */
  stemOf(term: number): number;
}

/** Beyond this the words are asked for again: a share of many languages must not fill the heap. */
const KEPT_TERMS = 100_000;

export function createFieldTerms({ sql }: Database): FieldTerms {
  const known = new Map<string, Map<string, Term>>();
  const stems = new Map<number, number>();
  let size = 0;
  const addStem = sql.prepare('INSERT INTO stems (stem, passages) VALUES (?, 0) ON CONFLICT DO NOTHING');
  const findStem = sql.prepare('SELECT id FROM stems WHERE stem = ?');
  const addTerm = sql.prepare('INSERT INTO terms (word, stem) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const findTerm = sql.prepare('SELECT id FROM terms WHERE word = ? AND stem = ?');
  const findStemOf = sql.prepare('SELECT stem AS id FROM terms WHERE id = ?');

  function termOf(word: string, language: string): Term {
    const words = known.get(language) ?? new Map<string, Term>();
    known.set(language, words);
    const found = words.get(word);
    if (found !== undefined) return found;
    if (size >= KEPT_TERMS) forget();
    const term = register(word, stemOf(word, language));
    words.set(word, term);
    size++;
    return term;
  }

  function register(word: string, stemmed: string): Term {
    addStem.run(stemmed);
    const stem = idIn(findStem.get(stemmed));
    addTerm.run(word, stem);
    return { id: idIn(findTerm.get(word, stem)), stem };
  }

  function forget(): void {
    for (const words of known.values()) words.clear();
    stems.clear();
    size = 0;
  }

  return {
    forget,
    count(text, language) {
      const positions = new Map<number, number[]>();
      const found = new Set<number>();
      const tokens = tokensOf(text);
      tokens.forEach((token, position) => {
        // A "word" of kilobytes is no word: base64, hashes, rulers.
        if (token.length > LONGEST_WORD) return;
        const { id, stem } = termOf(token, language);
        const places = positions.get(id);
        if (places) places.push(position);
        else {
          positions.set(id, [position]);
          found.add(stem);
        }
      });
      const postings = [...positions].map(([term, places]) => ({ term, positions: places })).sort((a, b) => a.term - b.term);
      return { length: tokens.length, postings, stems: found };
    },
    stemOf(term) {
      const stem = stems.get(term) ?? idIn(findStemOf.get(term));
      if (stems.size >= KEPT_TERMS) stems.clear();
      stems.set(term, stem);
      return stem;
    },
  };
}

const LONGEST_WORD = 64;

function idIn(row: Row | undefined): number {
  if (row === undefined) throw new RangeError('a term that was just written is not there');
  return integer(row, 'id');
}
