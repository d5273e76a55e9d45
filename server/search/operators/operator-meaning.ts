import type { Viewer } from '../../access/viewer.ts';
import type { SearchQuery } from '../../contract/search.ts';
import { folderValue } from '../documents/folder-counts.ts';
import { peopleNamed } from '../people/people-named.ts';
import type { SearchTools } from '../search-tools.ts';
import { everybodyUnder, teamsNamed } from '../teams/teams.ts';
import { fold } from '../text/fold.ts';
import { dayBefore, firstDayOf } from './dates.ts';
import { mediaFamily } from './media-families.ts';
import type { TypedOperator } from './typed-operators.ts';

/** What an operator asks for. */
export interface OperatorMeaning {
  /** Undefined for what stays among the words: phrases, and words to leave out. */
  filters: OperatorFilters | undefined;
  /** What the value was taken for, where that says more than the value. */
  means: string | null;
}

export interface OperatorFilters extends Partial<Pick<SearchQuery, 'label' | 'mediaType' | 'folder' | 'author'>> {
  type?: 'people' | 'documents';
  modifiedFrom?: string;
  modifiedTo?: string;
  team?: readonly string[];
  writtenBy?: readonly string[];
}

interface Asking {
  viewer: Viewer;
  signal: AbortSignal;
  tools: SearchTools;
}

/** More authors than these would be as good as all of them. */
const MOST_AUTHORS = 5000;

/** Undefined when the value means nothing that is known: then it is searched for like other words. */
export async function meaningOf(operator: TypedOperator, asking: Asking): Promise<OperatorMeaning | undefined> {
  const { kind, value } = operator;
  if (kind === 'phrase' || kind === 'without') return { filters: undefined, means: null };
  if (kind === 'unknown' || value === '') return undefined;
  switch (kind) {
    case 'from':
      return await writtenBy(value, asking);
    case 'team':
      return await ofTeam(value, asking);
    case 'by':
      return await byMany(value, asking);
    case 'type':
      return ofType(value);
    case 'in':
      return await inFolder(value, asking);
    case 'after': {
      const day = firstDayOf(value, Date.now());
      return day === undefined ? undefined : { filters: { modifiedFrom: day }, means: day };
    }
    case 'before': {
      const day = firstDayOf(value, Date.now());
      return day === undefined ? undefined : { filters: { modifiedTo: dayBefore(day) }, means: day };
    }
    case 'label':
      return { filters: { label: [value] }, means: null };
    default:
      return kind satisfies never;
  }
}

/** Everybody of that name, and what documents say of authors whom no directory knows. */
async function writtenBy(value: string, asking: Asking): Promise<OperatorMeaning> {
  const people = await peopleNamed(value, asking);
  const [only, another] = people;
  const entries = people.flatMap(({ id }) => asking.tools.foldPeople.entriesOf(id));
  return {
    filters: { author: [value, ...entries] },
    means: only !== undefined && another === undefined ? only.name : null,
  };
}

/** People of the team, and what they wrote. */
async function ofTeam(value: string, { tools }: Asking): Promise<OperatorMeaning | undefined> {
  const { teams } = await tools.teams.now();
  const found = teamsNamed(teams, value);
  if (found.length === 0) return undefined;
  const ids = found.flatMap(({ people }) => people.map(({ id }) => id)).slice(0, MOST_AUTHORS);
  return {
    filters: { team: found.map(({ name }) => name), writtenBy: ids.flatMap((id) => tools.foldPeople.entriesOf(id)) },
    means: found.map(({ name }) => name).join(', '),
  };
}

/** `by:under(ada)`: documents of hers and of everybody below her; `by:team(sales)`. */
async function byMany(value: string, asking: Asking): Promise<OperatorMeaning | undefined> {
  const { how = '', whom = '' } = /^(?<how>\p{L}+)\((?<whom>[^()]*)\)?$/u.exec(value)?.groups ?? {};
  if (how === 'team') {
    const team = await ofTeam(whom, asking);
    return team && { ...team, filters: { writtenBy: team.filters?.writtenBy ?? [], type: 'documents' } };
  }
  if (how !== 'under' && how !== 'unter') return undefined;
  const [top] = await peopleNamed(whom, asking);
  const { roster } = await asking.tools.teams.now();
  if (top === undefined || roster === undefined) return undefined;
  const ids = everybodyUnder(roster, top.id).slice(0, MOST_AUTHORS);
  const entries = ids.flatMap((id) => asking.tools.foldPeople.entriesOf(id));
  return { filters: { writtenBy: entries, type: 'documents' }, means: top.name };
}

const SIDES: Record<string, 'people' | 'documents'> = {
  people: 'people',
  person: 'people',
  personen: 'people',
  leute: 'people',
  documents: 'documents',
  document: 'documents',
  dokumente: 'documents',
  dokument: 'documents',
};

function ofType(value: string): OperatorMeaning | undefined {
  const side = SIDES[fold(value)];
  if (side !== undefined) return { filters: { type: side }, means: null };
  const family = mediaFamily(value);
  return family && { filters: { mediaType: [...family.mediaTypes] }, means: family.shown };
}

/** A source, the way to a folder as one would write it, or the name of a folder in which this viewer may read something. */
async function inFolder(value: string, { viewer, signal, tools }: Asking): Promise<OperatorMeaning | undefined> {
  const { folders } = await tools.viewerPlaces(viewer, signal);
  const wanted = fold(value.replace(/^\/+|\/+$/g, ''));
  const meant = (places: typeof folders): OperatorMeaning => ({
    filters: { folder: places.map(folderValue) },
    means: places.map(folderValue).join(', '),
  });
  const exact = folders.filter((place) =>
    [place.path || place.source, folderValue(place)].some((name) => fold(name) === fold(value) || fold(name) === wanted),
  );
  if (exact.length > 0) return meant(exact);
  const { source, path } = /^(?<source>[a-z0-9-]+):\/+(?<path>.*?)\/*$/.exec(value)?.groups ?? {};
  // That others exist is not for everyone to know.
  const visible = folders.flatMap((place) => (place.path === '' ? [place.source] : []));
  if (source !== undefined && path !== undefined && visible.includes(source)) return meant([{ source, path }]);
  const named = folders.filter((place) => fold(place.path).endsWith(`/${wanted}`));
  if (named.length > 0) return meant(named);
  // Deeper than is known here: from the top of any source. What begins with one was meant above, if it is known.
  const isWay = value.includes('/') && wanted !== '' && source === undefined && visible.length > 0;
  return isWay ? meant(visible.map((one) => ({ source: one, path: value.replace(/^\/+|\/+$/g, '') }))) : undefined;
}
