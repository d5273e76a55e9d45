import { ExtractionError } from '../extractors/extraction-error.ts';
import { pictureAsPdf } from '../extractors/picture/picture-as-pdf.ts';
import { readPictureHead } from '../extractors/picture/picture-head.ts';
import type { RawFile } from '../extractors/raw-file.ts';
import type { Drawn, DrawRequest } from './draw-messages.ts';

const PDF_MARK = '%PDF-';
const MARK_WITHIN = 1024;

/**
 * A page as a picture that tesseract reads: pages of a PDF as a graymap, pictures as they are. Tesseract takes what it does not
 * know for a list of files to read, so nothing goes there whose kind was not recognised here. Throws `ExtractionError`.
 */
export async function drawPage(file: RawFile, request: DrawRequest): Promise<Drawn> {
  if (request.width !== undefined) return drawForPeople(file, { ...request, width: request.width });
  return isPdf(file) ? drawPdfPage(file, request) : takePicture(file, request);
}

async function drawForPeople(file: RawFile, request: DrawRequest & { width: number }): Promise<Drawn> {
  const { viewPage } = await import('../extractors/pdf/view-page.ts');
  const { png, ...view } = await viewPage(bytesToView(file), request);
  if (png.length > request.maxPictureBytes) throw new ExtractionError('too-large', 'the picture of the page is too large');
  return { state: 'drawn', pageInPicture: 0, picture: png, pictureBytes: png.length, view };
}

/** A picture is shown as the only page of a PDF: what decodes it then is PDFium, in its sandbox, and nothing else. */
function bytesToView(file: RawFile): Uint8Array {
  return isPdf(file) ? file.read(0, file.size) : pictureAsPdf(file);
}

function isPdf(file: RawFile): boolean {
  return Buffer.from(file.read(0, MARK_WITHIN)).toString('latin1').includes(PDF_MARK);
}

async function drawPdfPage(file: RawFile, { page, dpi, maxPixels }: DrawRequest): Promise<Drawn> {
  const { renderPage } = await import('../extractors/pdf/render-page.ts');
  const { width, height, gray } = await renderPage(file.read(0, file.size), { page, dpi, maxPixels });
  // Netpbm, pgm(5).
  const picture = Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), gray]);
  return { state: 'drawn', pageInPicture: 0, dpi, picture, pictureBytes: picture.length };
}

function takePicture(file: RawFile, { page, maxPictureBytes }: DrawRequest): Drawn {
  const { pages } = readPictureHead(file);
  if (page > pages) throw new ExtractionError('corrupt', 'the page is damaged');
  if (file.size > maxPictureBytes)
    throw new ExtractionError('too-large', `the picture has more than ${Math.round(maxPictureBytes / 1024 / 1024)} MB`);
  const picture = file.read(0, file.size);
  return { state: 'drawn', pageInPicture: page - 1, picture, pictureBytes: picture.length };
}
