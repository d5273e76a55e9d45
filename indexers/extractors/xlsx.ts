import type { Extractor } from '../types.ts';

/** Excel workbooks and templates, with and without macros (ISO/IEC 29500, transitional and strict); a sheet is a page. */
export const xlsxExtractor: Extractor = {
  name: 'xlsx',
  version: 2,
  extensions: ['xlsx', 'xlsm', 'xltx', 'xltm', 'xlam'],
  mediaTypes: [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.template',
    'application/vnd.ms-excel.sheet.macroenabled.12',
    'application/vnd.ms-excel.template.macroenabled.12',
    'application/vnd.ms-excel.addin.macroenabled.12',
  ],
  async extract(file, context) {
    const { readXlsx } = await import('./read-xlsx.ts');
    return readXlsx(file, context);
  },
};
