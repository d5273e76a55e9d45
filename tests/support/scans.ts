import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';

/** A typewritten page at 150 dots per inch, A5. */
export const LETTER = readFileSync(new URL('../../fixtures/letter.png', import.meta.url));
const A5 = { width: 419.53, height: 595.28 };
/** Where single lines of it stand, in points from the top. */
const STRIPS = { greeting: [121, 158], news: [162, 213], regards: [224, 258] } as const;

export type ScannedPage = keyof typeof STRIPS | 'letter' | 'letter upside down';

/** A PDF as a scanner makes it: each page a picture. The strips are quickly read. */
export async function scannedPdf(pages: ScannedPage[]): Promise<Buffer> {
  const pdf = new PDFDocument({ autoFirstPage: false });
  const bytes = buffer(pdf);
  for (const page of pages) addPage(pdf, page);
  pdf.end();
  return bytes;
}

function addPage(pdf: PDFKit.PDFDocument, page: ScannedPage): void {
  if (page === 'letter' || page === 'letter upside down') {
    pdf.addPage({ size: 'A5', margin: 0 });
    if (page !== 'letter') pdf.rotate(180, { origin: [A5.width / 2, A5.height / 2] });
    pdf.image(LETTER, 0, 0, { width: A5.width });
    return;
  }
  const [from, to] = STRIPS[page];
  pdf.addPage({ size: [320, to - from], margin: 0 }).image(LETTER, 0, -from, { width: A5.width });
}
