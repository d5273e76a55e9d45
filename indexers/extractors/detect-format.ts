import type { Extractor } from '../types.ts';
import { describeText } from './detect-text-format.ts';
import { looksLikeText } from './looks-like-text.ts';
import type { RawFile } from './raw-file.ts';

/** Enough for every mark at the beginning of a file, and for the headers of a mail that went a long way. */
const HEAD_BYTES = 16 * 1024;
/** Readers of PDF look for its mark in the first kilobyte: one in sixty begins with something else. */
const PDF_MARK_BYTES = 1024;
const UNKNOWN = 'application/octet-stream';

/** What a file is, and who reads it. */
export interface Format {
  mediaType: string;
  /** Undefined for formats that nobody in the list reads. */
  extractor: Extractor | undefined;
}

/**
 * By its content: names lie. Only among texts, which look all alike, and for what is not recognised at all does the extension
 * decide. Reads the beginning and, of archives and compound files, the list of contents. Throws `encrypted` for an Office
 * document behind a password, `corrupt` for archives whose list of contents is missing.
 */
export async function detectFormat(file: RawFile, list: readonly Extractor[]): Promise<Format> {
  const head = file.read(0, HEAD_BYTES);
  const named = findByName(file.name, list);
  if (startsLikePdf(head)) return formatOf('application/pdf', list);
  if (startsWith(head, '504b0304') || startsWith(head, '504b0506')) return ofArchive(await describeZip(file), { named, list });
  if (startsWith(head, 'd0cf11e0a1b11ae1')) return ofArchive(await describeCompound(file), { named, list });
  if (looksLikeText(head)) return ofText(head, { named, list });
  const mediaType = await describeBinary(head);
  if (mediaType !== undefined) return formatOf(mediaType, list);
  // Damage is told by whoever reads such files.
  return named === undefined ? { mediaType: UNKNOWN, extractor: undefined } : ownFormat(named);
}

interface Clues {
  named: Extractor | undefined;
  list: readonly Extractor[];
}

/** Where the parts of an archive do not tell what it is, its name does: its reader says what is missing. */
function ofArchive(mediaType: string, { named, list }: Clues): Format {
  const isVague = mediaType === 'application/zip' || mediaType === 'application/x-cfb';
  const isNamedOtherwise = named?.mediaTypes.some((type) => /^application\/(msword|vnd\.|epub)/.test(type));
  return isVague && named !== undefined && isNamedOtherwise === true ? ownFormat(named) : formatOf(mediaType, list);
}

function ofText(head: Uint8Array, { named, list }: Clues): Format {
  const isPlain = named?.mediaTypes.some((type) => /^text\/(plain|markdown|csv)$/.test(type)) ?? false;
  const mediaType = head.length === 0 ? undefined : describeText(head, { isNote: isPlain });
  // One mail out of a mailbox keeps the line that began it there.
  if (mediaType === 'application/mbox' && named?.mediaTypes.includes('message/rfc822') === true) return ownFormat(named);
  if (mediaType !== undefined && !(isPlain && mediaType === 'application/xml')) {
    const format = formatOf(mediaType, list);
    if (format.extractor !== undefined || !/xml$/.test(mediaType)) return format;
    return formatOf('application/xml', list);
  }
  if (named !== undefined && (isTextReader(named) || head.length === 0)) return ownFormat(named);
  const plain = formatOf('text/plain', list);
  return plain.extractor === undefined && named !== undefined ? ownFormat(named) : plain;
}

/** Whether an extractor reads texts that begin with no mark of their own. */
function isTextReader({ mediaTypes }: Extractor): boolean {
  return mediaTypes.some((type) => type.startsWith('text/') || type.startsWith('message/') || /\/(xml|mbox)$/.test(type));
}

function startsLikePdf(head: Uint8Array): boolean {
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, PDF_MARK_BYTES));
  const at = start.indexOf('%PDF-');
  if (at === -1) return false;
  // Texts write about PDF.
  return (
    /^\s*$/.test(start.toString('latin1', 0, at).replace(/^ï»¿/, '')) ||
    !looksLikeText(head) ||
    /\n\d+ \d+ obj\b/.test(latin1(head))
  );
}

function startsWith(head: Uint8Array, hex: string): boolean {
  return Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, hex.length / 2)).toString('hex') === hex;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

async function describeZip(file: RawFile): Promise<string> {
  const { detectZip } = await import('./detect-zip.ts');
  return (await detectZip(file)) ?? 'application/zip';
}

async function describeCompound(file: RawFile): Promise<string> {
  const { detectCompound } = await import('./detect-compound.ts');
  return detectCompound(file);
}

async function describeBinary(head: Uint8Array): Promise<string | undefined> {
  if (startsWith(head, 'ff575043')) return 'application/vnd.wordperfect';
  if (latin1(head.subarray(0, 16)).startsWith('AT&TFORM')) return 'image/vnd.djvu';
  const { fileTypeFromBuffer } = await import('file-type');
  return (await fileTypeFromBuffer(head))?.mime.toLowerCase();
}

function findByName(name: string, list: readonly Extractor[]): Extractor | undefined {
  const extension = /[^.]\.([^.\s]{1,10})$/.exec(name)?.[1]?.toLowerCase();
  return extension === undefined ? undefined : list.find(({ extensions }) => extensions.includes(extension));
}

function formatOf(mediaType: string, list: readonly Extractor[]): Format {
  return { mediaType, extractor: list.find(({ mediaTypes }) => mediaTypes.includes(mediaType)) };
}

function ownFormat(extractor: Extractor): Format {
  return { mediaType: extractor.mediaTypes[0] ?? UNKNOWN, extractor };
}
