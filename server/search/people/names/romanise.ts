import anyAscii from 'any-ascii';

/**
 * A word of any script in plain Latin letters, lower case: Мария → mariya, Γιώργος → giorgos, 张伟 → zhangwei, Łukasz → lukasz.
 * Letter by letter (any-ascii), with the pairs of letters that Greek reads as one sound, and ё as it is spoken.
 */
export function romanise(text: string): string {
  return latinOf(text).toLowerCase();
}

/**
 * Names written without spaces come with the family name first and one sign for it: 张伟 → ["zhang", "wei"]. Undefined for other
 * words.
 */
export function romanisedParts(text: string): [surname: string, given: string] | undefined {
  if (!ONE_SIGN_PER_SYLLABLE.test(text)) return undefined;
  const [surname = '', ...given] = Array.from(text).map((sign) => latinOf(sign).toLowerCase());
  return [surname, given.join('')];
}

const ONE_SIGN_PER_SYLLABLE = /^[\p{Script=Han}\p{Script=Hangul}]{2,4}$/u;

function latinOf(text: string): string {
  if (/^[a-z0-9]*$/i.test(text)) return text;
  const beginning = text.normalize('NFC').replace(/^μπ/iu, 'b');
  const spoken = beginning.replace(SPOKEN, (letters) => SPOKEN_AS[letters.toLowerCase().normalize('NFC')] ?? letters);
  return anyAscii(spoken).replace(/[^a-z0-9]+/gi, '');
}

const SPOKEN_AS: Record<string, string> = {
  ου: 'ou',
  ού: 'ou',
  ευ: 'ev',
  εύ: 'ev',
  αυ: 'av',
  αύ: 'av',
  μπ: 'mp',
  ντ: 'nt',
  γκ: 'gk',
  γγ: 'ng',
  ё: 'yo',
};
const SPOKEN = new RegExp(Object.keys(SPOKEN_AS).join('|'), 'giu');
