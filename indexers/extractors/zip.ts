import type { Extractor } from '../types.ts';

/** Archives are found by the names of the files in them; nothing is unpacked. */
export const zipExtractor: Extractor = {
  name: 'zip',
  version: 2,
  extensions: ['zip', 'jar', 'tar'],
  mediaTypes: ['application/zip', 'application/java-archive', 'application/x-tar'],
  async extract(file, context) {
    const { readArchive } = await import('./archive/read-archive.ts');
    return readArchive(file, context);
  },
};
