import { depthOf, folderAttribute, folderCode } from '../search/index/folder-fields.ts';
import type { ReadableAcls, ReadableSet } from './readable-acls.ts';
import { coverSlots } from './slot-cover.ts';
import type { Viewer } from './viewer.ts';

/** A Meilisearch filter expression that was made here: the only kind the search code accepts. */
export type Filter = string & { readonly madeByAccess: unique symbol };

/** What documents are wanted; several values of one kind are alternatives, different kinds must all hold. */
export interface DocumentCriteria {
  source?: readonly string[] | undefined;
  label?: readonly string[] | undefined;
  mediaType?: readonly string[] | undefined;
  /** Names as shown, or ids of people. */
  author?: readonly string[] | undefined;
  /** Ids of people: a document must be by one of each of these lists. */
  writtenBy?: readonly (readonly string[])[] | undefined;
  language?: readonly string[] | undefined;
  /** Of folders (`path` is '' for the whole source), everything below. */
  folder?: readonly FolderPlace[] | undefined;
  /** Seconds since 1970, inclusive. */
  modifiedFrom?: number | undefined;
  modifiedTo?: number | undefined;
  documentIds?: readonly string[] | undefined;
  exceptDocumentIds?: readonly string[] | undefined;
  /** The slots under which the index has the documents that are asked for, where they are known: then no others are named. */
  slots?: readonly number[] | undefined;
}

export interface FolderPlace {
  source: string;
  path: string;
}

export interface PersonCriteria {
  source?: readonly string[] | undefined;
  department?: readonly string[] | undefined;
  location?: readonly string[] | undefined;
  ids?: readonly string[] | undefined;
  exceptIds?: readonly string[] | undefined;
}

/** Writes every filter of a search, so that none can be without the viewer's rights and none can be broken out of. */
export interface Filters {
  documents(viewer: Viewer, criteria: DocumentCriteria): Filter;
  /** People of the directory are for everyone who may sign in or visit. */
  people(viewer: Viewer, criteria: PersonCriteria): Filter;
}

export function createFilters(options: {
  readableAcls: ReadableAcls;
  /** Those of the configuration: what is left in the index of another is for nobody. */
  sources: readonly string[];
  /** People whose accounts have ended: found by nobody, counted nowhere. */
  hiddenPeople?: () => readonly string[];
}): Filters {
  // What a viewer may read can be long; its text is the same for all searches of a viewer.
  const clauses = new WeakMap<ReadableSet, string>();

  function mayRead(viewer: Viewer, slots: readonly number[] | undefined): string {
    const readable = options.readableAcls.readable(viewer);
    if (slots !== undefined) return isAnyOf('aclId', readableAmong(slots, readable));
    const clause = clauses.get(readable) ?? inReadableSlot(readable);
    clauses.set(readable, clause);
    return clause;
  }

  function isLeftOut(viewer: Viewer): string {
    const documentIds = options.readableAcls.leftOut(viewer);
    return documentIds.length === 0 ? '' : `NOT ${isOneOf('documentId', documentIds)}`;
  }

  function ofSources(wanted: readonly string[] = options.sources): string {
    return isOneOf(
      'source',
      wanted.filter((source) => options.sources.includes(source)),
    );
  }

  return {
    documents: (viewer, criteria) =>
      filter([mayRead(viewer, criteria.slots), isLeftOut(viewer), ofSources(criteria.source), ...documentConditions(criteria)]),
    people: (_viewer, criteria) =>
      filter([
        ofSources(criteria.source),
        isOneOf('department', criteria.department),
        isOneOf('location', criteria.location),
        isOneOf('id', criteria.ids),
        isNoneOf('id', [...(criteria.exceptIds ?? []), ...(options.hiddenPeople?.() ?? [])]),
      ]),
  };
}

function documentConditions(criteria: DocumentCriteria): string[] {
  const { author, modifiedFrom, modifiedTo } = criteria;
  return [
    isOneOf('label', criteria.label),
    isOneOf('mediaType', criteria.mediaType),
    isOneOf('language', criteria.language),
    isOneOf('documentId', criteria.documentIds),
    isNoneOf('documentId', criteria.exceptDocumentIds ?? []),
    isInFolder(criteria.folder),
    isBy(author),
    ...(criteria.writtenBy ?? []).map((ids) => isOneOf('authorIds', ids)),
    modifiedFrom === undefined ? '' : `modifiedAt >= ${wholeNumber(modifiedFrom)}`,
    modifiedTo === undefined ? '' : `modifiedAt <= ${wholeNumber(modifiedTo)}`,
  ];
}

function isBy(author: readonly string[] | undefined): string {
  return author === undefined ? '' : `(${isOneOf('authors', author)} OR ${isOneOf('authorIds', author)})`;
}

function isInFolder(folders: readonly FolderPlace[] | undefined): string {
  if (folders === undefined) return '';
  const places = folders.map(({ source, path }) => {
    const below = path === '' ? '' : ` AND ${isOneOf(folderAttribute(depthOf(path)), [folderCode(path)])}`;
    return `(${isOneOf('source', [source])}${below})`;
  });
  // No folder at all is none of them.
  return places.length === 0 ? isOneOf('source', []) : `(${places.join(' OR ')})`;
}

/**
 * The bound keeps everything else out whatever the names say: slots that are younger than the evaluation, and passages without a
 * number.
 */
function inReadableSlot({ slots, highest }: ReadableSet): string {
  if (slots.length === 0) return isAnyOf('aclId', []);
  const { include, exclude } = coverSlots([...slots], highest);
  const names = include === undefined ? '' : ` AND aclNodes IN [${include.join(',')}]`;
  const exceptions = exclude.length === 0 ? '' : ` AND NOT aclNodes IN [${exclude.join(',')}]`;
  return `aclId 1 TO ${wholeNumber(highest)}${names}${exceptions}`;
}

function readableAmong(slots: readonly number[], readable: ReadableSet): number[] {
  const wanted = new Set(slots);
  return [...readable.slots].filter((slot) => wanted.has(slot));
}

function isAnyOf(attribute: 'aclId', numbers: readonly number[]): string {
  return `${attribute} IN [${numbers.map(wholeNumber).join(',')}]`;
}

/** `IN` is the only form that stays fast with thousands of values; an empty list matches nothing. */
function isOneOf(attribute: string, values: readonly string[] | undefined): string {
  return values === undefined ? '' : `${attribute} IN [${values.map(quoted).join(', ')}]`;
}

function isNoneOf(attribute: string, values: readonly string[]): string {
  return values.length === 0 ? '' : `${attribute} NOT IN [${values.map(quoted).join(', ')}]`;
}

/** Inside double quotes only the quote and the backslash have a meaning. */
function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

function wholeNumber(value: number): string {
  return Math.trunc(value).toFixed(0);
}

function filter(conditions: string[]): Filter {
  // The one place where the brand is given.
  return conditions.filter((condition) => condition !== '').join(' AND ') as Filter;
}

/** For housekeeping of an index, never for an answer: documents written by another version of the code. */
export function otherSchemaThan(schema: number): Filter {
  return filter([`schema != ${wholeNumber(schema)}`]);
}

/** For housekeeping of an index, never for an answer: everything that came from a source. */
export function ofSource(source: string): Filter {
  return filter([isOneOf('source', [source])]);
}

/** For housekeeping of an index, never for an answer: what came of these records. */
export function ofTheseRecords(o: { source: string; kind: 'person' | 'document'; ids: readonly string[] }): Filter {
  return filter([isOneOf('source', [o.source]), isOneOf(o.kind === 'person' ? 'id' : 'documentId', o.ids)]);
}

/** For housekeeping of an index, never for an answer: the passages of these documents. */
export function ofTheseDocuments(documentIds: readonly string[]): Filter {
  return filter([isOneOf('documentId', documentIds)]);
}
