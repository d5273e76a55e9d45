import iconv from 'iconv-lite';
import jschardet from 'jschardet';
import { ExtractionError } from './extraction-error.ts';
import { looksLikeText, unmarkedUtf16 } from './looks-like-text.ts';

export interface DecodedText {
  text: string;
  encoding: string;
}

/** The detector's time grows with what it is given, its judgement does not. */
const SAMPLE_BYTES = 32 * 1024;
const CERTAIN_ENOUGH = 0.2;
const FALLBACK = 'windows-1252';
const MARKS: readonly (readonly [hex: string, encoding: string])[] = [
  ['efbbbf', 'utf-8'],
  ['fffe0000', 'utf-32le'],
  ['0000feff', 'utf-32be'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
];
/** Supersets of what is found or declared: programs write more than the standard they name. */
const WIDER: Readonly<Record<string, string>> = {
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'euc-kr': 'cp949',
  ascii: FALLBACK,
  'us-ascii': FALLBACK,
  'iso-8859-1': FALLBACK,
  'iso-8859-9': 'windows-1254',
  'tis-620': 'windows-874',
};
/** ř, ě and ž. */
const CZECH_LETTERS = [0xf8, 0xec, 0x9e];
const SIGN_WITHIN_WORD = /[a-zà-ÿ][±³¶¹»¼¾¿](?=[a-zà-ÿ])/gi;
/** Mail and old Japanese files: bytes below 128 that switch alphabets by escape sequences. */
const JAPANESE_ESCAPES = ['\u001b$B', '\u001b$@'];

/**
 * Bytes of unknown encoding as text: byte order mark, then UTF-16 by where its zero bytes are, then UTF-8 (nothing else passes
 * that by chance; a few broken characters among many good ones are forgiven), then what the file declares, then a guess from
 * the frequency of letters. A sequence cut off at the end is dropped; zeros become blanks. Throws `corrupt` for what is not text.
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const marked = markedEncoding(bytes) ?? unmarkedUtf16(bytes);
  if (marked !== undefined) return { encoding: marked, text: withoutZeros(decodeAs(bytes, marked)) };
  if (!looksLikeText(bytes, { mayHaveHoles: true }))
    throw new ExtractionError('corrupt', 'The file is not text: it holds binary data');
  const utf8 = readUtf8(bytes);
  if (utf8 !== undefined) {
    if (JAPANESE_ESCAPES.some((sequence) => utf8.slice(0, SAMPLE_BYTES).includes(sequence)))
      return { encoding: 'iso-2022-jp', text: decodeAs(bytes, 'iso-2022-jp') };
    return { encoding: 'utf-8', text: withoutZeros(utf8) };
  }
  const encoding = usableDeclaration(declared) ?? guess(bytes);
  return { encoding, text: withoutZeros(decodeAs(bytes, encoding)) };
}

function markedEncoding(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  return MARKS.find(([mark]) => start.startsWith(mark))?.[1];
}

function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    // A byte that UTF-8 does not allow: another encoding, or one bad line among thousands.
    return readDamagedUtf8(bytes);
  }
}

/** Undefined unless most of what is not ASCII is good UTF-8. */
function readDamagedUtf8(bytes: Uint8Array): string | undefined {
  const sample = new TextDecoder().decode(sampleOf(bytes), { stream: true });
  let good = 0;
  let bad = 0;
  for (let at = 0; at < sample.length; at += 1) {
    const code = sample.charCodeAt(at);
    if (code === 0xfffd) bad += 1;
    else if (code > 127) good += 1;
  }
  return good > 10 * bad ? new TextDecoder().decode(bytes, { stream: true }) : undefined;
}

function usableDeclaration(declared: string | undefined): string | undefined {
  const name = declared?.toLowerCase();
  // Bytes that are no UTF-8 have refuted these.
  if (name === undefined || /^(utf-?(8|16|32).*|us-ascii|ascii)$/.test(name)) return undefined;
  const wider = WIDER[name] ?? name;
  return iconv.encodingExists(wider) || isDecoderLabel(wider) ? wider : undefined;
}

function guess(bytes: Uint8Array): string {
  // Zeros would make it believe in UTF-16.
  const sample = sampleOf(bytes).filter((byte) => byte !== 0);
  const { encoding, confidence } = jschardet.detect(Buffer.from(sample));
  const name = encoding === null || confidence < CERTAIN_ENOUGH ? FALLBACK : encoding.toLowerCase();
  const wider = WIDER[name] ?? name;
  const other = wider === FALLBACK ? centralEuropean(sample) : undefined;
  if (other !== undefined) return other;
  return iconv.encodingExists(wider) || isDecoderLabel(wider) ? wider : FALLBACK;
}

/**
 * The detector has no frequencies of Czech, and too few of Polish for a short note: read as Western European, their letters are
 * signs that never stand within a word (³, ¿, ¹, ±), or letters that no Western language uses together.
 */
function centralEuropean(sample: Uint8Array): string | undefined {
  if (CZECH_LETTERS.every((letter) => sample.includes(letter))) return 'windows-1250';
  const text = Buffer.from(sample.buffer, sample.byteOffset, sample.length).toString('latin1');
  const signs = text.match(SIGN_WITHIN_WORD) ?? [];
  if (signs.length < 2) return undefined;
  const isOfWindows = sample.some((byte) => byte >= 0x80 && byte < 0xa0);
  return !isOfWindows && signs.some((sign) => /[±¶¼»]/.test(sign)) ? 'iso-8859-2' : 'windows-1250';
}

/** From the line of the first byte that tells anything: a log can be plain ASCII for megabytes. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  let first = 0;
  while (first < bytes.length && (bytes[first] ?? 0) < 128) first += 1;
  const lineStart = bytes.lastIndexOf(10, first) + 1;
  const start = first - lineStart > SAMPLE_BYTES / 2 ? first : lineStart;
  return bytes.subarray(start, start + SAMPLE_BYTES);
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  if (encoding === 'utf-16le' || encoding === 'utf-16be' || !iconv.encodingExists(encoding))
    return new TextDecoder(encoding).decode(bytes, { stream: true });
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), encoding);
}

/** `TextDecoder` knows the stateful encodings of the web that iconv-lite leaves out. */
function isDecoderLabel(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}

/** Holes in a log file. */
function withoutZeros(text: string): string {
  return text.includes('\0') ? text.replace(/\0+/g, ' ') : text;
}
