import type { Database } from '../../store/database.ts';
import { bytes, integer, type Row, text } from '../../store/rows.ts';
import type { ParsedQuery, QueryWord } from '../query/parse-query.ts';
import { editsWithin } from '../text/edit-distance.ts';
import { stemsOf } from '../text/stem.ts';
import { typosAllowed, WEIGHT } from '../text/word-forms.ts';
import { isUnspaced } from '../text/words.ts';
import type { StoredField } from './match-field.ts';
import type { QueryTerms, Sequence, StemWorth, TermTarget } from './query-terms.ts';
import { createStemCounts } from './stem-counts.ts';
import { decodeFields, ROWS_OF_DOCUMENT, rowOf } from './stored-fields.ts';
import { createMapping } from './term-database.ts';
import { tokensOf } from './tokens.ts';

/** What else may stand for words of a query. */
export interface Alternative {
  /** The word of the query that it answers. */
  word: number;
  text: string;
  weight: number;
}

export interface UnderstandOptions {
  alternatives?: readonly Alternative[] | undefined;
  /**
   * Numbers of words in which a slip is forgiven. Whoever asks must have found out from what the viewer may read that they stand
   * nowhere: that nobody wrote a word at all is not for everybody to know.
   */
  forgiven?: ReadonlySet<number> | undefined;
}

export interface WantedFields {
  documentId: string;
  besides?: readonly number[];
}

export interface TermReader {
  understand(parsed: Pick<ParsedQuery, 'words' | 'phrases' | 'lines'>, options?: UnderstandOptions): QueryTerms;
  /**
   * Fields by number (see `fields.ts`) of each of these documents, in their order: what describes it, its passages up to (not
   * including) `until`, and those of `besides`.
   */
  fields(documents: readonly WantedFields[], until: number): Map<number, StoredField>[];
  /**
   * Words that differ from this one by a slip, the nearest first, then from A to Z. Whoever shows one of them must have found out
   * that the viewer may read where it stands.
   */
  near(folded: string): string[];
  /** How many it holds in all. */
  passages(): number;
  /** How many passages it holds of each of these documents; of those it does not know, nothing. */
  passagesOf(documentIds: readonly string[]): Map<string, number>;
}

/** A term, its stem, and how many passages hold that: rows are lists, and without texts, because there may be thousands. */
const SELECT_FORM = 'SELECT t.id, s.id, s.passages';

/** Endings of a beginning that are looked up: of two letters there may be thousands. */
const MOST_ENDINGS = 2000;

export function createTermReader(database: Database): TermReader {
  const { sql } = database;
  const stemCounts = createStemCounts(database);
  const readFromMemory = createMapping(database);
  const formsWhere = (condition: string, besides = '') =>
    sql.prepare(`${SELECT_FORM}${besides} FROM terms t JOIN stems s ON s.id = t.stem WHERE ${condition}`);
  const byStem = formsWhere('s.stem = ?');
  const byWord = formsWhere('t.word = ?');
  const byRange = formsWhere('t.word >= ? AND t.word < ? LIMIT ?');
  const wordsByRange = formsWhere('t.word >= ? AND t.word < ? AND length(t.word) BETWEEN ? AND ? LIMIT ?', ', t.word');
  const totals = sql.prepare('SELECT passages, words FROM totals');
  // Hundreds of rows a search: lists are made twice as fast as objects, and one statement runs faster than many.
  const firstRows = sql.prepare(`SELECT wanted.key, f.fields
    FROM json_each(?) AS wanted CROSS JOIN documents d ON d.record = wanted.value
    CROSS JOIN fields f ON f.id BETWEEN d.id * ${ROWS_OF_DOCUMENT} AND d.id * ${ROWS_OF_DOCUMENT} + ?`);
  const otherRows = sql.prepare(`SELECT wanted.value ->> 0, f.fields
    FROM json_each(?) AS wanted CROSS JOIN documents d ON d.record = wanted.value ->> 1
    CROSS JOIN fields f ON f.id = d.id * ${ROWS_OF_DOCUMENT} + (wanted.value ->> 2)`);
  for (const statement of [byStem, byWord, byRange, wordsByRange, firstRows, otherRows]) statement.setReturnArrays(true);
  const passagesOf = sql.prepare('SELECT passages FROM documents WHERE record = ?');

  /** Forms of a word, with the passages that hold each of their stems. */
  function formsOf(word: Pick<QueryWord, 'folded' | 'isPrefix' | 'inPhrase'>, noted: ReadonlyMap<number, number>): Forms {
    const forms = createForms(noted);
    if (isUnspaced(word.folded)) {
      // Every pair must be there for the run to be; a pair alone is a part of it.
      const pairs = tokensOf(word.folded);
      for (const pair of pairs) {
        if ([...pair].length === 1) addRange(forms, pair, WEIGHT.same / pairs.length);
        else for (const row of byWord.all(pair)) forms.add(row, WEIGHT.same / pairs.length);
      }
      return forms;
    }
    for (const row of byWord.all(word.folded)) forms.add(row, WEIGHT.same);
    for (const stem of stemsOf(word.folded)) for (const row of byStem.all(stem)) forms.add(row, WEIGHT.stem);
    if (word.isPrefix) addRange(forms, word.folded, WEIGHT.prefix);
    return forms;
  }

  function addRange(forms: Forms, beginning: string, weight: number): void {
    for (const row of byRange.all(beginning, `${beginning}\u{10ffff}`, MOST_ENDINGS)) forms.add(row, weight);
  }

  /** Words that begin so and are no longer or shorter than so many slips can make them: the others never leave the database. */
  function ofAboutItsLength(word: string, { start, limit }: { start: string; limit: number }): Row[] {
    const { length } = [...word];
    return wordsByRange.all(start, `${start}\u{10ffff}`, length - limit, length + limit, MOST_LOOKED_AT);
  }

  /** Of words with the same first two letters, those nearest. */
  function addTypos(forms: Forms, { folded: word, inPhrase }: QueryWord): void {
    if (inPhrase) return;
    const limit = typosAllowed(word);
    if (limit === 0) return;
    const start = word.slice(0, 2);
    for (const row of ofAboutItsLength(word, { start, limit }))
      if (editsWithin(word, text(row, '3'), limit) !== undefined) forms.add(row, WEIGHT.typo);
  }

  function exactForms(word: string): Forms {
    const forms = createForms(NOTHING);
    for (const row of byWord.all(word)) forms.add(row, WEIGHT.same);
    return forms;
  }

  return {
    understand({ words, phrases, lines }, { alternatives = [], forgiven } = {}) {
      readFromMemory();
      const targets = new Map<number, TermTarget[]>();
      const sequences: Sequence[] = [];
      let slots = words.length;
      const fill = (slot: number, forms: Forms, factor = 1) => {
        for (const [term, weight] of forms.weights) {
          const wanted = targets.get(term) ?? [];
          targets.set(term, wanted);
          wanted.push({ slot, weight: weight * factor });
        }
      };
      const addSequence = (kind: Sequence['kind'], tokens: readonly string[], answers?: Sequence['answers']) => {
        if (tokens.length === 0) return;
        sequences.push({ slot: slots, length: tokens.length, kind, answers });
        for (const token of tokens) fill(slots++, exactForms(token));
      };
      const noted = stemCounts.noted();
      const ofWords = words.map((word, slot) => {
        const forms = formsOf(word, noted);
        if (forgiven?.has(slot)) addTypos(forms, word);
        fill(slot, forms);
        return forms;
      });
      const stems = ofWords.map((forms) => new Map(forms.stems));
      for (const phrase of phrases) addSequence('phrase', phrase.folded.flatMap(tokensOf));
      for (const line of lines) addSequence('line', tokensOf(line).slice(0, LONGEST_LINE));
      for (const { word, text: other, weight } of alternatives) {
        const tokens = tokensOf(other);
        const [only] = tokens;
        if (tokens.length > 1) addSequence('synonym', tokens, { word, weight });
        else if (only !== undefined) {
          const forms = formsOf({ folded: only, isPrefix: false, inPhrase: true }, noted);
          fill(word, forms, weight);
          for (const [stem, worth] of forms.stems)
            if (!stems[word]?.has(stem)) stems[word]?.set(stem, { ...worth, weight: worth.weight * weight });
        }
      }
      const row = totals.get() ?? {};
      const count = integer(row, 'passages');
      return {
        words: words.length,
        slots,
        targets,
        terms: [...targets.keys()].sort((a, b) => a - b),
        sequences,
        frequencies: ofWords.map((forms) => Math.min(forms.passages(), count)),
        stems,
        passages: count,
        averageLength: count === 0 ? 1 : integer(row, 'words') / count,
      };
    },

    fields(documents, until) {
      const found = documents.map(() => new Map<number, StoredField>());
      const lastRow = rowOf(until - 1);
      const others = documents.flatMap(({ documentId, besides = [] }, position) => {
        const further = besides.filter((n) => n >= until).map(rowOf);
        return [...new Set(further)].filter((row) => row > lastRow).map((row) => [position, documentId, row]);
      });
      const first = firstRows.all(JSON.stringify(documents.map(({ documentId }) => documentId)), lastRow);
      const rows = others.length === 0 ? first : [...first, ...otherRows.all(JSON.stringify(others))];
      for (const row of rows) {
        const position = integer(row, '0');
        const besides = documents[position]?.besides ?? [];
        for (const field of decodeFields(bytes(row, '1')))
          if (field.n < until || besides.includes(field.n)) found[position]?.set(field.n, field);
      }
      return found;
    },

    near(folded) {
      const limit = folded.length < 3 || /\d/.test(folded) || isUnspaced(folded) ? 0 : folded.length < 6 ? 1 : 2;
      if (limit === 0) return [];
      const start = folded.slice(0, 1);
      const found = ofAboutItsLength(folded, { start, limit }).flatMap((row) => {
        const word = text(row, '3');
        const edits = editsWithin(folded, word, limit);
        return edits === undefined || edits === 0 ? [] : [{ word, edits }];
      });
      const nearest = found.sort((a, b) => a.edits - b.edits || (a.word < b.word ? -1 : 1));
      return [...new Set(nearest.map(({ word }) => word))].slice(0, MOST_NEAR);
    },

    passages: () => integer(totals.get() ?? {}, 'passages'),

    passagesOf: (documentIds) =>
      new Map(
        documentIds.flatMap((id) => {
          const row = passagesOf.get(id);
          return row === undefined ? [] : [[id, integer(row, 'passages')] as const];
        }),
      ),
  };
}

const MOST_LOOKED_AT = 20_000;
/** So many that those which a viewer may not read take no place from others. */
const MOST_NEAR = 40;
/** Words of a line that are compared: whoever pastes a page looks for its beginning. */
const LONGEST_LINE = 24;

type Forms = ReturnType<typeof createForms>;

const NOTHING: ReadonlyMap<number, number> = new Map();

/** `noted` is what the numbers of passages in the rows do not say yet. */
function createForms(noted: ReadonlyMap<number, number>) {
  const weights = new Map<number, number>();
  const stems = new Map<number, StemWorth>();
  return {
    weights,
    stems,
    /** At its best when it is met twice. */
    add(row: Row, weight: number): void {
      const id = integer(row, '0');
      const stem = integer(row, '1');
      weights.set(id, Math.max(weights.get(id) ?? 0, weight));
      stems.set(stem, {
        weight: Math.max(stems.get(stem)?.weight ?? 0, weight),
        passages: integer(row, '2') + (noted.get(stem) ?? 0),
      });
    },
    passages: () => [...stems.values()].reduce((sum, { passages }) => sum + passages, 0),
  };
}
