import type { Letters } from '../../ocr/draw-messages.ts';
import { ExtractionError } from '../extraction-error.ts';
import { type Raster, writePng } from '../picture/write-png.ts';
import { readLetters } from './letter-boxes.ts';
import { type Pdfium, withPdfium } from './pdfium.ts';
import { withDocument, withPage } from './pdfium-document.ts';
import { type PageBitmap, pixelSize, withBitmap } from './render-page.ts';

export interface ViewOptions {
  /** From 1. */
  page: number;
  /** Pixels. */
  width: number;
  /** Dots per inch beyond which nobody sees more; a small page is then drawn smaller than `width`. */
  dpi: number;
  /** A page that would have more is drawn smaller. */
  maxPixels: number;
}

/** A page in colour, as people look at it, and what stands where on it. */
export interface PageView {
  width: number;
  height: number;
  png: Buffer;
  letters: Letters;
}

const POINTS_PER_INCH = 72;

/** Throws `ExtractionError` when the document or the page cannot be opened. */
export function viewPage(bytes: Uint8Array, options: ViewOptions): Promise<PageView> {
  return withPdfium((pdfium) =>
    withDocument(pdfium, bytes, (document) => {
      const view = withPage(pdfium, { document, page: options.page }, (page) => viewOf(pdfium, page, options));
      if (view === undefined) throw new ExtractionError('corrupt', `Page ${options.page} cannot be read`);
      return view;
    }),
  );
}

function viewOf(pdfium: Pdfium, page: number, { width: wanted, dpi, maxPixels }: ViewOptions): PageView {
  const { api } = pdfium;
  const points = { width: api.FPDF_GetPageWidthF(page), height: api.FPDF_GetPageHeightF(page) };
  const fitting = Math.min(dpi, (wanted * POINTS_PER_INCH) / points.width);
  const size = pixelSize(points, { dpi: fitting, maxPixels });
  const png = withBitmap(pdfium, { page, ...size, inColour: true }, (bitmap) => writePng(rasterOf(bitmap)));
  return { ...size, png, letters: readLetters(pdfium, page) };
}

/** Most pages are black on white: a third of the bytes. */
function rasterOf(bitmap: PageBitmap): Raster {
  const channels = isGray(bitmap) ? 1 : 3;
  const { width, height, stride, pixels } = bitmap;
  const packed = new Uint8Array(width * height * channels);
  for (let y = 0, to = 0; y < height; y += 1) {
    for (let x = 0, from = y * stride; x < width; x += 1, from += 4) {
      // Blue comes first in the bitmap and last in the picture.
      if (channels === 3) {
        packed[to++] = pixels[from + 2] ?? 0;
        packed[to++] = pixels[from + 1] ?? 0;
      }
      packed[to++] = pixels[from] ?? 0;
    }
  }
  return { width, height, channels, pixels: packed };
}

function isGray({ width, height, stride, pixels }: PageBitmap): boolean {
  for (let y = 0; y < height; y += 1)
    for (let x = 0, at = y * stride; x < width; x += 1, at += 4)
      if (pixels[at] !== pixels[at + 1] || pixels[at] !== pixels[at + 2]) return false;
  return true;
}
