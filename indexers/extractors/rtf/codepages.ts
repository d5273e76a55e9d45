/** Windows code pages by the character set of a font (RTF 1.9.1, `\fcharset`). */
const BY_CHARSET: Readonly<Record<number, number>> = {
  0: 1252,
  2: 1252,
  77: 10000,
  78: 932,
  128: 932,
  129: 949,
  130: 1361,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
  254: 437,
  255: 850,
};
/** What the beginning of a file can say instead of a number. */
export const CODEPAGE_WORDS: ReadonlyMap<string, number> = new Map([
  ['ansi', 1252],
  ['mac', 10000],
  ['pc', 437],
  ['pca', 850],
]);

/** Undefined for "the one of the document". */
export function codepageOfCharset(charset: number): number | undefined {
  return BY_CHARSET[charset];
}
