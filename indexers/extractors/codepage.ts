import iconv from 'iconv-lite';

const WESTERN = 'windows-1252';
/** Windows numbers that iconv-lite knows by another name, or that programs use for what they do not have. */
const NAMES: Readonly<Record<number, string>> = {
  // `\ansi` and "symbol" fonts say 0, 1 or 2.
  0: WESTERN,
  1: WESTERN,
  2: WESTERN,
  708: 'iso-8859-6',
  1200: 'utf-16le',
  1201: 'utf-16be',
  10000: 'macintosh',
  10006: 'macgreek',
  10007: 'maccyrillic',
  10029: 'maccenteuro',
  10081: 'macturkish',
  20127: WESTERN,
  20866: 'koi8-r',
  21866: 'koi8-u',
  // What Word 6 for the Macintosh calls itself.
  32768: 'macintosh',
  32769: WESTERN,
  51949: 'euc-kr',
  54936: 'gb18030',
  65000: 'utf-7',
  65001: 'utf-8',
};
const DOUBLE_BYTE = new Set([932, 936, 949, 950, 1361]);

/** Text in a Windows code page; one that nobody knows is read as Western European. */
export function decodeCodepage(bytes: Uint8Array, codepage: number | undefined): string {
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), encodingOf(codepage));
}

/** Whether a character can take two bytes. */
export function isDoubleByte(codepage: number | undefined): boolean {
  return codepage !== undefined && DOUBLE_BYTE.has(codepage);
}

function encodingOf(codepage: number | undefined): string {
  if (codepage === undefined) return WESTERN;
  const name = NAMES[codepage] ?? (codepage >= 28591 && codepage <= 28606 ? `iso-8859-${codepage - 28590}` : `cp${codepage}`);
  return iconv.encodingExists(name) ? name : WESTERN;
}
