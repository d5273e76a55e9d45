import type { FacetName } from '../../../server/contract/search.ts';

export const TABS = ['all', 'people', 'teams', 'documents'] as const;
export type Tab = (typeof TABS)[number];
export const SORTS = ['relevance', 'newest'] as const;
export type Sort = (typeof SORTS)[number];

const FACET_NAMES = [
  'department',
  'location',
  'label',
  'mediaType',
  'author',
  'language',
  'source',
] as const satisfies FacetName[];
export const PAGE_SIZE = 20;
export const LAST_PAGE = 50;

/** Everything a results page shows; the address bar holds exactly this. */
export interface SearchState {
  q: string;
  type: Tab;
  page: number;
  sort: Sort;
  filters: Readonly<Partial<Record<FacetName, readonly string[]>>>;
  /** `source:/path`; everything below counts. */
  folders: readonly string[];
  /** Only what was typed: nothing is forgiven, no synonym is used. */
  exact: boolean;
  modifiedFrom: string | null;
  modifiedTo: string | null;
}

/** Reads an address; whatever is not understood falls back to the default, so that no link is ever broken. */
export function readState(parameters: URLSearchParams): SearchState {
  const filters: Partial<Record<FacetName, readonly string[]>> = {};
  for (const name of FACET_NAMES) {
    const values = [...new Set(parameters.getAll(name).filter((value) => value !== ''))];
    if (values.length > 0) filters[name] = values;
  }
  return {
    q: parameters.get('q') ?? '',
    type: TABS.find((tab) => tab === parameters.get('type')) ?? 'all',
    page: readPage(parameters.get('page')),
    sort: SORTS.find((sort) => sort === parameters.get('sort')) ?? 'relevance',
    filters,
    folders: [...new Set(parameters.getAll('folder').filter((folder) => /^[a-z0-9-]+:\//.test(folder)))],
    exact: parameters.get('exact') === 'true',
    modifiedFrom: readDate(parameters.get('modifiedFrom')),
    modifiedTo: readDate(parameters.get('modifiedTo')),
  };
}

/** The shortest address of a state: defaults are left out, so equal states have equal addresses. */
export function writeState(state: SearchState): URLSearchParams {
  const parameters = new URLSearchParams();
  if (state.q) parameters.set('q', state.q);
  if (state.type !== 'all') parameters.set('type', state.type);
  for (const name of FACET_NAMES) for (const value of state.filters[name] ?? []) parameters.append(name, value);
  for (const folder of state.folders) parameters.append('folder', folder);
  if (state.exact) parameters.set('exact', 'true');
  if (state.modifiedFrom) parameters.set('modifiedFrom', state.modifiedFrom);
  if (state.modifiedTo) parameters.set('modifiedTo', state.modifiedTo);
  if (state.sort !== 'relevance') parameters.set('sort', state.sort);
  if (state.page > 1) parameters.set('page', String(state.page));
  return parameters;
}

/** A change of anything but the page starts again at the first page. */
export function changed(state: SearchState, change: Partial<SearchState>): SearchState {
  return { ...state, page: 1, ...change };
}

export function withValueToggled(state: SearchState, name: FacetName, value: string): SearchState {
  const values = state.filters[name] ?? [];
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  const { [name]: _, ...others } = state.filters;
  return changed(state, { filters: next.length > 0 ? { ...others, [name]: next } : others });
}

export function withoutFilters(state: SearchState): SearchState {
  return changed(state, { filters: {}, folders: [], modifiedFrom: null, modifiedTo: null });
}

export function selectedFilters(state: SearchState): { name: FacetName; value: string }[] {
  return FACET_NAMES.flatMap((name) => (state.filters[name] ?? []).map((value) => ({ name, value })));
}

export function countFilters(state: SearchState): number {
  return selectedFilters(state).length + state.folders.length + (state.modifiedFrom || state.modifiedTo ? 1 : 0);
}

/** A new query keeps the tab and drops the filters, which belonged to the old question. */
export function newQuery(q: string, type: Tab = 'all'): URLSearchParams {
  return writeState({ ...readState(new URLSearchParams()), q: q.trim(), type });
}

function readPage(value: string | null): number {
  const page = /^\d{1,3}$/.test(value ?? '') ? Number(value) : 1;
  return Math.min(Math.max(page, 1), LAST_PAGE);
}

function readDate(value: string | null): string | null {
  return value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;
}
