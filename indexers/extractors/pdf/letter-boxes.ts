import type { Letters } from '../../ocr/draw-messages.ts';
import type { Pdfium } from './pdfium.ts';

/** A page with more is a plotted map; the first ones are marked. */
const MOST_LETTERS = 60_000;
/** What `boxes` is counted in. */
const WHOLE = 10_000;
const NOWHERE = [-1, -1, -1, -1] as const;

/** The letters of an open page with their places, as the page is shown: turned and cropped as it says itself. */
export function readLetters(pdfium: Pdfium, page: number): Letters {
  const { api } = pdfium;
  const textPage = api.FPDFText_LoadPage(page);
  if (textPage === 0) return { text: '', boxes: [] };
  const scratch = pdfium.allocate(4 * Float64Array.BYTES_PER_ELEMENT);
  try {
    const text = readText(pdfium, textPage);
    const boxes: number[] = [];
    for (let at = 0; at < text.length; at += 1) boxes.push(...(boxOf(pdfium, { page, textPage, scratch, at }) ?? NOWHERE));
    return { text, boxes };
  } finally {
    pdfium.free(scratch);
    api.FPDFText_ClosePage(textPage);
  }
}

function readText(pdfium: Pdfium, textPage: number): string {
  const count = Math.min(pdfium.api.FPDFText_CountChars(textPage), MOST_LETTERS);
  if (count <= 0) return '';
  const address = pdfium.allocate(2 * (count + 1));
  try {
    const written = pdfium.api.FPDFText_GetText(textPage, 0, count, address);
    return Buffer.from(pdfium.memory().buffer, address, 2 * Math.max(0, written - 1)).toString('utf16le');
  } finally {
    pdfium.free(address);
  }
}

function boxOf(
  pdfium: Pdfium,
  { page, textPage, scratch, at }: { page: number; textPage: number; scratch: number; at: number },
): [number, number, number, number] | undefined {
  const { api } = pdfium;
  const index = api.FPDFText_GetCharIndexFromTextIndex(textPage, at);
  if (index < 0 || !api.FPDFText_GetCharBox(textPage, index, scratch, scratch + 8, scratch + 16, scratch + 24)) return undefined;
  const [left = 0, right = 0, bottom = 0, top = 0] = new Float64Array(pdfium.memory().buffer, scratch, 4);
  if (left === right || bottom === top) return undefined;
  const one = onPage(pdfium, { page, scratch, x: left, y: top });
  const other = onPage(pdfium, { page, scratch, x: right, y: bottom });
  if (one === undefined || other === undefined) return undefined;
  // A page that is turned has its corners elsewhere.
  return [Math.min(one.x, other.x), Math.min(one.y, other.y), Math.max(one.x, other.x), Math.max(one.y, other.y)];
}

function onPage(
  pdfium: Pdfium,
  { page, scratch, x, y }: { page: number; scratch: number; x: number; y: number },
): { x: number; y: number } | undefined {
  if (!pdfium.api.FPDF_PageToDevice(page, 0, 0, WHOLE, WHOLE, 0, x, y, scratch, scratch + 4)) return undefined;
  const [left = 0, top = 0] = new Int32Array(pdfium.memory().buffer, scratch, 2);
  return { x: left, y: top };
}
