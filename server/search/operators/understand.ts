import type { Viewer } from '../../access/viewer.ts';
import type { QueryOperator, SearchQuery, Understood } from '../../contract/search.ts';
import type { SearchTools } from '../search-tools.ts';
import type { EffectiveQuery } from './effective-query.ts';
import { meaningOf, type OperatorMeaning } from './operator-meaning.ts';
import { type TypedOperator, textWithout, typedOperators } from './typed-operators.ts';

export interface UnderstoodQuestion {
  query: EffectiveQuery;
  understood: Understood;
}

/** Takes the operators out of what was typed. Without any it is the question as it came, at once. */
export async function understand(options: {
  query: SearchQuery;
  viewer: Viewer;
  signal: AbortSignal;
  tools: SearchTools;
}): Promise<UnderstoodQuestion> {
  const { query } = options;
  const typed = typedOperators(query.q);
  const plain: EffectiveQuery = { ...query, writtenBy: [], team: undefined };
  if (typed.length === 0) return { query: plain, understood: { text: query.q.trim(), operators: [] } };
  const meant = await Promise.all(typed.map(async (operator) => ({ operator, meaning: await meaningOf(operator, options) })));
  const filters = meant.filter(({ operator, meaning }) => isTakenOut(operator, meaning));
  const q = textWithout(
    query.q,
    filters.map(({ operator }) => operator),
  );
  const narrowed = filters.reduce((wanted, { meaning }) => narrow(wanted, meaning), plain);
  return {
    query: { ...narrowed, q },
    understood: { text: q.trim(), operators: meant.flatMap(({ operator, meaning }) => presented(operator, meaning)) },
  };
}

/** What is still being typed is nothing to search for. */
function isTakenOut({ kind, value }: TypedOperator, meaning: OperatorMeaning | undefined): boolean {
  return meaning?.filters !== undefined || (value === '' && kind !== 'unknown');
}

function presented({ kind, name, value, raw, start, end }: TypedOperator, meaning: OperatorMeaning | undefined): QueryOperator[] {
  if (value === '') return [];
  const shown = kind === 'unknown' ? name : kind;
  return [{ name: shown, value, raw, start, end, known: meaning !== undefined, means: meaning?.means ?? null }];
}

/** Values of one filter are alternatives; of two dates the narrower counts. */
function narrow(query: EffectiveQuery, meaning: OperatorMeaning | undefined): EffectiveQuery {
  const added = meaning?.filters;
  if (added === undefined) return query;
  return {
    ...query,
    type: query.type === 'all' ? (added.type ?? query.type) : query.type,
    label: together(query.label, added.label),
    mediaType: together(query.mediaType, added.mediaType),
    folder: together(query.folder, added.folder),
    author: together(query.author, added.author),
    team: added.team === undefined ? query.team : [...(query.team ?? []), ...added.team],
    modifiedFrom: later(query.modifiedFrom, added.modifiedFrom),
    modifiedTo: earlier(query.modifiedTo, added.modifiedTo),
    writtenBy: added.writtenBy === undefined ? query.writtenBy : [...query.writtenBy, added.writtenBy],
  };
}

function together(a: string[] | undefined, b: string[] | undefined): string[] | undefined {
  return b === undefined ? a : [...new Set([...(a ?? []), ...b])];
}

function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Date.parse(a) > Date.parse(b) ? a : b;
}

function earlier(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Date.parse(a) < Date.parse(b) ? a : b;
}
