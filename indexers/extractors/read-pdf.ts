import type { Extracted, ExtractionContext, ExtractorLimits, Section } from '../types/extraction.ts';
import { ExtractionError } from './extraction-error.ts';
import type { Attachments } from './pdf/attachments.ts';
import { garbledShare } from './pdf/clean-text.ts';
import { type PageReading, type PdfiumReading, readWithPdfium, withNotes } from './pdf/read-with-pdfium.ts';
import { type SecondOpinion, withSecondOpinion } from './pdf/second-opinion.ts';
import { scannedWarning } from './scanned-pages.ts';
import { tooLong } from './section-builder.ts';

/** Pages without success after which the other engine is not asked any more. */
const MOST_VAIN_OPINIONS = 3;
/** Computing time, milliseconds, after which doubtful pages stay as they are: better so than not at all. */
const PATIENCE_MS = 6000;
const DYNAMIC_FORM = 'It is a form (XFA) that only some programs show: what is in it was not read';
/** Text of which so much is not text is none. */
const HOPELESS_SHARE = 0.5;

/** PDFium first, which is fast; pdf.js where PDFium finds nothing or nonsense. Page by page: one that fails loses no other. */
export function readPdf(bytes: Uint8Array, context: ExtractionContext): Promise<Extracted> {
  return withSecondOpinion(bytes, async (opinion) => {
    const reading = (await readFirst(bytes, context)) ?? (await readAllAgain(opinion, context));
    const pages = await settleDoubts(reading.pages, opinion);
    return compose({ ...reading, pages }, context);
  });
}

/** Undefined when PDFium fails: whatever it is, pdf.js may do better. */
async function readFirst(bytes: Uint8Array, limits: ExtractorLimits): Promise<PdfiumReading | undefined> {
  try {
    const reading = await readWithPdfium(bytes, limits);
    return reading.pageCount > 0 ? reading : undefined;
  } catch (error) {
    if (error instanceof ExtractionError && error.failure === 'encrypted') throw error;
    return undefined;
  }
}

async function readAllAgain(opinion: SecondOpinion, limits: ExtractorLimits): Promise<PdfiumReading> {
  const { pageCount, ...info } = await opinion.info();
  const pages: PageReading[] = [];
  let room = limits.maxCharacters;
  for (let page = 1; page <= Math.min(pageCount, limits.maxPages) && room >= 0; page += 1) {
    const text = await opinion.pageText(page);
    pages.push({ page, text, notes: [], isDoubtful: false, isPicture: false });
    room -= text?.length ?? 0;
  }
  return { info, pageCount, pages, attachments: { files: [], left: [] }, isDynamicForm: false };
}

async function settleDoubts(pages: readonly PageReading[], opinion: SecondOpinion): Promise<PageReading[]> {
  const settled: PageReading[] = [];
  const start = process.cpuUsage();
  let vain = 0;
  for (const page of pages) {
    const { user, system } = process.cpuUsage(start);
    const isAsked = page.isDoubtful && vain < MOST_VAIN_OPINIONS && user + system < PATIENCE_MS * 1000;
    const other = isAsked ? await opinion.pageText(page.page) : undefined;
    const text = better(page.text, other);
    if (isAsked) vain = text === page.text ? vain + 1 : 0;
    settled.push(garbledShare(text ?? '') > HOPELESS_SHARE ? { ...page, text: '', isPicture: true } : { ...page, text });
  }
  return settled;
}

function better(text: string | undefined, other: string | undefined): string | undefined {
  if (other === undefined || other === '') return text ?? other;
  if (text === undefined || text === '') return other;
  return garbledShare(other) < garbledShare(text) && other.length > text.length / 2 ? other : text;
}

async function compose(reading: PdfiumReading, context: ExtractionContext): Promise<Extracted> {
  const { info, pageCount, pages } = reading;
  const { sections, isCut } = toSections(pages, context);
  const unreadable = pages.filter(({ text }) => text === undefined).map(({ page }) => page);
  if (pages.length > 0 && unreadable.length === pages.length)
    throw new ExtractionError('corrupt', 'None of its pages can be read');
  const imagePages = pages.filter(({ isPicture }) => isPicture).map(({ page }) => page);
  const warnings: string[] = reading.isDynamicForm ? [DYNAMIC_FORM] : [];
  if (imagePages.length > 0) warnings.push(scannedWarning({ imagePages, pages: pageCount }));
  else if (sections.length === 0 && unreadable.length === 0) warnings.push('There is no text in it: its pages are empty');
  if (unreadable.length > 0)
    warnings.push(`Not readable: ${unreadable.length === 1 ? 'page' : 'pages'} ${unreadable.slice(0, 20).join(', ')}`);
  if (isCut) warnings.push(tooLong(context));
  else if (pages.length < pageCount) warnings.push(`Only the first ${pages.length} of ${pageCount} pages were read`);
  const attached = await readAttached(reading.attachments, context);
  return {
    ...info,
    pages: pageCount,
    ...(imagePages.length > 0 && { imagePages }),
    sections: [...sections, ...attached.sections],
    warnings: [...warnings, ...attached.warnings],
  };
}

function toSections(pages: readonly PageReading[], limits: ExtractorLimits): { sections: Section[]; isCut: boolean } {
  const sections: Section[] = [];
  let room = limits.maxCharacters;
  for (const { page, text = '', notes } of pages) {
    const whole = withNotes(text, notes);
    const kept = whole.slice(0, Math.max(0, room));
    if (kept !== '') sections.push({ text: kept, page });
    room -= whole.length;
  }
  return { sections, isCut: room < 0 };
}

async function readAttached(
  { files, left }: Attachments,
  { extractEmbedded }: ExtractionContext,
): Promise<Pick<Extracted, 'sections' | 'warnings'>> {
  const sections: Section[] = left.map((name) => ({ text: '', part: name }));
  const warnings = left.map((name) => `${name}: it cannot be taken out of the document, only its name was read`);
  for (const file of files) {
    const embedded = await extractEmbedded(file);
    sections.push(...embedded.sections);
    warnings.push(...embedded.warnings);
  }
  return { sections, warnings };
}
