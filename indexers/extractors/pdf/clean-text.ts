import { tidy } from '../section-builder.ts';

/** By which PDFium marks a hyphen at the end of a line; the next line follows at once. */
const LINE_END_HYPHEN = '\ufffe';
/** Ligatures, Arabic letters in the shape of their place in the word, letters of double width: what nobody types. */
const PRESENTATION_FORMS = /[\ufb00-\ufb4f\ufb50-\ufdcf\ufdf0-\ufdfb\ufe70-\ufefc\uff01-\uff5e\u2f00-\u2fd5]/;
/** Latin letters that look like Cyrillic ones: some fonts have but one glyph for both. */
const LATIN = 'aceiopsxyjABCEHIJKMOPSTX';
const CYRILLIC = 'асеіорѕхујАВСЕНІЈКМОРЅТХ';

/** Text as people write it, out of what the fonts of a page made of it. */
export function cleanText(raw: string): string {
  return tidy(foldLookalikes(foldForms(joinHyphenated(withoutControls(raw)).normalize('NFC'))));
}

/** Characters that say what a font could not: the more there are, the less a text is one. Spaces do not count. */
export function garbledShare(text: string): number {
  const shown = text.length - (text.match(/\s+/g)?.join('').length ?? 0);
  const odd = text.match(/[\ue000-\uf8ff\ufffd]/g)?.length ?? 0;
  return shown === 0 ? 0 : (odd + brokenLetters(text)) / shown;
}

/** Words in two alphabets at once, and words of joined letters (Hebrew, Arabic) that came apart. */
function brokenLetters(text: string): number {
  if (!/[\u0400-\u04ff\u0590-\u06ff]/.test(text)) return 0;
  const mixed = text.match(/[\u0400-\u04ff\u0590-\u06ff][A-Za-z]|[A-Za-z][\u0400-\u04ff\u0590-\u06ff]/g)?.length ?? 0;
  const apart = text.match(/(?<!\S)[\u0590-\u06ff](?: [\u0590-\u06ff](?!\S)){2,}/g) ?? [];
  return mixed + apart.reduce((letters, run) => letters + (run.length + 1) / 2, 0);
}

/** Control characters are codes of glyphs for which a font gives no character. */
function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is looked for.
  return text.replace(/\r\n?/g, '\n').replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, '\ufffd');
}

/** Words that were divided at the end of a line. Other hyphens there stay, and the line ends after them. */
function joinHyphenated(text: string): string {
  return text
    .replace(/(?<=\p{Ll})(?:\ufffe\n?|[-\u2010]\n[^\S\n]*|\u00ad\s*)(?=\p{Ll})/gu, '')
    .replaceAll(LINE_END_HYPHEN, '-\n')
    .replaceAll('\u00ad', '');
}

function foldForms(text: string): string {
  if (!PRESENTATION_FORMS.test(text)) return text;
  return text.replace(new RegExp(`${PRESENTATION_FORMS.source}+`, 'g'), (forms) => forms.normalize('NFKC'));
}

/** "вiд" with a Latin i: nobody finds it. */
function foldLookalikes(text: string): string {
  if (!/[\u0400-\u04ff][a-zA-Z]|[a-zA-Z][\u0400-\u04ff]/.test(text)) return text;
  return text.replace(
    // From the first letter of a word only: elsewhere each of them would be tried as one.
    /(?<![\u0400-\u04ffA-Za-z])[\u0400-\u04ffA-Za-z]*(?:[\u0400-\u04ff][A-Za-z]|[A-Za-z][\u0400-\u04ff])[\u0400-\u04ffA-Za-z]*/g,
    (word) => {
      const folded = word.replace(/[A-Za-z]/g, (letter) => CYRILLIC[LATIN.indexOf(letter)] ?? letter);
      return /[A-Za-z]/.test(folded) ? word : folded;
    },
  );
}
