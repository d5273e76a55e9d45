import type { Extractor } from '../types.ts';

/** PowerPoint presentations before 2007 (PowerPoint 97 to 2003). */
export const pptExtractor: Extractor = {
  name: 'ppt',
  version: 2,
  extensions: ['ppt', 'pps', 'pot'],
  mediaTypes: ['application/vnd.ms-powerpoint'],
  async extract(file, context) {
    const { readPpt } = await import('./read-ppt.ts');
    return readPpt(file, context);
  },
};
