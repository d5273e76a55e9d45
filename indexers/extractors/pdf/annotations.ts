import type { Pdfium } from './pdfium.ts';

/** What lies on a page without being part of it. */
export interface Annotations {
  /** What notes say and fields hold, in the order of the file. */
  texts: string[];
  /** Some of it is drawn on the page, where a reader sees it. */
  isDrawn: boolean;
  /** `FPDF_ATTACHMENT` of files pinned to the page. */
  files: number[];
}

/** `FPDF_ANNOT_…` of fpdf_annot.h. */
const LINK = 2;
const FREE_TEXT = 3;
const STAMP = 13;
const POPUP = 16;
const FILE = 17;
const WIDGET = 20;
/** Hidden, and not shown on a screen (ISO 32000-1 §12.5.3). */
const HIDDEN_FLAGS = 0x02 | 0x20;
/** `FPDF_FORMFIELD_…` of fpdf_formfill.h. */
const CHECK_BOX = 2;
const RADIO_BUTTON = 3;
const FIELDS_WITH_TEXT: ReadonlySet<number> = new Set([4, 5, 6]);
/** A field for a password (ISO 32000-1 §12.7.4.3). */
const PASSWORD_FLAG = 1 << 13;
/** What a box is worth when its author did not think of a word for it. */
const MEANINGLESS = /^(on|off|yes|no|ja|nein|oui|non|true|false|choice ?\d*|\d+)?$/i;
const MOST_ANNOTATIONS = 5000;

/** `form` is 0 for a document without fields. */
export function readAnnotations(pdfium: Pdfium, { page, form }: { page: number; form: number }): Annotations {
  const { api } = pdfium;
  const found: Annotations = { texts: [], isDrawn: false, files: [] };
  const count = Math.min(api.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS);
  for (let at = 0; at < count; at += 1) {
    const annotation = api.FPDFPage_GetAnnot(page, at);
    if (annotation === 0) continue;
    try {
      readAnnotation(pdfium, { annotation, form }, found);
    } finally {
      api.FPDFPage_CloseAnnot(annotation);
    }
  }
  return found;
}

function readAnnotation(pdfium: Pdfium, { annotation, form }: { annotation: number; form: number }, found: Annotations): void {
  const { api } = pdfium;
  const subtype = api.FPDFAnnot_GetSubtype(annotation);
  if (subtype === LINK || subtype === POPUP || (api.FPDFAnnot_GetFlags(annotation) & HIDDEN_FLAGS) !== 0) return;
  if (subtype === FILE) {
    const file = api.FPDFAnnot_GetFileAttachment(annotation);
    if (file !== 0) found.files.push(file);
  }
  if (subtype === WIDGET || subtype === FREE_TEXT || subtype === STAMP) found.isDrawn = true;
  const text = (subtype === WIDGET ? fieldText(pdfium, { annotation, form }) : noteText(pdfium, annotation)).trim();
  if (text !== '') found.texts.push(text);
}

function noteText({ api, readUtf16 }: Pdfium, annotation: number): string {
  return readUtf16((at, bytes) => api.FPDFAnnot_GetStringValue(annotation, 'Contents', at, bytes));
}

function fieldText({ api, readUtf16 }: Pdfium, { annotation, form }: { annotation: number; form: number }): string {
  if (form === 0) return '';
  const type = api.FPDFAnnot_GetFormFieldType(form, annotation);
  if (FIELDS_WITH_TEXT.has(type)) {
    if ((api.FPDFAnnot_GetFormFieldFlags(form, annotation) & PASSWORD_FLAG) !== 0) return '';
    return readUtf16((at, bytes) => api.FPDFAnnot_GetFormFieldValue(form, annotation, at, bytes));
  }
  if ((type !== CHECK_BOX && type !== RADIO_BUTTON) || !api.FPDFAnnot_IsChecked(form, annotation)) return '';
  const choice = readUtf16((at, bytes) => api.FPDFAnnot_GetFormFieldExportValue(form, annotation, at, bytes));
  return MEANINGLESS.test(choice) ? '' : choice;
}
