import { pagesInWords, scannedWarning } from '../extractors/scanned-pages.ts';
import { type Tesseract, usableLanguages } from '../ocr/tesseract.ts';
import type { OcrRules } from '../types/content.ts';
import type { Extracted, ExtractionResult, Section } from '../types/extraction.ts';
import type { Scan } from '../types/records.ts';
import type { RecognizedPage } from '../types/state.ts';

/** A picture that may show a page: `auto` passes over icons, logos and signatures. */
const LEAST_PIXELS = 250_000;
const LEAST_SIDE = 200;
/** Whatever is asked for: smaller ones hold no word. */
const SMALLEST_SIDE = 24;

/** What is asked of OCR here and now. */
export interface OcrWish {
  rules: OcrRules;
  /** Not empty. */
  languages: readonly string[];
  /** Of all that decides about the result: a document for which this was done is not read again. */
  text: string;
}

/** Undefined when nothing is to be read: it is off, there is no program, or it has none of the languages. */
export function wishOf(rules: OcrRules | undefined, engine: Tesseract | undefined): OcrWish | undefined {
  if (rules === undefined || engine === undefined || rules.mode === 'off') return undefined;
  const languages = usableLanguages(rules.languages, engine);
  if (languages.length === 0) return undefined;
  const text = `${rules.mode} ${languages.join('+')} ${rules.maxPages} ${rules.secondsPerPage}`;
  return { rules, languages, text };
}

/** Whether OCR has something to do for a document that was not done before. */
export function isDue(scan: Scan | undefined, wish: OcrWish | undefined): boolean {
  if (scan === undefined || wish === undefined || scan.done === wish.text) return false;
  return isWorthReading(scan, wish);
}

/** Pages that are to be read, with those that were read in another way than is asked for now. */
export function duePages(extracted: Extracted, o: { wish: OcrWish; known: readonly RecognizedPage[] }): number[] {
  const { wish, known } = o;
  if (!isWorthReading(extracted, wish)) return [];
  const done = new Set(known.filter((page) => isDone(page, wish)).map(({ page }) => page));
  return wantedPages(extracted, wish).filter((page) => !done.has(page));
}

/** A document with what OCR made of its pages, and in words what is missing. Without pages that are pictures it is as it was. */
export function withRecognized(
  extracted: Extracted,
  o: { wish: OcrWish | undefined; known: readonly RecognizedPage[] },
): { extracted: Extracted; scan: Scan | undefined } {
  const { imagePages = [], picture } = extracted;
  if (imagePages.length === 0) return { extracted, scan: undefined };
  const known = o.known.filter(({ page }) => imagePages.includes(page));
  const read = known.filter((page) => page.text !== null);
  const due = o.wish === undefined ? [] : duePages(extracted, { wish: o.wish, known });
  return {
    extracted: {
      ...extracted,
      sections: merge(extracted, read),
      warnings: [
        ...extracted.warnings.filter((warning) => warning !== scannedWarning(extracted)),
        ...missing(extracted, { ...o, known, due }),
      ],
    },
    scan: {
      pages: imagePages.length,
      read: read.length,
      ...(picture !== undefined && { picture }),
      done: o.wish === undefined || due.length > 0 ? null : o.wish.text,
    },
  };
}

export type Readable = ExtractionResult & { state: 'extracted' };

/** Several pictures in one file are pages of a fax or a scanner. */
function isWorthReading({ picture, pages }: { picture?: Scan['picture']; pages?: number }, { rules }: OcrWish): boolean {
  if (picture === undefined || (pages ?? 1) > 1) return true;
  const { width, height } = picture;
  const side = Math.min(width, height);
  return rules.mode === 'on' ? side >= SMALLEST_SIDE : side >= LEAST_SIDE && width * height >= LEAST_PIXELS;
}

function wantedPages({ imagePages = [] }: Extracted, { rules }: OcrWish): number[] {
  return imagePages.slice(0, rules.maxPages);
}

/** What could not be read in so many seconds is tried again with more. */
function isDone({ text, languages, seconds }: RecognizedPage, wish: OcrWish): boolean {
  return languages === wish.languages.join('+') && (text !== null || seconds >= wish.rules.secondsPerPage);
}

function merge({ sections, imagePages = [], picture, pages }: Extracted, read: readonly RecognizedPage[]): Section[] {
  const recognized = read.flatMap(({ page, text }): Section[] => (text === null || text === '' ? [] : [{ text, page }]));
  // A picture alone has no pages that anybody would speak of.
  if (picture !== undefined && (pages ?? imagePages.length) <= 1)
    return [...sections, ...recognized.map(({ text }): Section => ({ text }))];
  const merged: Section[] = [];
  let next = 0;
  for (const section of sections) {
    // What has no page of its own stands with what is before it.
    for (let at = recognized[next]; at?.page !== undefined && at.page < (section.page ?? 0); at = recognized[++next])
      merged.push(at);
    merged.push(section);
  }
  return [...merged, ...recognized.slice(next)];
}

function missing(
  extracted: Extracted,
  o: { wish: OcrWish | undefined; known: readonly RecognizedPage[]; due: readonly number[] },
): string[] {
  const { imagePages = [], picture, pages } = extracted;
  const readable = new Set(o.known.flatMap(({ page, text }) => (text === null ? [] : [page])));
  const left = imagePages.filter((page) => !readable.has(page));
  if (o.wish === undefined) {
    if (left.length === imagePages.length) return [scannedWarning(extracted)];
    return left.length === 0 ? [] : [`${pagesInWords(left)} scanned and without text`];
  }
  if (!isWorthReading(extracted, o.wish)) return [];
  const waiting = left.filter((page) => o.due.includes(page));
  const failed = o.known.find((page) => page.text === null && !o.due.includes(page.page));
  const failedPages = left.filter((page) => !waiting.includes(page) && o.known.some((known) => known.page === page));
  const wanted = wantedPages(extracted, o.wish).length;
  const isPicture = picture !== undefined && (pages ?? 1) <= 1;
  const warnings: string[] = [];
  if (waiting.length > 0)
    warnings.push(
      isPicture
        ? 'The picture waits for OCR'
        : `${pagesInWords(waiting)} scanned and ${waiting.length === 1 ? 'waits' : 'wait'} for OCR`,
    );
  if (failed !== undefined)
    warnings.push(
      isPicture
        ? `The picture could not be read by OCR: ${failed.problem}`
        : `${pagesInWords(failedPages)} scanned and could not be read by OCR: ${failed.problem}`,
    );
  if (wanted < imagePages.length) warnings.push(`Only the first ${wanted} of ${imagePages.length} scanned pages are read by OCR`);
  const isEmpty = extracted.sections.length === 0 && o.known.every(({ text }) => text === '');
  if (isEmpty && o.due.length === 0 && picture === undefined) warnings.push('It is scanned, and OCR found no words in it');
  return warnings;
}
