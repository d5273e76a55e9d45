import type { Extractor } from '../types.ts';

/** One file that was made smaller is read as what it is; of a compressed archive the names in it. */
export const gzipExtractor: Extractor = {
  name: 'gzip',
  version: 1,
  extensions: ['gz', 'tgz'],
  mediaTypes: ['application/gzip'],
  async extract(file, context) {
    const { readGzip } = await import('./archive/read-gzip.ts');
    return readGzip(file, context);
  },
};
