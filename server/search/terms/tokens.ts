import { isUnspaced, wordsOf } from '../text/words.ts';

/**
 * The words of a text as they are counted: folded, in order. Scripts that are written without spaces have no words to count; of
 * them every two neighbouring characters are one (as in Lucene's CJK analysis), so that any part of a run can be found in it.
 */
export function tokensOf(text: string): string[] {
  if (ASCII.test(text)) return asciiTokens(text);
  const tokens: string[] = [];
  for (const { folded } of wordsOf(text)) {
    if (isUnspaced(folded)) tokens.push(...partsOfRun(folded));
    else tokens.push(folded);
  }
  return tokens;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const ASCII = /^[\x00-\x7f]*$/;

/** The same as `wordsOf` finds, several times faster. */
function asciiTokens(text: string): string[] {
  const tokens = text.toLowerCase().match(/[a-z0-9]+(?:'[a-z]+)*/g) ?? [];
  return text.includes("'") ? tokens.map((token) => token.replaceAll("'", '')) : tokens;
}

const RUNS =
  /(?<unspaced>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}ー]+)|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu;

function partsOfRun(word: string): string[] {
  return [...word.matchAll(RUNS)].flatMap(({ 0: run, groups }) => (groups?.unspaced === undefined ? [run] : pairs([...run])));
}

function pairs(characters: string[]): string[] {
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, n) => `${characters[n]}${character}`);
}
