import type { CharacterBox, TextGeometry } from './text-geometry.ts';

/** Puts `text` in the place of what stands between `from` and `to`. */
export interface Edit {
  from: number;
  to: number;
  text: string;
}

/** The combining character for each accent that a font may have as a character of its own. */
const COMBINING: Readonly<Record<string, string>> = {
  '`': '\u0300',
  '\u00b4': '\u0301',
  '^': '\u0302',
  ˆ: '\u0302',
  '~': '\u0303',
  '˜': '\u0303',
  '\u00af': '\u0304',
  '˘': '\u0306',
  '˙': '\u0307',
  '\u00a8': '\u0308',
  '˚': '\u030a',
  '˝': '\u030b',
  ˇ: '\u030c',
  '\u00b8': '\u0327',
  '˛': '\u0328',
};
const ACCENT = /[`^~´ˆ˜¯˘˙¨˚˝ˇ¸˛]/g;
/** Letters whose dot gives way to an accent. */
const DOTLESS: Readonly<Record<string, string>> = { ı: 'i', ȷ: 'j' };

/**
 * TeX and others print "ś" as two characters, the accent first, one over the other: together they are one letter. Only what
 * stands over, or under, a letter is taken for an accent; the grave accents and carets of programs stay.
 */
export function composeAccents(text: string, geometry: TextGeometry): Edit[] {
  const edits: Edit[] = [];
  for (const { index, 0: accent } of text.matchAll(ACCENT)) {
    const edit = composeAt(text, { at: index, combining: COMBINING[accent] ?? '' }, geometry);
    if (edit !== undefined) edits.push(edit);
  }
  return edits;
}

function composeAt(text: string, { at, combining }: { at: number; combining: string }, geometry: TextGeometry): Edit | undefined {
  const before = compose(text[at - 1], combining);
  const after = compose(text[at + 1], combining);
  if (before === undefined && after === undefined) return undefined;
  const accent = geometry.box(at);
  if (accent === undefined) return undefined;
  if (after !== undefined && covers(accent, geometry.box(at + 1)))
    return { from: isWordGap(text, at, geometry) ? at : at - 1, to: at + 2, text: after };
  if (before !== undefined && covers(accent, geometry.box(at - 1))) return { from: at - 1, to: at + 1, text: before };
  return undefined;
}

/** The accented letter; undefined when there is no such letter. */
function compose(letter: string | undefined, combining: string): string | undefined {
  if (letter === undefined) return undefined;
  const composed = ((DOTLESS[letter] ?? letter) + combining).normalize('NFC');
  return composed.length === 1 && /\p{L}/u.test(composed) ? composed : undefined;
}

function covers(accent: CharacterBox, letter: CharacterBox | undefined): boolean {
  if (letter === undefined) return false;
  const middle = (accent.left + accent.right) / 2;
  return middle >= letter.left && middle <= letter.right;
}

/** False when the accent alone made PDFium see a space before it: "narz ˛edzi". */
function isWordGap(text: string, at: number, geometry: TextGeometry): boolean {
  if (text[at - 1] !== ' ' || !/\p{L}/u.test(text[at - 2] ?? '')) return true;
  const before = geometry.box(at - 2);
  const letter = geometry.box(at + 1);
  if (before === undefined || letter === undefined) return true;
  return letter.left - before.right > 0.4 * (letter.top - letter.bottom) || letter.right < before.left;
}
