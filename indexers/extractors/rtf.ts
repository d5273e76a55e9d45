import type { Extractor } from '../types.ts';

/** Rich Text Format, up to version 1.9.1. */
export const rtfExtractor: Extractor = {
  name: 'rtf',
  version: 2,
  extensions: ['rtf'],
  mediaTypes: ['application/rtf', 'text/rtf'],
  async extract(file, context) {
    const { readRtf } = await import('./read-rtf.ts');
    return readRtf(file.bytes(), context);
  },
};
