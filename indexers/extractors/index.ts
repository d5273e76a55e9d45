import type { Extractor } from '../types.ts';
import { csvExtractor } from './csv.ts';
import { docxExtractor } from './docx.ts';
import { htmlExtractor } from './html.ts';
import { markdownExtractor } from './markdown.ts';
import { pdfExtractor } from './pdf.ts';
import { textExtractor } from './text.ts';

/** THE LIST of file formats: a new format is one file and one line here. */
export const extractors: readonly Extractor[] = [
  pdfExtractor,
  docxExtractor,
  markdownExtractor,
  htmlExtractor,
  textExtractor,
  csvExtractor,
];
