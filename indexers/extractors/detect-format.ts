import type { Extractor } from '../types.ts';
import { ExtractionError } from './extraction-error.ts';
import type { RawFile } from './raw-file.ts';

const HEAD_BYTES = 4096;
const MAX_LOOK_BYTES = 16 * 1024 * 1024;

/** What a file is, and who reads it. */
export interface Format {
  mediaType: string;
  /** Undefined for formats that nobody in the list reads. */
  extractor: Extractor | undefined;
}

/**
 * By its content first: names lie. Text formats look all alike, so among those the extension decides, and a file without one
 * that reads like text is text. Throws `encrypted` for an Office document behind a password.
 */
export async function detectFormat(file: RawFile, list: readonly Extractor[]): Promise<Format> {
  const bytes = file.read(0, MAX_LOOK_BYTES);
  const extension = extensionOf(file.name);
  const byExtension = list.find(({ extensions }) => extension !== undefined && extensions.includes(extension));
  const mediaType = await detectMediaType(bytes);
  if (mediaType !== undefined) {
    const extractor = list.find(({ mediaTypes }) => mediaTypes.includes(mediaType));
    if (extractor !== undefined || !isVagueType(mediaType)) return { mediaType, extractor };
  }
  if (looksLikeHtml(bytes) && (byExtension === undefined ? extension === undefined : byExtension.name === 'text'))
    return formatOf(
      list.find(({ mediaTypes }) => mediaTypes.includes('text/html')),
      'text/html',
    );
  if (byExtension !== undefined) return formatOf(byExtension, 'application/octet-stream');
  if (extension === undefined && looksLikeText(bytes))
    return formatOf(
      list.find(({ mediaTypes }) => mediaTypes.includes('text/plain')),
      'text/plain',
    );
  return { mediaType: mediaType ?? 'application/octet-stream', extractor: undefined };
}

async function detectMediaType(bytes: Uint8Array): Promise<string | undefined> {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024));
  // One PDF in sixty begins with something else; readers look for the mark in the first kilobyte.
  if (head.includes('%PDF-')) return 'application/pdf';
  const { fileTypeFromBuffer } = await import('file-type');
  const type = await fileTypeFromBuffer(bytes);
  return type?.mime === 'application/x-cfb' ? describeCompoundFile(bytes) : type?.mime.toLowerCase();
}

/** Old Office formats and encrypted new ones are all "compound files"; the names of their streams tell them apart. */
function describeCompoundFile(bytes: Uint8Array): string {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const holds = (stream: string): boolean => data.includes(Buffer.from(stream, 'utf16le'));
  if (holds('EncryptedPackage')) throw new ExtractionError('encrypted', 'The document is protected by a password');
  if (holds('WordDocument')) return 'application/msword';
  if (holds('Workbook')) return 'application/vnd.ms-excel';
  if (holds('PowerPoint Document')) return 'application/vnd.ms-powerpoint';
  if (holds('__properties_version1.0')) return 'application/vnd.ms-outlook';
  return 'application/x-cfb';
}

/** Says less than the file's name does. */
function isVagueType(mediaType: string): boolean {
  return mediaType === 'application/xml' || mediaType === 'text/xml' || mediaType.startsWith('text/');
}

function formatOf(extractor: Extractor | undefined, otherwise: string): Format {
  return { mediaType: extractor?.mediaTypes[0] ?? otherwise, extractor };
}

function extensionOf(name: string): string | undefined {
  return /[^.]\.([^.\s]{1,10})$/.exec(name)?.[1]?.toLowerCase();
}

function looksLikeHtml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1').replace(/\0/g, '');
  return /^(?:\xef\xbb\xbf|\xff\xfe)?\s*(?:<!--[\s\S]{0,500}?-->\s*)?(?:<!doctype html|<html[\s>])/i.test(head);
}

function looksLikeText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, HEAD_BYTES);
  if (head.length === 0) return false;
  const controls = head.reduce(
    (sum, byte) => (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 ? sum + 1 : sum),
    0,
  );
  return controls === 0;
}
