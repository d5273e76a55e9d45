import { z } from 'zod';
import type { DocumentAuthor, DocumentRecord } from '#indexers/types/records.ts';
import { nodesOf, slotOf } from '../../access/slot-nodes.ts';
import { codesIn } from './codes.ts';
import { type FolderFields, folderFields } from './folder-fields.ts';

/** Raised when the fields below change their meaning: passages of an older one are carried over by `upgradePassage`. */
export const PASSAGES_SCHEMA = 3;

/** One passage as Meilisearch keeps it; what describes the document is repeated in each of its passages. */
export interface PassageDocument {
  /** `<documentId>-<n>`, see `passageId`. */
  id: string;
  schema: number;
  documentId: string;
  /** Position in the document, from 0. */
  n: number;
  title: string;
  /** File name. */
  name: string;
  path: string;
  /** The folders of the path as words. */
  folders: string;
  /** The same to filter by, see `folderFields`. */
  folderAt: FolderFields;
  /** `PRJ-1234` of the title and the text also as `prj1234`, and the other way round. */
  codes: string[];
  /** The same of the file name. */
  nameCodes: string[];
  heading: string | null;
  page: number | null;
  text: string;
  /** Number of the slot whose access list holds; 0 for nobody. */
  aclId: number;
  /** The groups of slots it is in, see `nodesOf`. */
  aclNodes: string[];
  source: string;
  label: string | null;
  mediaType: string;
  language: string | null;
  authors: string[];
  authorIds: string[];
  /** As shown: names with the person's id. */
  authorsShown: { name: string; personId: string | null }[];
  /** Seconds since 1970. */
  modifiedAt: number;
  size: number;
  pages: number | null;
  /** What is missing from the text, in words. */
  partial: string | null;
  /** Some of its pages were read by OCR. */
  scanned: boolean;
}

export function passageId(documentId: string, n: number): string {
  return `${documentId}-${n}`;
}

/** Ids from `from` up to, not including, `to`. */
export function passageIds(documentId: string, from: number, to: number): string[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => passageId(documentId, from + index));
}

export function passageDocuments(record: DocumentRecord): PassageDocument[] {
  const shared = {
    schema: PASSAGES_SCHEMA,
    documentId: record.id,
    title: record.title,
    ...placeFields(record),
    ...accessFields(record.aclId),
    source: record.source,
    mediaType: record.mediaType,
    language: record.language ?? null,
    ...authorFields(record.authors),
    modifiedAt: Math.floor(record.modifiedAt / 1000),
    size: record.size,
    pages: record.pages ?? null,
    partial: record.warnings.length === 0 ? null : record.warnings.join('; '),
    scanned: (record.scan?.read ?? 0) > 0,
  };
  const titleCodes = codesIn(record.title);
  return record.passages.map((passage, n) => ({
    id: passageId(record.id, n),
    ...shared,
    n,
    codes: [...new Set([...titleCodes, ...codesIn(passage.text)])],
    heading: passage.heading ?? null,
    page: passage.page ?? null,
    text: passage.text,
  }));
}

/** Who wrote it: as facets, to filter by, as shown. */
export function authorFields(
  authors: readonly DocumentAuthor[],
): Pick<PassageDocument, 'authors' | 'authorIds' | 'authorsShown'> {
  return {
    authors: authors.map((author) => author.name),
    authorIds: authors.flatMap((author) => (author.personId === null ? [] : [author.personId])),
    authorsShown: authors.map(({ name, personId }) => ({ name, personId })),
  };
}

/** What says who may read it. Text that is no number of a slot is nobody's. */
export function accessFields(aclId: string): Pick<PassageDocument, 'aclId' | 'aclNodes'> {
  const slot = slotOf(aclId);
  return slot === undefined ? { aclId: 0, aclNodes: [] } : { aclId: slot, aclNodes: nodesOf(slot) };
}

/** Finds the slot of the access list that an older schema called by a hash; undefined when nobody knows it any more. */
export type SlotOfHash = (source: string, hash: string) => string | undefined;

const Older = z.looseObject({
  id: z.string(),
  schema: z.int(),
  source: z.string(),
  path: z.string(),
  aclId: z.union([z.string(), z.number()]),
});

/** Carries a passage of an older schema over: before 2 it named its access list by a hash, before 3 its folders had no fields. */
export function upgradePassage(document: unknown, slotOfHash: SlotOfHash): { id: string; schema: number } {
  const passage = Older.parse(document);
  const aclId = passage.schema < 2 ? (slotOfHash(passage.source, String(passage.aclId)) ?? '') : String(passage.aclId);
  const folders = { folderAt: folderFields(passage.path) };
  return { ...passage, ...accessFields(aclId), ...folders, schema: PASSAGES_SCHEMA };
}

/** What a move changes; the title only when it was the file's name. */
export function placeFields(place: { path: string; name: string; label?: string | undefined; title?: string | undefined }) {
  return {
    ...(place.title !== undefined && { title: place.title }),
    path: place.path,
    name: place.name,
    nameCodes: codesIn(place.name),
    folders: place.path.split('/').slice(0, -1).join(' / '),
    folderAt: folderFields(place.path),
    label: place.label ?? null,
  };
}
