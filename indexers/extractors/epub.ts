import type { Extractor } from '../types.ts';

/** Electronic books, chapter by chapter. */
export const epubExtractor: Extractor = {
  name: 'epub',
  version: 1,
  extensions: ['epub'],
  mediaTypes: ['application/epub+zip'],
  async extract(file, context) {
    const { readEpub } = await import('./epub/read-epub.ts');
    return readEpub(file, context);
  },
};
