import type { Extractor } from '../types.ts';

/** Word documents and templates, with and without macros (ISO/IEC 29500, transitional and strict). */
export const docxExtractor: Extractor = {
  name: 'docx',
  version: 3,
  extensions: ['docx', 'docm', 'dotx', 'dotm'],
  mediaTypes: [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.template',
    'application/vnd.ms-word.document.macroenabled.12',
    'application/vnd.ms-word.template.macroenabled.12',
  ],
  async extract(file, context) {
    const { readDocx } = await import('./read-docx.ts');
    return readDocx(file, context);
  },
};
