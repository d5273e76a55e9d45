import type { Extractor } from '../types.ts';

/** Word documents before 2007 (Word 6 to 2003). */
export const docExtractor: Extractor = {
  name: 'doc',
  version: 2,
  extensions: ['doc', 'dot'],
  mediaTypes: ['application/msword'],
  async extract(file, context) {
    const { readDoc } = await import('./read-doc.ts');
    return readDoc(file, context);
  },
};
