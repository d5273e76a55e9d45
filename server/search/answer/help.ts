import type { Viewer } from '../../access/viewer.ts';
import type { Help } from '../../contract/search.ts';
import { allWordsQuery } from '../documents/document-queries.ts';
import { findExperts } from '../experts/find-experts.ts';
import type { EffectiveQuery } from '../operators/effective-query.ts';
import { allWordsPeopleQuery } from '../people/people-queries.ts';
import { documentCriteria, personCriteria, wantedSides } from '../query/criteria.ts';
import type { EngineQuery } from '../query/multi-search.ts';
import { type ParsedQuery, parseQuery } from '../query/parse-query.ts';
import type { SearchTools } from '../search-tools.ts';
import { isStopWord } from '../text/stop-words.ts';

interface Asking {
  query: EffectiveQuery;
  parsed: ParsedQuery;
  viewer: Viewer;
  signal: AbortSignal;
  tools: SearchTools;
}

const EXPERTS = 3;
const SPELLINGS = 3;
const MOST_PIECES = 6;

/**
 * What may be done about a question without results: one request of plain counts, all with the viewer's filter, so that nothing is
 * promised that would not be shown.
 */
export async function helpWith(asking: Asking): Promise<Help> {
  const { query, parsed, viewer, signal, tools } = asking;
  const attempts = attemptsOf(asking);
  const queries = attempts.map((attempt) => countQueries(asking, attempt));
  const [results, experts] = await Promise.all([
    tools.multiSearch(queries.flat(), signal),
    parsed.words.length > 0 ? findExperts({ query: query.q, limit: EXPERTS, viewer, signal, tools }) : [],
  ]);
  const counted = attempts.map((attempt, n) => ({
    ...attempt,
    total: results.splice(0, queries[n]?.length ?? 0).reduce((sum, { totalHits }) => sum + (totalHits ?? 0), 0),
  }));
  const helping = counted.filter(({ total }) => total > 0);
  const filters = counted.find(({ kind }) => kind === 'filters');
  return {
    ...(filters !== undefined && { withoutFilters: filters.total }),
    withoutWord: helping.flatMap(({ kind, word, q, total }) => (kind === 'word' ? [{ word, q, total }] : [])),
    spelling: helping
      .flatMap(({ kind, word, corrected, q }) => (kind === 'spelling' ? [{ original: word, corrected, q }] : []))
      .slice(0, SPELLINGS),
    experts,
  };
}

interface Attempt {
  kind: 'filters' | 'word' | 'spelling';
  /** What is left out or replaced. */
  word: string;
  corrected: string;
  q: string;
  query: EffectiveQuery;
}

function attemptsOf({ query, parsed, tools }: Asking): Attempt[] {
  const bare = withoutFilters(query);
  const attempt = (
    kind: Attempt['kind'],
    q: string,
    o: { word?: string; corrected?: string; from?: EffectiveQuery },
  ): Attempt => ({
    kind,
    word: o.word ?? '',
    corrected: o.corrected ?? '',
    q,
    query: { ...(o.from ?? query), q },
  });
  const pieces = piecesOf(query.q);
  const shorter = pieces.length < 2 ? [] : pieces.slice(0, MOST_PIECES);
  return [
    ...(isNarrowed(query) ? [attempt('filters', query.q, { from: bare })] : []),
    ...shorter.map((piece) => attempt('word', pieces.filter((other) => other !== piece).join(' '), { word: piece })),
    ...parsed.words
      .filter(({ inPhrase }) => !inPhrase)
      .slice(0, MOST_PIECES)
      .flatMap(({ text, folded }) =>
        tools.terms
          .near(folded)
          .filter((near) => !isStopWord(near))
          .map((corrected) => attempt('spelling', query.q.replace(text, corrected), { word: text, corrected })),
      ),
  ];
}

function piecesOf(q: string): string[] {
  return q.match(/-?"[^"]*"?|[^\s"]+/g) ?? [];
}

function isNarrowed(query: EffectiveQuery): boolean {
  const { source, label, mediaType, author, language, folder, department, location, modifiedFrom, modifiedTo, team } = query;
  const filters = [source, label, mediaType, author, language, folder, department, location, modifiedFrom, modifiedTo, team];
  return filters.some((filter) => filter !== undefined) || query.writtenBy.length > 0;
}

function withoutFilters({ q, type, page, pageSize, sort, fold, exact, counts, explain }: EffectiveQuery): EffectiveQuery {
  return { q, type, page, pageSize, sort, fold, exact, counts, explain, writtenBy: [], team: undefined };
}

/** Counts of all the words together, as both sides would find them. */
function countQueries({ viewer, tools }: Asking, attempt: Attempt): EngineQuery[] {
  const { query } = attempt;
  const parsed = parseQuery(`${countedText(attempt)} `, { isExact: query.exact });
  if (parsed.words.length === 0) return [];
  const { people, documents } = wantedSides(query);
  // Words that are near are those of documents.
  const isAsked = people && attempt.kind !== 'spelling';
  const counted = (one: EngineQuery): EngineQuery => ({ ...one, hitsPerPage: 1, facets: [] });
  return [
    ...(isAsked
      ? [counted(allWordsPeopleQuery({ parsed, filter: tools.filters.people(viewer, personCriteria(query)), facets: [] }))]
      : []),
    ...(documents
      ? [counted(allWordsQuery({ parsed, filter: tools.filters.documents(viewer, documentCriteria(query)), facets: [] }))]
      : []),
  ];
}

/**
 * A word that is near has to be there as it is, which the engine takes quotes for: it may stand only in what this viewer may not
 * read, and another that is like it in what they may.
 */
function countedText({ kind, corrected, q }: Attempt): string {
  return kind === 'spelling' ? `"${corrected}" ${q}` : q;
}
