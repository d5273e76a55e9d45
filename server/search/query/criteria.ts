import type { DocumentCriteria, PersonCriteria } from '../../access/filter.ts';
import { placeOf } from '../documents/folder-counts.ts';
import type { EffectiveQuery } from '../operators/effective-query.ts';

/** Facets of each side, with the attribute of its index that they count. */
export const DOCUMENT_FACETS = {
  source: 'source',
  label: 'label',
  mediaType: 'mediaType',
  author: 'authors',
  language: 'language',
} as const;
export type DocumentFacet = keyof typeof DOCUMENT_FACETS;

export const PERSON_FACETS = { department: 'department', location: 'location', source: 'source' } as const;
export type PersonFacet = keyof typeof PERSON_FACETS;

export function documentCriteria(query: EffectiveQuery): DocumentCriteria {
  const { source, label, mediaType, author, language, folder, modifiedFrom, modifiedTo } = query;
  return {
    source,
    label,
    mediaType,
    author,
    writtenBy: query.writtenBy,
    language,
    folder: folder?.map(placeOf),
    modifiedFrom: modifiedFrom === undefined ? undefined : firstSecond(modifiedFrom),
    modifiedTo: modifiedTo === undefined ? undefined : lastSecond(modifiedTo),
  };
}

/** A team that was typed narrows a team that was chosen, and the other way round. */
export function personCriteria({ source, department, location, team }: EffectiveQuery): PersonCriteria {
  const ofTeam = team === undefined ? department : team.filter((name) => department?.includes(name) ?? true);
  return { source, department: ofTeam, location };
}

/**
 * Which sides an unrestricted search shows: a filter that only one side knows hides the other, because "label: policy" means
 * that documents are wanted. With filters of both, each side keeps to its own. A team is one of both: its people, and what they
 * wrote.
 */
export function wantedSides(query: EffectiveQuery): { people: boolean; documents: boolean } {
  if (query.type !== 'all') return { people: query.type === 'people', documents: query.type === 'documents' };
  const { label, mediaType, author, language, folder, modifiedFrom, modifiedTo, department, location } = query;
  const documentFilters = [label, mediaType, author, language, folder, modifiedFrom, modifiedTo];
  const ofDocuments = documentFilters.some((filter) => filter !== undefined);
  const ofPeople = [department, location].some((filter) => filter !== undefined);
  return { people: ofPeople || !ofDocuments, documents: ofDocuments || !ofPeople };
}

/** Dates without a time are whole days in UTC. */
function firstSecond(text: string): number {
  return Math.floor(Date.parse(text) / 1000);
}

function lastSecond(text: string): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text);
  return day ? firstSecond(text) + 86_399 : firstSecond(text);
}
