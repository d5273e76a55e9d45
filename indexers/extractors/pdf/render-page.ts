import { ExtractionError } from '../extraction-error.ts';
import { type Pdfium, withPdfium } from './pdfium.ts';
import { withDocument, withPage } from './pdfium-document.ts';

export interface RenderOptions {
  /** From 1. */
  page: number;
  /** Dots per inch of the picture. A page has 72 points an inch. */
  dpi: number;
  /** A page that would have more is drawn smaller. */
  maxPixels: number;
}

/** One byte a pixel, 0 is black, from top to bottom without padding. */
export interface GrayPicture {
  width: number;
  height: number;
  gray: Uint8Array;
}

const POINTS_PER_INCH = 72;
/** `FPDFBitmap_BGRx` of fpdfview.h: four bytes a pixel. */
const BGRX = 3;
/** `FPDF_ANNOT`: stamps and notes are part of what a reader sees. */
const WITH_ANNOTATIONS = 0x01;
/** `FPDF_GRAYSCALE` */
const IN_GRAY = 0x08;
const WHITE = 0xff_ff_ff_ff;

/** A page as a reader sees it, on white. Throws `ExtractionError` when the document or the page cannot be opened. */
export function renderPage(bytes: Uint8Array, options: RenderOptions): Promise<GrayPicture> {
  return withPdfium((pdfium) =>
    withDocument(pdfium, bytes, (document) => {
      const picture = withPage(pdfium, { document, page: options.page }, (page) => draw(pdfium, page, options));
      if (picture === undefined) throw new ExtractionError('corrupt', `Page ${options.page} cannot be read`);
      return picture;
    }),
  );
}

/** Four bytes a pixel: blue, green, red, nothing; a row takes `stride` bytes. Gone when the work is done. */
export interface PageBitmap {
  width: number;
  height: number;
  stride: number;
  pixels: Uint8Array;
}

/** Draws an open page on white and lends the bitmap to `work`. Throws a RangeError when there is no memory for it. */
export function withBitmap<Result>(
  pdfium: Pdfium,
  drawing: { page: number; width: number; height: number; inColour: boolean },
  work: (bitmap: PageBitmap) => Result,
): Result {
  const { api } = pdfium;
  const { page, width, height, inColour } = drawing;
  const bitmap = api.FPDFBitmap_CreateEx(width, height, BGRX, 0, 0);
  if (bitmap === 0) throw new RangeError('PDFium memory: no room for the picture of a page');
  try {
    api.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
    api.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, inColour ? WITH_ANNOTATIONS : WITH_ANNOTATIONS | IN_GRAY);
    const stride = api.FPDFBitmap_GetStride(bitmap);
    const start = api.FPDFBitmap_GetBuffer(bitmap);
    return work({ width, height, stride, pixels: pdfium.memory().subarray(start, start + stride * height) });
  } finally {
    api.FPDFBitmap_Destroy(bitmap);
  }
}

function draw(pdfium: Pdfium, page: number, options: RenderOptions): GrayPicture {
  const { api } = pdfium;
  const { width, height } = pixelSize({ width: api.FPDF_GetPageWidthF(page), height: api.FPDF_GetPageHeightF(page) }, options);
  return withBitmap(pdfium, { page, width, height, inColour: false }, (bitmap) => ({ width, height, gray: firstOfFour(bitmap) }));
}

/** Whole pixels, at least one each way. */
export function pixelSize(
  points: { width: number; height: number },
  { dpi, maxPixels }: Pick<RenderOptions, 'dpi' | 'maxPixels'>,
): { width: number; height: number } {
  const wanted = dpi / POINTS_PER_INCH;
  const scale = Math.min(wanted, Math.sqrt(maxPixels / (points.width * points.height)));
  const width = Math.min(maxPixels, Math.max(1, Math.floor(points.width * scale)));
  return { width, height: Math.max(1, Math.min(Math.floor(points.height * scale), Math.floor(maxPixels / width))) };
}

/** Drawn in gray, the three colours of a pixel are equal. */
function firstOfFour({ width, height, stride, pixels }: PageBitmap): Uint8Array {
  const gray = new Uint8Array(width * height);
  for (let y = 0, to = 0; y < height; y += 1)
    for (let x = 0, from = y * stride; x < width; x += 1, from += 4, to += 1) gray[to] = pixels[from] ?? 0;
  return gray;
}
