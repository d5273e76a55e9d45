import type { Expansion } from '../../curation/curation.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { QueryTerms } from '../terms/query-terms.ts';
import type { Alternative, TermReader } from '../terms/term-reader.ts';
import type { Candidate } from './passage-hit.ts';

/** A query as documents answer it: what is another way to say it in one language means something else in the others. */
export interface DocumentTerms extends QueryTerms {
  /** In documents of these languages (ISO 639-1) instead of this: the same, and at the end the sequences of that language. */
  inLanguage?: ReadonlyMap<string, QueryTerms>;
}

/** The words of a query with the other ways to say it. */
export function documentTerms(
  terms: Pick<TermReader, 'understand'>,
  o: { parsed: ParsedQuery; expansions: readonly Expansion[]; forgiven: ReadonlySet<number> | undefined },
): DocumentTerms {
  const { parsed, expansions, forgiven } = o;
  const byLanguage = Map.groupBy(expansions, ({ language }) => language);
  const ofAll = byLanguage.get(undefined) ?? [];
  const understandWith = (own: readonly Expansion[]) =>
    terms.understand(parsed, { alternatives: alternatives([...ofAll, ...own]), forgiven });
  const inLanguage = [...byLanguage].flatMap(([language, own]) =>
    language === undefined ? [] : [[language, understandWith(own)] as const],
  );
  return { ...understandWith([]), inLanguage: new Map(inLanguage) };
}

/** What counts in a document. */
export function termsFor({ language }: Pick<Candidate, 'language'>, terms: DocumentTerms): QueryTerms {
  return (language === null ? undefined : terms.inLanguage?.get(language)) ?? terms;
}

function alternatives(expansions: readonly Expansion[]): Alternative[] {
  return expansions.flatMap(({ from, to, alternatives: others, weight }) =>
    // An alternative of a run answers each of its words.
    others.flatMap((other) => range(from, to).map((word) => ({ word, text: other.join(' '), weight }))),
  );
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, n) => from + n);
}
