/**
 * The same word however it is written: lower case, no accents, letters without a decomposition spelled out. It is what
 * Meilisearch's own normaliser does for Latin script, so our matcher and the engine agree.
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase()
    .replace(/[ßøæœłđðþı]/g, (letter) => SPELLED_OUT[letter] ?? letter);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const ASCII = /^[\x00-\x7f]*$/;

const SPELLED_OUT: Record<string, string> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/**
 * Folded with umlauts written out, as in e-mail addresses and on keyboards without them: Müller → mueller, Ångström → aangstroem.
 * Undefined when that is no other spelling than `fold` gives.
 */
export function foldExpanded(text: string): string | undefined {
  if (ASCII.test(text)) return undefined;
  const composed = text.normalize('NFC');
  const replaced = composed.replace(/[äöüåøÄÖÜÅØ]/g, (letter) => EXPANDED[letter.toLowerCase()] ?? letter);
  if (replaced === composed) return undefined;
  const expanded = fold(replaced);
  return expanded === fold(text) ? undefined : expanded;
}

const EXPANDED: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };
