import { createRecentMap } from '../../recent-map.ts';
import type { Database } from '../../store/database.ts';
import type { Row } from '../../store/rows.ts';
import { integer } from '../../store/rows.ts';
import { stemOf } from '../text/stem.ts';
import { encodePostings, MOST_POSITIONS, occurrence } from './postings.ts';
import { createTermTable } from './term-table.ts';
import { createTokenHashes } from './token-hashes.ts';

/** A text, counted. */
export interface Field {
  /** Number of words. */
  length: number;
  /** See `encodePostings`. */
  postings: Uint8Array;
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

/** Beyond this, words that were not met lately are asked for again: a share of many languages must not fill the heap. */
const KEPT_TERMS = 2 ** 17;

export function createFieldTerms({ sql }: Database): FieldTerms {
  const read = createTokenHashes();
  const terms = createTermTable(KEPT_TERMS);
  const stems = createRecentMap<number, number>(KEPT_TERMS);
  const addStem = sql.prepare('INSERT INTO stems (stem, passages) VALUES (?, 0) ON CONFLICT DO NOTHING');
  const findStem = sql.prepare('SELECT id FROM stems WHERE stem = ?');
  const addTerm = sql.prepare('INSERT INTO terms (word, stem) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const findTerm = sql.prepare('SELECT id FROM terms WHERE word = ? AND stem = ?');
  const findStemOf = sql.prepare('SELECT stem AS id FROM terms WHERE id = ?');

  function register(word: string, stemmed: string): { term: number; stem: number } {
    const newStem = addStem.run(stemmed);
    const stem = newStem.changes === 1 ? Number(newStem.lastInsertRowid) : idIn(findStem.get(stemmed));
    const newTerm = addTerm.run(word, stem);
    const term = newTerm.changes === 1 ? Number(newTerm.lastInsertRowid) : idIn(findTerm.get(word, stem));
    return { term, stem };
  }

  return {
    forget() {
      terms.clear();
      stems.clear();
    },
    count(text, language) {
      const tokens = read(text);
      const ofLanguage = hashOf(language);
      const found = new Set<number>();
      const occurrences = new Float64Array(Math.min(tokens.count, MOST_POSITIONS));
      let count = 0;
      for (let position = 0; position < occurrences.length; position++) {
        const high = tokens.high(position) ^ ofLanguage;
        const low = tokens.low(position);
        let place = terms.find(high, low);
        if (place < 0) {
          const word = tokens.word(position);
          // A "word" of kilobytes is no word: base64, hashes, rulers.
          if (word.length > LONGEST_WORD) continue;
          terms.add(high, low, register(word, stemOf(word, language)));
          place = terms.find(high, low);
        }
        occurrences[count++] = occurrence(terms.term(place), position);
        found.add(terms.stem(place));
      }
      return { length: tokens.count, postings: encodePostings(occurrences.subarray(0, count).sort()), stems: found };
    },
    stemOf(term) {
      const known = stems.get(term);
      if (known !== undefined) return known;
      const stem = idIn(findStemOf.get(term));
      stems.set(term, stem);
      return stem;
    },
  };
}

const LONGEST_WORD = 64;

/** The same word of two languages has two stems. */
function hashOf(language: string): number {
  let hash = 0;
  for (let place = 0; place < language.length; place++) hash = Math.imul(hash, 31) + language.charCodeAt(place);
  return Math.imul(hash, 0x9e3779b1);
}

function idIn(row: Row | undefined): number {
  if (row === undefined) throw new RangeError('a term that was just written is not there');
  return integer(row, 'id');
}
