import type { Query } from '../scoring/trec-files.ts';

/** A question that is known to want a person or a document. */
export interface LabelledQuery extends Query {
  wants: 'person' | 'document';
  /** Of which one must be found, as `personKey` and `documentKey` name them. */
  wanted: readonly string[];
  /** The public set that what is wanted comes from. */
  from: string;
}

export const personKey = (id: string): string => `person ${id}`;
export const documentKey = (source: string, file: string): string => `document ${source}/${file}`;
