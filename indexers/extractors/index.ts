import type { Extractor } from '../types.ts';
import { csvExtractor } from './csv.ts';
import { docExtractor } from './doc.ts';
import { docxExtractor } from './docx.ts';
import { emlExtractor } from './eml.ts';
import { epubExtractor } from './epub.ts';
import { gzipExtractor } from './gzip.ts';
import { htmlExtractor } from './html.ts';
import { imageExtractor } from './image.ts';
import { markdownExtractor } from './markdown.ts';
import { mboxExtractor } from './mbox.ts';
import { msgExtractor } from './msg.ts';
import { odfExtractor } from './odf.ts';
import { pdfExtractor } from './pdf.ts';
import { pptExtractor } from './ppt.ts';
import { pptxExtractor } from './pptx.ts';
import { rtfExtractor } from './rtf.ts';
import { textExtractor } from './text.ts';
import { xlsExtractor } from './xls.ts';
import { xlsxExtractor } from './xlsx.ts';
import { xmlExtractor } from './xml.ts';
import { zipExtractor } from './zip.ts';

/** THE LIST of file formats: a new format is one file and one line here. */
export const extractors: readonly Extractor[] = [
  pdfExtractor,
  docxExtractor,
  xlsxExtractor,
  pptxExtractor,
  odfExtractor,
  markdownExtractor,
  htmlExtractor,
  imageExtractor,
  textExtractor,
  csvExtractor,
  docExtractor,
  xlsExtractor,
  pptExtractor,
  rtfExtractor,
  emlExtractor,
  epubExtractor,
  gzipExtractor,
  mboxExtractor,
  msgExtractor,
  xmlExtractor,
  zipExtractor,
];
