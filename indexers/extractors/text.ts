import type { Extractor } from '../types.ts';

/** Plain text in whatever encoding, and everything that reads like it: notes, logs, source code, settings. */
export const textExtractor: Extractor = {
  name: 'text',
  version: 3,
  extensions: ['txt', 'text', 'log'],
  mediaTypes: ['text/plain'],
  headBytes: 20 * 1024 * 1024,
  async extract(file, context) {
    const { readText } = await import('./read-text.ts');
    return readText(file.bytes(), context);
  },
};
