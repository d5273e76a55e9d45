import type { DocumentHit, PersonHit } from '../../contract/search.ts';
import type { PersonMatchKind, RankedPerson } from '../people/rank-people.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { QueryMatcher } from '../rank/query-matcher.ts';
import { WEIGHT } from '../text/word-forms.ts';
import { wordsOf } from '../text/words.ts';

/** How what is shown differs from what was typed. */
export interface Corrections {
  /** The whole of what was typed with the words that stand in the results; undefined when nothing was corrected. */
  corrected: string | undefined;
  /** Words that no result has, in no form. */
  notFound: string[];
}

/**
 * Which words were found only by a slip that was forgiven, told by the results that are shown and by what the ranking found out
 * from documents that this viewer may read: of others nothing is known here.
 */
export function correctionsOf(options: {
  parsed: ParsedQuery;
  matcher: QueryMatcher;
  people: readonly PersonHit[];
  documents: readonly DocumentHit[];
  /** People, best first. */
  ranked: readonly RankedPerson[];
  /** Numbers of words that stand in no document; undefined when no document was found. */
  forgiven: ReadonlySet<number> | undefined;
}): Corrections {
  const { parsed, people, documents, ranked, forgiven } = options;
  const [best] = ranked;
  const isFoundOut = best !== undefined && best.coverage === 1 && !FORGIVING.includes(best.kind);
  if (parsed.isExact || isFoundOut || (people.length === 0 && documents.length === 0)) return NOTHING;
  // A nickname or a sound answers a word that is not there to be seen.
  const isSeen = best === undefined || best.kind === 'some' || best.kind === 'none';
  const seen = [
    ...documents.flatMap((document) => wordsOfDocument(document)),
    ...people.flatMap((person) => wordsOfPerson(person)),
  ];
  const instead = new Map<string, string>();
  const notFound: string[] = [];
  for (const [n, word] of parsed.words.entries()) {
    if (word.inPhrase || !(forgiven?.has(n) ?? true)) continue;
    const answers = answersTo(n, seen, options.matcher);
    if (answers.isThere) continue;
    if (answers.nearest === undefined) notFound.push(...(isSeen ? [word.text] : []));
    else instead.set(word.text, answers.nearest);
  }
  const corrected = parsed.text.replace(/[^\s"]+/gu, (piece) => instead.get(piece) ?? piece);
  return { corrected: corrected === parsed.text ? undefined : corrected, notFound };
}

const NOTHING: Corrections = { corrected: undefined, notFound: [] };
/** People who are not called what was typed, or whose other fields may only be like it: those can be looked at. */
const FORGIVING: readonly PersonMatchKind[] = ['typo', 'phonetic', 'some', 'none', 'field', 'set', 'mixed'];

function answersTo(n: number, seen: readonly string[], matcher: QueryMatcher): { isThere: boolean; nearest: string | undefined } {
  const near = new Map<string, number>();
  for (const text of seen)
    for (const { folded, start, end } of wordsOf(text)) {
      const weight = matcher.weights(folded)?.[n] ?? 0;
      // Weights come as single-precision numbers.
      if (weight > WEIGHT.typo + 0.01) return { isThere: true, nearest: undefined };
      const word = text.slice(start, end).toLowerCase();
      if (weight > 0) near.set(word, (near.get(word) ?? 0) + 1);
    }
  const [nearest] = [...near].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return { isThere: false, nearest: nearest?.[0] };
}

function wordsOfDocument({ title, path, snippet, authors }: DocumentHit): string[] {
  return [title, path, snippet.map(({ text }) => text).join(''), ...authors.map(({ name }) => name)];
}

/** A person is found by more than a name; what matched says by what. */
function wordsOfPerson({ name, uid, title, department, location, email, matched }: PersonHit): string[] {
  const fields = [name, uid, title, department, location, email].filter((field) => field !== null);
  return [...fields, ...matched.map(({ value }) => value.map(({ text }) => text).join(''))];
}
