import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PDFParse } from 'pdf-parse';
import { z } from 'zod';
import { ExtractionError } from '../extraction-error.ts';
import { cleanText } from './clean-text.ts';
import { type DocumentInfo, toInfo } from './document-info.ts';

/** The document as pdf.js reads it. */
export interface SecondOpinion {
  /** Throws `ExtractionError` when the document cannot be opened. */
  info(): Promise<DocumentInfo & { pageCount: number }>;
  /** Undefined when the page cannot be read. */
  pageText(page: number): Promise<string | undefined>;
}

/** Opens nothing before it is asked. */
export async function withSecondOpinion<Result>(
  bytes: Uint8Array,
  work: (opinion: SecondOpinion) => Promise<Result>,
): Promise<Result> {
  let document: PDFParse | undefined;
  const open = async (): Promise<PDFParse> => {
    document ??= await openDocument(bytes);
    return document;
  };
  try {
    return await work({ info: async () => readInfo(await open()), pageText: async (page) => readPage(await open(), page) });
  } finally {
    await document?.destroy();
  }
}

async function openDocument(bytes: Uint8Array): Promise<PDFParse> {
  // pdf.js makes one when it is loaded, for drawing, and would take the class from native code, which is not to be loaded here.
  if (!('DOMMatrix' in globalThis)) Object.assign(globalThis, { DOMMatrix: class {} });
  // Loaded here: 80 MB that nobody should carry who does not need them.
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
const Info = z.looseObject({ Title: Text, Author: Text, Language: Text }).catch({});

async function readInfo(document: PDFParse): Promise<DocumentInfo & { pageCount: number }> {
  const result = await document.getInfo().catch((error: unknown) => {
    throw describeFailure(error);
  });
  const { Title, Author, Language } = Info.parse(result.info);
  const dates = result.getDateNode();
  return {
    ...toInfo({
      title: Title,
      author: Author,
      language: Language,
      created: dates.CreationDate ?? dates.XmpCreateDate ?? undefined,
      modified: dates.ModDate ?? dates.XmpModifyDate ?? undefined,
    }),
    pageCount: result.total,
  };
}

async function readPage(document: PDFParse, page: number): Promise<string | undefined> {
  try {
    const { pages } = await document.getText({ first: page, last: page, pageJoiner: '' });
    return cleanText(pages[0]?.text ?? '');
  } catch {
    // Whatever pdf.js says about one page, the others may be fine; the page is named in a warning.
    return undefined;
  }
}

function describeFailure(error: unknown): ExtractionError {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException')
    return new ExtractionError('encrypted', 'The document is protected by a password', { cause: error });
  return new ExtractionError('corrupt', 'The document cannot be read: it is damaged', { cause: error });
}
