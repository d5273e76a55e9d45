import type { Database } from '../../store/database.ts';
import { bytes, integer, type Row, text } from '../../store/rows.ts';
import type { ParsedQuery, QueryWord } from '../query/parse-query.ts';
import { editsWithin } from '../text/edit-distance.ts';
import { stemsOf } from '../text/stem.ts';
import { typosAllowed, WEIGHT } from '../text/word-forms.ts';
import { isUnspaced } from '../text/words.ts';
import type { StoredField } from './match-field.ts';
import type { QueryTerms, Sequence, TermTarget } from './query-terms.ts';
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

export interface TermReader {
  understand(parsed: Pick<ParsedQuery, 'words' | 'phrases' | 'lines'>, options?: UnderstandOptions): QueryTerms;
  /**
   * Fields of a document by number (see `fields.ts`): what describes it, its passages up to (not including) `until`, and those of
   * `besides`.
   */
  fields(documentId: string, until: number, besides?: readonly number[]): Map<number, StoredField>;
  /** How many it holds in all. */
  passages(): number;
  /** How many passages it holds of each of these documents; of those it does not know, nothing. */
  passagesOf(documentIds: readonly string[]): Map<string, number>;
}

function storedField(row: Row): StoredField {
  return { length: integer(row, 'length'), heading: integer(row, 'heading'), postings: bytes(row, 'postings') };
}

/** Endings of a beginning that are looked up: of two letters there may be thousands. */
const MOST_ENDINGS = 2000;

export function createTermReader({ sql }: Database): TermReader {
  const byStem = sql.prepare('SELECT s.passages, t.id, t.word FROM stems s JOIN terms t ON t.stem = s.id WHERE s.stem = ?');
  const byWord = sql.prepare(
    'SELECT t.id, t.word, s.stem, s.passages FROM terms t JOIN stems s ON s.id = t.stem WHERE t.word = ?',
  );
  const byRange = sql.prepare(`SELECT t.id, t.word, s.stem, s.passages FROM terms t JOIN stems s ON s.id = t.stem
    WHERE t.word >= ? AND t.word < ? LIMIT ?`);
  const totals = sql.prepare('SELECT passages, words FROM totals');
  const oneField = sql.prepare(`SELECT f.n, f.length, f.heading, f.postings FROM fields f, documents d
    WHERE d.record = ? AND f.document = d.id AND f.n = ?`);
  const firstFields = sql.prepare(`SELECT f.n, f.length, f.heading, f.postings FROM fields f, documents d
    WHERE d.record = ? AND f.document = d.id AND f.n < ? ORDER BY f.n`);
  const passagesOf = sql.prepare('SELECT passages FROM documents WHERE record = ?');

  /** Forms of a word, with the passages that hold each of their stems. */
  function formsOf(word: Pick<QueryWord, 'folded' | 'isPrefix' | 'inPhrase'>): Forms {
    const forms = createForms();
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
    for (const stem of stemsOf(word.folded))
      for (const row of byStem.all(stem))
        forms.add({ ...row, stem }, text(row, 'word') === word.folded ? WEIGHT.same : WEIGHT.stem);
    if (word.isPrefix) addRange(forms, word.folded, WEIGHT.prefix);
    return forms;
  }

  function addRange(forms: Forms, beginning: string, weight: number): void {
    for (const row of byRange.all(beginning, `${beginning}\u{10ffff}`, MOST_ENDINGS)) forms.add(row, weight);
  }

  /** Of words with the same first two letters, those nearest. */
  function addTypos(forms: Forms, { folded: word, inPhrase }: QueryWord): void {
    if (inPhrase) return;
    const limit = typosAllowed(word);
    if (limit === 0) return;
    const start = word.slice(0, 2);
    for (const row of byRange.all(start, `${start}\u{10ffff}`, MOST_LOOKED_AT))
      if (editsWithin(word, text(row, 'word'), limit) !== undefined) forms.add(row, WEIGHT.typo);
  }

  function exactForms(word: string): Forms {
    const forms = createForms();
    for (const row of byWord.all(word)) forms.add(row, WEIGHT.same);
    return forms;
  }

  return {
    understand({ words, phrases, lines }, { alternatives = [], forgiven } = {}) {
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
      const frequencies = words.map((word, slot) => {
        const forms = formsOf(word);
        if (forgiven?.has(slot)) addTypos(forms, word);
        fill(slot, forms);
        return forms.passages();
      });
      for (const phrase of phrases) addSequence('phrase', phrase.folded.flatMap(tokensOf));
      for (const line of lines) addSequence('line', tokensOf(line).slice(0, LONGEST_LINE));
      for (const { word, text: other, weight } of alternatives) {
        const tokens = tokensOf(other);
        const [only] = tokens;
        if (tokens.length > 1) addSequence('synonym', tokens, { word, weight });
        else if (only !== undefined) fill(word, formsOf({ folded: only, isPrefix: false, inPhrase: true }), weight);
      }
      const row = totals.get() ?? {};
      const count = integer(row, 'passages');
      return {
        words: words.length,
        slots,
        targets,
        sequences,
        frequencies: frequencies.map((frequency) => Math.min(frequency, count)),
        passages: count,
        averageLength: count === 0 ? 1 : integer(row, 'words') / count,
      };
    },

    fields(documentId, until, besides = []) {
      const others = besides.filter((n) => n >= until).map((n) => oneField.get(documentId, n));
      const rows = [...firstFields.all(documentId, until), ...others.filter((row) => row !== undefined)];
      return new Map(rows.map((row) => [integer(row, 'n'), storedField(row)]));
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
/** Words of a line that are compared: whoever pastes a page looks for its beginning. */
const LONGEST_LINE = 24;

type Forms = ReturnType<typeof createForms>;

function createForms() {
  const weights = new Map<number, number>();
  const stems = new Map<string, number>();
  return {
    weights,
    isEmpty: () => weights.size === 0,
    /** At its best when it is met twice. */
    add(row: Row, weight: number): void {
      const id = integer(row, 'id');
      weights.set(id, Math.max(weights.get(id) ?? 0, weight));
      stems.set(text(row, 'stem'), integer(row, 'passages'));
    },
    passages: () => [...stems.values()].reduce((sum, count) => sum + count, 0),
  };
}
