import type { Extractor } from '../types.ts';

/** Tables as text, row by row; the first row, when it reads like one, is the heading of all. */
export const csvExtractor: Extractor = {
  name: 'csv',
  version: 2,
  extensions: ['csv', 'tsv'],
  mediaTypes: ['text/csv', 'text/tab-separated-values'],
  headBytes: 20 * 1024 * 1024,
  async extract(file, context) {
    const { readCsv } = await import('./read-csv.ts');
    return readCsv(file.bytes(), context);
  },
};
