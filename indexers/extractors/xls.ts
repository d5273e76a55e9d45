import type { Extractor } from '../types.ts';

/** Excel workbooks before 2007 (Excel 2 to 2003), and the binary ones of today. */
export const xlsExtractor: Extractor = {
  name: 'xls',
  version: 2,
  extensions: ['xls', 'xlt', 'xla', 'xlw', 'xlsb'],
  mediaTypes: ['application/vnd.ms-excel', 'application/vnd.ms-excel.sheet.binary.macroenabled.12'],
  async extract(file, context) {
    const { readXls } = await import('./read-xls.ts');
    return readXls(file, context);
  },
};
