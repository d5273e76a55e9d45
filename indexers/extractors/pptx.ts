import type { Extractor } from '../types.ts';

/** PowerPoint presentations, shows and templates, with and without macros (ISO/IEC 29500, transitional and strict). */
export const pptxExtractor: Extractor = {
  name: 'pptx',
  version: 2,
  extensions: ['pptx', 'pptm', 'potx', 'potm', 'ppsx', 'ppsm', 'ppam'],
  mediaTypes: [
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    'application/vnd.openxmlformats-officedocument.presentationml.template',
    'application/vnd.openxmlformats-officedocument.presentationml.slideshow',
    'application/vnd.ms-powerpoint.presentation.macroenabled.12',
    'application/vnd.ms-powerpoint.template.macroenabled.12',
    'application/vnd.ms-powerpoint.slideshow.macroenabled.12',
    'application/vnd.ms-powerpoint.addin.macroenabled.12',
  ],
  async extract(file, context) {
    const { readPptx } = await import('./read-pptx.ts');
    return readPptx(file, context);
  },
};
