import type { Pdfium } from './pdfium.ts';

/** What a page without text shows. */
export interface PageObjects {
  /** Something that draws letters, although they gave no text. */
  hasLetters: boolean;
  /** Share of the page that pictures cover, 0 to 1 and more where they overlap. */
  pictureShare: number;
  /** Lines and areas: many of them may be letters turned into outlines. */
  outlines: number;
}

/** `FPDF_PAGEOBJ_…` of fpdf_edit.h. */
const TEXT = 1;
const PATH = 2;
const IMAGE = 3;
const FORM = 5;
/** Forms within forms. */
const DEEPEST = 4;
const MOST_OBJECTS = 20_000;

export function readPageObjects(pdfium: Pdfium, page: number): PageObjects {
  const { api } = pdfium;
  const found: PageObjects = { hasLetters: false, pictureShare: 0, outlines: 0 };
  const area = api.FPDF_GetPageWidthF(page) * api.FPDF_GetPageHeightF(page);
  const count = Math.min(api.FPDFPage_CountObjects(page), MOST_OBJECTS);
  for (let at = 0; at < count; at += 1) {
    const object = api.FPDFPage_GetObject(page, at);
    const types = typesOf(pdfium, object, DEEPEST);
    if (types.has(TEXT)) found.hasLetters = true;
    if (types.has(PATH)) found.outlines += 1;
    if (types.has(IMAGE)) found.pictureShare += areaOf(pdfium, object) / area;
  }
  return found;
}

/** Of the object itself, or of all that a form holds. */
function typesOf(pdfium: Pdfium, object: number, depth: number): Set<number> {
  const { api } = pdfium;
  const type = api.FPDFPageObj_GetType(object);
  if (type !== FORM || depth === 0) return new Set([type]);
  const types = new Set<number>();
  const count = Math.min(api.FPDFFormObj_CountObjects(object), MOST_OBJECTS);
  for (let at = 0; at < count && types.size < 3; at += 1)
    for (const inner of typesOf(pdfium, api.FPDFFormObj_GetObject(object, at), depth - 1)) types.add(inner);
  return types;
}

/** Square points. */
function areaOf(pdfium: Pdfium, object: number): number {
  const step = Float32Array.BYTES_PER_ELEMENT;
  const at = pdfium.allocate(4 * step);
  try {
    if (!pdfium.api.FPDFPageObj_GetBounds(object, at, at + step, at + 2 * step, at + 3 * step)) return 0;
    const [left = 0, bottom = 0, right = 0, top = 0] = new Float32Array(pdfium.memory().buffer, at, 4);
    return Math.abs((right - left) * (top - bottom));
  } finally {
    pdfium.free(at);
  }
}
