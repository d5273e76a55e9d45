import type { Extractor } from '../types.ts';

/**
 * OpenDocument texts, spreadsheets, presentations and drawings (OASIS ODF 1.3), their templates, as packages and as single XML
 * files, and those of OpenOffice.org 1 before it was a standard.
 */
export const odfExtractor: Extractor = {
  name: 'odf',
  version: 2,
  extensions: [
    ...['odt', 'ott', 'odm', 'oth', 'ods', 'ots', 'odp', 'otp', 'odg', 'otg'],
    ...['fodt', 'fods', 'fodp', 'fodg', 'sxw', 'stw', 'sxc', 'stc', 'sxi', 'sti', 'sxd', 'std'],
  ],
  mediaTypes: [
    'application/vnd.oasis.opendocument.text',
    'application/vnd.oasis.opendocument.text-template',
    'application/vnd.oasis.opendocument.text-master',
    'application/vnd.oasis.opendocument.text-web',
    'application/vnd.oasis.opendocument.text-flat-xml',
    'application/vnd.oasis.opendocument.spreadsheet',
    'application/vnd.oasis.opendocument.spreadsheet-template',
    'application/vnd.oasis.opendocument.spreadsheet-flat-xml',
    'application/vnd.oasis.opendocument.presentation',
    'application/vnd.oasis.opendocument.presentation-template',
    'application/vnd.oasis.opendocument.presentation-flat-xml',
    'application/vnd.oasis.opendocument.graphics',
    'application/vnd.oasis.opendocument.graphics-template',
    'application/vnd.oasis.opendocument.graphics-flat-xml',
    'application/vnd.sun.xml.writer',
    'application/vnd.sun.xml.writer.template',
    'application/vnd.sun.xml.calc',
    'application/vnd.sun.xml.calc.template',
    'application/vnd.sun.xml.impress',
    'application/vnd.sun.xml.impress.template',
    'application/vnd.sun.xml.draw',
    'application/vnd.sun.xml.draw.template',
  ],
  async extract(file, context) {
    const { readOdf } = await import('./read-odf.ts');
    return readOdf(file, context);
  },
};
