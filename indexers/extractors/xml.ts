import type { Extractor } from '../types.ts';

/** XML of whatever kind: the text of its elements, or all of it where attributes say more. */
export const xmlExtractor: Extractor = {
  name: 'xml',
  version: 1,
  extensions: ['xml', 'svg'],
  mediaTypes: ['application/xml', 'text/xml', 'image/svg+xml'],
  headBytes: 20 * 1024 * 1024,
  async extract(file, context) {
    const { readXml } = await import('./read-xml.ts');
    return readXml(file.bytes(), { isDrawing: file.mediaType === 'image/svg+xml', limits: context });
  },
};
