import type { Extractor } from '../types.ts';

/** PDF, page by page: one page that cannot be read does not lose the others. */
export const pdfExtractor: Extractor = {
  name: 'pdf',
  version: 3,
  extensions: ['pdf'],
  mediaTypes: ['application/pdf'],
  async extract(file, context) {
    const { readPdf } = await import('./read-pdf.ts');
    return readPdf(file.bytes(), context);
  },
};
