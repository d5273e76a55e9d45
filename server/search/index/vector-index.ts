import type { PassageDocument } from './passage-index.ts';

/** Raised when the fields below change their meaning: an index with others is emptied and made again from the passages. */
export const VECTORS_SCHEMA = 1;

/** What of a passage is repeated beside its vector, so that every filter of a search of passages holds for vectors too. */
export const VECTOR_FIELDS = [
  'id',
  'documentId',
  'n',
  'aclId',
  'aclNodes',
  'source',
  'label',
  'mediaType',
  'language',
  'authors',
  'authorIds',
  'modifiedAt',
] as const satisfies (keyof PassageDocument)[];

/** The vector of a passage as Meilisearch keeps it; the text stays with the passage. */
export interface VectorDocument extends Pick<PassageDocument, (typeof VECTOR_FIELDS)[number]> {
  schema: number;
  /** Of the text that was embedded, and of the model. */
  hash: string;
  /** By the name of the embedder. */
  _vectors?: Record<string, readonly number[]>;
}

/** Those of changed fields of a passage that its vector has as well. */
export function vectorFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => VECTOR_FIELDS.some((field) => field === name)));
}
