import { cleanText } from './clean-text.ts';
import { composeAccents, type Edit } from './compose-accents.ts';
import { findParagraphs } from './find-paragraphs.ts';
import type { Pdfium } from './pdfium.ts';
import type { TextGeometry } from './text-geometry.ts';

/** The text of an open page as it reads: lines as they stand, an empty line where the page leaves a gap. '' when it has none. */
export function readPageText(pdfium: Pdfium, page: number): string {
  const { api } = pdfium;
  const textPage = api.FPDFText_LoadPage(page);
  if (textPage === 0) return '';
  const scratch = pdfium.allocate(4 * Float64Array.BYTES_PER_ELEMENT);
  try {
    const raw = readCharacters(pdfium, textPage);
    if (raw === '') return '';
    const geometry = createGeometry(pdfium, { textPage, scratch });
    return cleanText(applyEdits(raw, [...composeAccents(raw, geometry), ...findParagraphs(raw, geometry)]));
  } finally {
    pdfium.free(scratch);
    api.FPDFText_ClosePage(textPage);
  }
}

function readCharacters(pdfium: Pdfium, textPage: number): string {
  const count = pdfium.api.FPDFText_CountChars(textPage);
  if (count <= 0) return '';
  const address = pdfium.allocate(2 * (count + 1));
  try {
    const written = pdfium.api.FPDFText_GetText(textPage, 0, count, address);
    return Buffer.from(pdfium.memory().buffer, address, 2 * Math.max(0, written - 1)).toString('utf16le');
  } finally {
    pdfium.free(address);
  }
}

function createGeometry(pdfium: Pdfium, { textPage, scratch }: { textPage: number; scratch: number }): TextGeometry {
  const { api } = pdfium;
  const second = scratch + Float64Array.BYTES_PER_ELEMENT;
  const third = second + Float64Array.BYTES_PER_ELEMENT;
  const fourth = third + Float64Array.BYTES_PER_ELEMENT;
  const numbers = (): Float64Array => new Float64Array(pdfium.memory().buffer, scratch, 4);
  return {
    box(at) {
      const index = api.FPDFText_GetCharIndexFromTextIndex(textPage, at);
      if (index < 0 || !api.FPDFText_GetCharBox(textPage, index, scratch, second, third, fourth)) return undefined;
      const [left = 0, right = 0, bottom = 0, top = 0] = numbers();
      return { left, right, bottom, top };
    },
    baseline(at) {
      const index = api.FPDFText_GetCharIndexFromTextIndex(textPage, at);
      if (index < 0 || !api.FPDFText_GetCharOrigin(textPage, index, scratch, second)) return undefined;
      return numbers()[1];
    },
  };
}

function applyEdits(text: string, edits: Edit[]): string {
  if (edits.length === 0) return text;
  const pieces: string[] = [];
  let done = 0;
  for (const { from, to, text: put } of edits.sort((a, b) => a.from - b.from)) {
    // Of two that overlap the first counts.
    if (from < done) continue;
    pieces.push(text.slice(done, from), put);
    done = to;
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}
