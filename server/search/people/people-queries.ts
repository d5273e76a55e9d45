import type { Filter } from '../../access/filter.ts';
import { engineText } from '../documents/document-queries.ts';
import type { EngineQuery } from '../query/multi-search.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import { foldExpanded } from '../text/fold.ts';
import { PERSON_FIELDS } from './person-hit.ts';

/** People with all the words that are ranked by us; those after them keep the engine's order. */
export const RANKED_PEOPLE = 100;
const FURTHER = 20;

export interface PeopleQueryPlan {
  parsed: ParsedQuery;
  filter: Filter;
  facets: readonly string[];
}

/** People who match all the words, exactly counted. */
export function allWordsPeopleQuery({ parsed, filter, facets }: PeopleQueryPlan): EngineQuery {
  return {
    index: 'people',
    q: engineText(parsed, parsed.words),
    filter,
    matchingStrategy: 'all',
    attributesToRetrieve: PERSON_FIELDS,
    page: 1,
    hitsPerPage: RANKED_PEOPLE,
    facets,
  };
}

/** People the first query misses: with some of the words, with umlauts written out, or by a number. */
export function furtherPeopleQueries({ parsed, filter }: PeopleQueryPlan): EngineQuery[] {
  const base = { index: 'people', filter, attributesToRetrieve: PERSON_FIELDS, limit: FURTHER } as const;
  const queries: EngineQuery[] = [];
  if (parsed.words.length > 1) queries.push({ ...base, q: engineText(parsed, parsed.words), matchingStrategy: 'last' });
  const expanded = foldExpanded(parsed.text);
  if (expanded !== undefined) queries.push({ ...base, q: expanded, matchingStrategy: 'all', attributesToSearchOn: ['nameFold'] });
  for (const digits of numberForms(parsed))
    queries.push({ ...base, q: digits, matchingStrategy: 'all', attributesToSearchOn: ['phoneDigits', 'employeeNumber'] });
  return queries;
}

/** A number typed with its country code finds one that the directory has without, whose forms begin one to three digits later. */
export function numberForms(parsed: Pick<ParsedQuery, 'phone' | 'text'>): string[] {
  if (parsed.phone === undefined) return [];
  if (!/^\s*(\+|00)/.test(parsed.text)) return [parsed.phone];
  const international = parsed.phone.replace(/^00/, '');
  return [international, ...[1, 2, 3].map((length) => international.slice(length)).filter((rest) => rest.length >= 7)];
}
