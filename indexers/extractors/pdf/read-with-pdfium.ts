import type { ExtractorLimits } from '../../types/extraction.ts';
import { readAnnotations } from './annotations.ts';
import { type AttachmentReader, type Attachments, attachmentsOf, createAttachmentReader } from './attachments.ts';
import { garbledShare } from './clean-text.ts';
import { type DocumentInfo, readInfo } from './document-info.ts';
import { readPageObjects } from './page-objects.ts';
import { readPageText } from './page-text.ts';
import { type Pdfium, withPdfium } from './pdfium.ts';
import { withDocument, withPage } from './pdfium-document.ts';

export interface PdfiumReading {
  info: DocumentInfo;
  /** All there are; fewer may have been read. */
  pageCount: number;
  pages: PageReading[];
  attachments: Attachments;
  /** Its pages are made by a program from a form of another kind (XFA); those in the file say to get that program. */
  isDynamicForm: boolean;
}

export interface PageReading {
  /** From 1. */
  page: number;
  /** Undefined when the page cannot be opened. */
  text: string | undefined;
  /** What lies on it, see `withNotes`. */
  notes: readonly string[];
  /** Another engine may see more: the page cannot be opened, its letters gave no text, or they gave nonsense. */
  isDoubtful: boolean;
  /** It shows a picture and next to no text. */
  isPicture: boolean;
}

/** A page with less is looked at for pictures: a number stamped on a scan is not its text. */
const LITTLE_TEXT = 20;
/** A picture that small is a logo. With a little text on the page it has to be larger to be the page. */
const LEAST_PICTURE_SHARE = 0.05;
const LEAST_PICTURE_SHARE_BESIDE_TEXT = 0.3;
/** As many lines and areas are letters that were turned into outlines, or a drawing with words in it. */
const LEAST_OUTLINES = 50;
const GARBLED_SHARE = 0.05;
/** `FORMTYPE_XFA_FULL` of fpdf_formfill.h. */
const XFA_FULL = 2;
/** `FLAT_NORMALDISPLAY` of fpdf_flatten.h. */
const AS_ON_SCREEN = 0;

/** Throws `ExtractionError` when the document cannot be opened, and whatever a fault in PDFium throws. */
export function readWithPdfium(bytes: Uint8Array, limits: ExtractorLimits): Promise<PdfiumReading> {
  return withPdfium((pdfium) =>
    withDocument(pdfium, bytes, (document) =>
      withForm(pdfium, document, (form) => readDocument(pdfium, { document, form }, limits)),
    ),
  );
}

function readDocument(
  pdfium: Pdfium,
  { document, form }: { document: number; form: number },
  limits: ExtractorLimits,
): PdfiumReading {
  const pageCount = pdfium.api.FPDF_GetPageCount(document);
  const pages: PageReading[] = [];
  const attachments = createAttachmentReader(pdfium);
  attachments.read(attachmentsOf(pdfium, document));
  let room = limits.maxCharacters;
  for (let page = 1; page <= Math.min(pageCount, limits.maxPages) && room >= 0; page += 1) {
    const reading = readPage(pdfium, { document, form, page }, attachments);
    pages.push(reading);
    room -= reading.text?.length ?? 0;
  }
  const isDynamicForm = pdfium.api.FPDF_GetFormType(document) === XFA_FULL;
  return { info: readInfo(pdfium, document), pageCount, pages, attachments: attachments.found(), isDynamicForm };
}

/** Lends the fields of a document; 0 when it has none. */
function withForm<Result>({ api }: Pdfium, document: number, work: (form: number) => Result): Result {
  if (api.FPDF_GetFormType(document) === 0) return work(0);
  const info = api.PDFiumExt_OpenFormFillInfo();
  const form = api.PDFiumExt_InitFormFillEnvironment(document, info);
  try {
    return work(form);
  } finally {
    if (form !== 0) api.PDFiumExt_ExitFormFillEnvironment(form);
    api.PDFiumExt_CloseFormFillInfo(info);
  }
}

function readPage(
  pdfium: Pdfium,
  place: { document: number; form: number; page: number },
  attachments: AttachmentReader,
): PageReading {
  let isFlattened = false;
  let notes: string[] = [];
  const first = withPage(pdfium, place, (page) => {
    const annotations = readAnnotations(pdfium, { page, form: place.form });
    attachments.read(annotations.files);
    notes = annotations.texts;
    isFlattened = annotations.isDrawn && pdfium.api.FPDFPage_Flatten(page, AS_ON_SCREEN) === 1;
    return isFlattened ? undefined : describePage(pdfium, { page, notes });
  });
  // What was drawn over the page has become part of it, and it has to be opened anew to see that.
  const reading = isFlattened ? withPage(pdfium, place, (page) => describePage(pdfium, { page, notes })) : first;
  return { page: place.page, ...(reading ?? { text: undefined, notes, isDoubtful: true, isPicture: false }) };
}

function describePage(pdfium: Pdfium, { page, notes }: { page: number; notes: readonly string[] }): Omit<PageReading, 'page'> {
  const text = readPageText(pdfium, page);
  const isDoubtful = garbledShare(text) > GARBLED_SHARE;
  const length = withNotes(text, notes).length;
  if (length >= LITTLE_TEXT) return { text, notes, isDoubtful, isPicture: false };
  const { hasLetters, pictureShare, outlines } = readPageObjects(pdfium, page);
  const isPicture =
    length === 0
      ? pictureShare >= LEAST_PICTURE_SHARE || outlines >= LEAST_OUTLINES
      : pictureShare >= LEAST_PICTURE_SHARE_BESIDE_TEXT;
  return { text, notes, isDoubtful: isDoubtful || (text === '' && hasLetters), isPicture };
}

/** A page's text, and at its end what notes and fields say whose words are not on the page as they stand. */
export function withNotes(text: string, notes: readonly string[]): string {
  if (notes.length === 0) return text;
  const known = squeeze(text);
  const more = [...new Set(notes)].filter((note) => !known.includes(squeeze(note)));
  return [text, ...more].filter((part) => part !== '').join('\n\n');
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '').normalize('NFKC');
}
