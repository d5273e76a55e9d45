import { fold } from '../text/fold.ts';

/** Looked for from its digits, which are rare: from its letters the same takes several times as long. */
const CODE = /(?=\d\d)(?<=(?<![\p{L}\p{N}])(\p{L}{1,8})([-_ ./]?))(\d{2,10})(?![\p{L}\p{N}])/gu;
const CODES_PER_PASSAGE = 50;

/**
 * Codes of a text in the other way to write them: `prj1234` for `PRJ-1234`, `prj 1234` for `PRJ1234`. Meilisearch finds words from their start only, so `prj1234` and `PRJ-1234` are two words to it and
 * strangers to each other.
 */
export function codesIn(text: string): string[] {
  const codes = new Set<string>();
  for (const [, letters = '', separator = '', digits = ''] of text.matchAll(CODE)) {
    if (separator === ' ' && letters !== letters.toUpperCase()) continue; // "page 12" is no code, "ISO 9001" is
    codes.add(separator === '' ? `${fold(letters)} ${digits}` : `${fold(letters)}${digits}`);
    if (codes.size >= CODES_PER_PASSAGE) break;
  }
  return [...codes];
}
