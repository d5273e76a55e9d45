import type { Extracted } from '../../types/extraction.ts';
import { parseDate } from '../dates.ts';
import { usableTitle } from '../document-title.ts';
import { splitAuthors } from '../split-authors.ts';
import { parsePdfDate } from './pdf-date.ts';
import type { Pdfium } from './pdfium.ts';

export type DocumentInfo = Pick<Extracted, 'title' | 'authors' | 'createdAt' | 'modifiedAt' | 'language'>;

/** What a document says of itself, as its words and dates stand in the file. */
export interface RawInfo {
  title?: string | undefined;
  author?: string | undefined;
  created?: string | Date | undefined;
  modified?: string | Date | undefined;
  language?: string | undefined;
}

/** The document information dictionary and the catalog's language (ISO 32000-1 §14.3.3, §14.9.2). */
export function readInfo({ api, readUtf16 }: Pdfium, document: number): DocumentInfo {
  const entry = (key: string): string => readUtf16((at, bytes) => api.FPDF_GetMetaText(document, key, at, bytes));
  return toInfo({
    title: entry('Title'),
    author: entry('Author'),
    created: entry('CreationDate'),
    modified: entry('ModDate'),
    language: readUtf16((at, bytes) => api.FPDFCatalog_GetLanguage(document, at, bytes)),
  });
}

export function toInfo(raw: RawInfo): DocumentInfo {
  const title = usableTitle(raw.title);
  const createdAt = readDate(raw.created);
  const modifiedAt = readDate(raw.modified);
  const language = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(raw.language ?? '') ? raw.language : undefined;
  return {
    authors: splitAuthors(raw.author),
    ...(title !== undefined && { title }),
    ...(createdAt !== undefined && { createdAt }),
    ...(modifiedAt !== undefined && { modifiedAt }),
    ...(language !== undefined && { language }),
  };
}

function readDate(date: string | Date | undefined): number | undefined {
  // Some programs write a date of their own taste.
  return typeof date === 'string' ? (parsePdfDate(date) ?? parseDate(date)) : parseDate(date);
}
