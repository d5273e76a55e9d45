import { fold } from '../text/fold.ts';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN = 'application/vnd.oasis.opendocument';

/** What people call kinds of files, with the media types of each: those that the extractors give to files. */
const FAMILIES: readonly { names: readonly string[]; shown: string; mediaTypes: readonly string[] }[] = [
  { names: ['pdf'], shown: 'PDF', mediaTypes: ['application/pdf'] },
  {
    names: ['word', 'doc', 'docx', 'odt', 'rtf'],
    shown: 'Word',
    mediaTypes: [
      'application/msword',
      `${OFFICE}.wordprocessingml.document`,
      `${OFFICE}.wordprocessingml.template`,
      'application/vnd.ms-word.document.macroenabled.12',
      `${OPEN}.text`,
      'application/rtf',
      'text/rtf',
    ],
  },
  {
    names: ['excel', 'xls', 'xlsx', 'ods', 'csv', 'sheet', 'tabelle', 'spreadsheet'],
    shown: 'Excel',
    mediaTypes: [
      'application/vnd.ms-excel',
      'application/vnd.ms-excel.sheet.macroenabled.12',
      'application/vnd.ms-excel.sheet.binary.macroenabled.12',
      `${OFFICE}.spreadsheetml.sheet`,
      `${OFFICE}.spreadsheetml.template`,
      `${OPEN}.spreadsheet`,
      'text/csv',
      'text/tab-separated-values',
    ],
  },
  {
    names: ['powerpoint', 'ppt', 'pptx', 'odp', 'slides', 'folien', 'presentation', 'prasentation', 'praesentation'],
    shown: 'PowerPoint',
    mediaTypes: [
      'application/vnd.ms-powerpoint',
      'application/vnd.ms-powerpoint.presentation.macroenabled.12',
      `${OFFICE}.presentationml.presentation`,
      `${OFFICE}.presentationml.slideshow`,
      `${OFFICE}.presentationml.template`,
      `${OPEN}.presentation`,
    ],
  },
  {
    names: ['mail', 'email', 'e-mail', 'eml', 'msg'],
    shown: 'Mail',
    mediaTypes: ['message/rfc822', 'multipart/related', 'application/vnd.ms-outlook', 'application/mbox'],
  },
  { names: ['web', 'html', 'webseite', 'page'], shown: 'Web', mediaTypes: ['text/html', 'application/xhtml+xml'] },
  {
    names: ['image', 'picture', 'bild', 'photo', 'foto', 'png', 'jpg', 'jpeg'],
    shown: 'Image',
    mediaTypes: ['image/png', 'image/apng', 'image/jpeg', 'image/tiff', 'image/bmp', 'image/gif', 'image/webp', 'image/svg+xml'],
  },
  {
    names: ['text', 'txt', 'markdown', 'md', 'xml'],
    shown: 'Text',
    mediaTypes: ['text/plain', 'text/markdown', 'application/xml', 'text/xml'],
  },
  {
    names: ['archive', 'archiv', 'zip'],
    shown: 'Archive',
    mediaTypes: ['application/zip', 'application/gzip', 'application/x-tar'],
  },
];

const BY_NAME = new Map(FAMILIES.flatMap((family) => family.names.map((name) => [name, family] as const)));

/** The media types of what somebody calls a kind of file; undefined for a word that is none. */
export function mediaFamily(name: string): { shown: string; mediaTypes: readonly string[] } | undefined {
  const folded = fold(name.trim());
  return BY_NAME.get(folded) ?? (/^[\w.+-]+\/[\w.+-]+$/.test(folded) ? { shown: folded, mediaTypes: [folded] } : undefined);
}

/** One name of each kind, for whoever has begun to type one. */
export function mediaFamilyNames(): string[] {
  return FAMILIES.flatMap(({ names }) => names.slice(0, 1));
}
