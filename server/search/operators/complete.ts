import type { Viewer } from '../../access/viewer.ts';
import type { Completion } from '../../contract/search.ts';
import { folderValue } from '../documents/folder-counts.ts';
import { peopleNamed } from '../people/people-named.ts';
import { presentPeople } from '../people/present-person.ts';
import { parseQuery } from '../query/parse-query.ts';
import { createQueryMatcher } from '../rank/query-matcher.ts';
import type { SearchTools } from '../search-tools.ts';
import { teamsNamed } from '../teams/teams.ts';
import { fold } from '../text/fold.ts';
import { mediaFamilyNames } from './media-families.ts';
import { type FilterOperator, isFilter, type TypedOperator, typedOperators } from './typed-operators.ts';

interface Asking {
  viewer: Viewer;
  signal: AbortSignal;
  tools: SearchTools;
}

const MOST = 8;

/** Values for the operator at the end of what is being typed; undefined when there is none. */
export async function complete(query: string, asking: Asking): Promise<Completion[] | undefined> {
  const last = typedOperators(query).at(-1);
  if (last === undefined || last.end !== query.length || !isFilter(last.kind)) return undefined;
  const { kind } = last;
  const values = (await valuesOf(kind, last.value, asking)).slice(0, MOST);
  return values.map(({ insert, ...shown }) => ({ ...shown, operator: kind, q: replaced(query, last, insert) }));
}

interface Value {
  insert: string;
  text: string;
  hint: string | null;
  photoUrl: string | null;
}

const plain = (text: string): Value => ({ insert: text, text, hint: null, photoUrl: null });

async function valuesOf(kind: FilterOperator, typed: string, asking: Asking): Promise<Value[]> {
  const { viewer, signal, tools } = asking;
  const begins = (text: string) => fold(text).startsWith(fold(typed));
  switch (kind) {
    case 'from':
      return await people(typed, asking);
    case 'team': {
      const { teams } = await tools.teams.now();
      return (typed === '' ? teams : teamsNamed(teams, typed)).map(({ name }) => plain(name));
    }
    case 'type':
      return [...mediaFamilyNames(), 'people', 'documents'].filter(begins).map(plain);
    case 'label':
      return (await tools.viewerPlaces(viewer, signal)).labels.filter(begins).map(plain);
    case 'in': {
      const { folders } = await tools.viewerPlaces(viewer, signal);
      return folders
        .map((place) => ({ value: folderValue(place), name: place.path.split('/').at(-1) || place.source }))
        .filter(({ value, name }) => begins(name) || begins(value))
        .map(({ value, name }) => ({ insert: value, text: name, hint: value, photoUrl: null }));
    }
    case 'after':
    case 'before':
      return DATES.filter(begins).map(plain);
    case 'by':
      return [];
    default:
      return kind satisfies never;
  }
}

const DATES = ['today', 'yesterday', 'this-week', 'last-week', 'this-month', 'last-month', 'this-year', 'last-year'];

async function people(typed: string, asking: Asking): Promise<Value[]> {
  const found = await peopleNamed(typed, { ...asking, limit: MOST });
  const parsed = parseQuery(typed);
  const ranked = found.map(({ id }) => ({ id, score: 0 }));
  const { directory } = asking.tools;
  return presentPeople({ ranked, directory, parsed, matcher: createQueryMatcher(parsed) }).map(
    ({ uid, name, department, title, photoUrl }) => ({ insert: uid, text: name, hint: department ?? title, photoUrl }),
  );
}

function replaced(query: string, { start, name }: TypedOperator, value: string): string {
  return `${query.slice(0, start)}${name}:${/[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value} `;
}
