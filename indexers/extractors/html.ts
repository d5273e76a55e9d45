import type { Extractor } from '../types.ts';

/** Saved pages and exported documents. */
export const htmlExtractor: Extractor = {
  name: 'html',
  version: 3,
  extensions: ['html', 'htm', 'xhtml'],
  mediaTypes: ['text/html', 'application/xhtml+xml'],
  headBytes: 50 * 1024 * 1024,
  async extract(file, context) {
    const { readHtmlFile } = await import('./read-html-file.ts');
    return readHtmlFile(file.bytes(), context);
  },
};
