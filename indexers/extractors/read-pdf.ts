import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PDFParse } from 'pdf-parse';
import { z } from 'zod';
import type { Extracted, ExtractorLimits, Section } from '../types.ts';
import { parseDate } from './dates.ts';
import { usableTitle } from './document-title.ts';
import { ExtractionError } from './extraction-error.ts';
import { tidy, tooLong } from './section-builder.ts';
import { splitAuthors } from './split-authors.ts';

/** Page by page: one page that cannot be read does not lose the others. */
export async function readPdf(bytes: Uint8Array, limits: ExtractorLimits): Promise<Extracted> {
  const document = await openPdf(bytes);
  try {
    const info = await readInfo(document);
    const { sections, warnings } = await readPages(document, info.pages, limits);
    const isEmpty = sections.length === 0 && info.pages > 0 && warnings.length === 0;
    return { ...info, sections, warnings: isEmpty ? ['There is no text in it: it was probably scanned'] : warnings };
  } finally {
    await document.destroy();
  }
}

async function openPdf(bytes: Uint8Array): Promise<PDFParse> {
  // Loaded here: 80 MB that nobody but the child that reads a PDF should carry.
  const { PDFParse } = await import('pdf-parse');
  const pdfjs = dirname(createRequire(createRequire(import.meta.url).resolve('pdf-parse')).resolve('pdfjs-dist/package.json'));
  return new PDFParse({
    // pdf.js takes the buffer away from whoever gave it.
    data: new Uint8Array(bytes),
    // Without these, text in fonts with predefined character maps (Chinese, Japanese, Korean) comes out empty.
    cMapUrl: join(pdfjs, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(pdfjs, 'standard_fonts/'),
    isEvalSupported: false,
    verbosity: 0,
  });
}

const Text = z.string().optional().catch(undefined);
const Info = z.looseObject({ Title: Text, Author: Text }).catch({ Title: undefined, Author: undefined });

async function readInfo(document: PDFParse): Promise<Omit<Extracted, 'sections' | 'warnings'> & { pages: number }> {
  const result = await document.getInfo().catch((error: unknown) => {
    throw describeFailure(error);
  });
  const info = Info.parse(result.info);
  const dates = result.getDateNode();
  const title = usableTitle(info.Title);
  const createdAt = parseDate(dates.CreationDate ?? dates.XmpCreateDate);
  const modifiedAt = parseDate(dates.ModDate ?? dates.XmpModifyDate);
  return {
    pages: result.total,
    authors: splitAuthors(info.Author),
    ...(title === undefined ? {} : { title }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
  };
}

async function readPages(
  document: PDFParse,
  pages: number,
  limits: ExtractorLimits,
): Promise<Pick<Extracted, 'sections' | 'warnings'>> {
  const sections: Section[] = [];
  const unreadable: number[] = [];
  let room = limits.maxCharacters;
  const last = Math.min(pages, limits.maxPages);
  for (let page = 1; page <= last && room > 0; page += 1) {
    const text = await readPage(document, page);
    if (text === undefined) unreadable.push(page);
    else if (text !== '') sections.push({ text: text.slice(0, room), page });
    room -= text?.length ?? 0;
  }
  if (unreadable.length === last && last > 0) throw new ExtractionError('corrupt', 'None of its pages can be read');
  const warnings: string[] = [];
  if (unreadable.length > 0)
    warnings.push(`Not readable: ${unreadable.length === 1 ? 'page' : 'pages'} ${unreadable.slice(0, 20).join(', ')}`);
  if (pages > last) warnings.push(`Only the first ${last} of ${pages} pages were read`);
  if (room < 0) warnings.push(tooLong(limits));
  return { sections, warnings };
}

/** Undefined when the page cannot be read. */
async function readPage(document: PDFParse, page: number): Promise<string | undefined> {
  try {
    const { pages } = await document.getText({ first: page, last: page, pageJoiner: '' });
    return tidy(joinHyphenated((pages[0]?.text ?? '').normalize('NFC')));
  } catch {
    // Whatever pdf.js says about one page, the others may be fine; the page is named in a warning.
    return undefined;
  }
}

/** Words that were divided at the end of a line. */
function joinHyphenated(text: string): string {
  return text.replace(/(\p{Ll})[-\u00ad\u2010]\n[^\S\n]*(\p{Ll})/gu, '$1$2');
}

function describeFailure(error: unknown): ExtractionError {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException')
    return new ExtractionError('encrypted', 'The document is protected by a password', { cause: error });
  return new ExtractionError('corrupt', 'The document cannot be read: it is damaged', { cause: error });
}
