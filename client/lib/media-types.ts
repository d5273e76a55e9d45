export type MediaFamily = 'pdf' | 'text' | 'sheet' | 'slides' | 'web' | 'mail' | 'image' | 'other';

const EXACT: Record<string, readonly [MediaFamily, string]> = {
  'application/pdf': ['pdf', 'PDF'],
  'application/msword': ['text', 'Word'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['text', 'Word'],
  'application/vnd.oasis.opendocument.text': ['text', 'OpenDocument text'],
  'application/rtf': ['text', 'Rich text'],
  'application/vnd.ms-excel': ['sheet', 'Excel'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['sheet', 'Excel'],
  'application/vnd.oasis.opendocument.spreadsheet': ['sheet', 'OpenDocument sheet'],
  'text/csv': ['sheet', 'CSV'],
  'application/vnd.ms-powerpoint': ['slides', 'PowerPoint'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['slides', 'PowerPoint'],
  'application/vnd.oasis.opendocument.presentation': ['slides', 'OpenDocument slides'],
  'text/html': ['web', 'Web page'],
  'application/xhtml+xml': ['web', 'Web page'],
  'text/markdown': ['text', 'Markdown'],
  'text/plain': ['text', 'Plain text'],
  'message/rfc822': ['mail', 'Mail'],
};

/** Which picture stands for a media type (RFC 6838), and what people call it. */
export function mediaTypeOf(mediaType: string): { family: MediaFamily; name: string } {
  const essence = mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
  const known = EXACT[essence];
  if (known) return { family: known[0], name: known[1] };
  if (essence.startsWith('image/')) return { family: 'image', name: 'Picture' };
  if (essence.startsWith('text/')) return { family: 'text', name: 'Text' };
  return { family: 'other', name: essence.split('/').at(-1) || 'File' };
}
