import { catalogue } from './language.ts';

export type MediaFamily = 'pdf' | 'text' | 'sheet' | 'slides' | 'web' | 'mail' | 'image' | 'other';

const words = catalogue({
  en: {
    odt: 'OpenDocument text',
    rtf: 'Rich text',
    ods: 'OpenDocument sheet',
    odp: 'OpenDocument slides',
    web: 'Web page',
    plain: 'Plain text',
    mail: 'Mail',
    picture: 'Picture',
    text: 'Text',
    file: 'File',
  },
  de: {
    odt: 'OpenDocument-Text',
    rtf: 'RTF-Text',
    ods: 'OpenDocument-Tabelle',
    odp: 'OpenDocument-Folien',
    web: 'Webseite',
    plain: 'Reiner Text',
    mail: 'E-Mail',
    picture: 'Bild',
    text: 'Text',
    file: 'Datei',
  },
});
type Word = keyof ReturnType<typeof words>;

/** A name that is the same in every language, or the word that stands for it. */
const EXACT: Record<string, readonly [MediaFamily, string | { word: Word }]> = {
  'application/pdf': ['pdf', 'PDF'],
  'application/msword': ['text', 'Word'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['text', 'Word'],
  'application/vnd.oasis.opendocument.text': ['text', { word: 'odt' }],
  'application/rtf': ['text', { word: 'rtf' }],
  'application/vnd.ms-excel': ['sheet', 'Excel'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['sheet', 'Excel'],
  'application/vnd.oasis.opendocument.spreadsheet': ['sheet', { word: 'ods' }],
  'text/csv': ['sheet', 'CSV'],
  'application/vnd.ms-powerpoint': ['slides', 'PowerPoint'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['slides', 'PowerPoint'],
  'application/vnd.oasis.opendocument.presentation': ['slides', { word: 'odp' }],
  'text/html': ['web', { word: 'web' }],
  'application/xhtml+xml': ['web', { word: 'web' }],
  'text/markdown': ['text', 'Markdown'],
  'text/plain': ['text', { word: 'plain' }],
  'message/rfc822': ['mail', { word: 'mail' }],
};

/** Which picture stands for a media type (RFC 6838), and what people call it. */
export function mediaTypeOf(mediaType: string): { family: MediaFamily; name: string } {
  const essence = mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
  const known = EXACT[essence];
  if (known) return { family: known[0], name: typeof known[1] === 'string' ? known[1] : words()[known[1].word] };
  if (essence.startsWith('image/')) return { family: 'image', name: words().picture };
  if (essence.startsWith('text/')) return { family: 'text', name: words().text };
  return { family: 'other', name: essence.split('/').at(-1) || words().file };
}
