import type { Extractor } from '../types.ts';

const HEAD_BYTES = 20 * 1024 * 1024;

/** XML of whatever kind: the text of its elements, or all of it where attributes say more. */
export const xmlExtractor: Extractor = {
  name: 'xml',
  version: 2,
  extensions: ['xml', 'svg'],
  mediaTypes: ['application/xml', 'text/xml', 'image/svg+xml'],
  headBytes: HEAD_BYTES,
  async extract(file, context) {
    const { readXml } = await import('./read-xml.ts');
    const isDrawing = file.mediaType === 'image/svg+xml';
    return readXml(file.bytes(), { isDrawing, isHead: file.size > HEAD_BYTES, limits: context });
  },
};
