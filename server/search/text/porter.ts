/**
 * Porter's stemmer (M. F. Porter, "An algorithm for suffix stripping", 1980): one form for "index", "indexes" and "indexing".
 * Our own, because the library's English makes "adop" of "adoption", which never meets "adopt" again. Takes a lower-case word.
 */
export function porter(word: string): string {
  return word.length > 2 && /^[a-z]+$/.test(word) ? strip(word) : word;
}

const C = '[^aeiou][^aeiouy]*';
const V = '[aeiouy][aeiou]*';
/** At least one, exactly one, at least two vowel-consonant sequences; a vowel somewhere; a short last syllable. */
const M_OVER_0 = new RegExp(`^(${C})?${V}${C}`);
const M_IS_1 = new RegExp(`^(${C})?${V}${C}(${V})?$`);
const M_OVER_1 = new RegExp(`^(${C})?${V}${C}${V}${C}`);
const HAS_VOWEL = new RegExp(`^(${C})?[aeiouy]`);
const SHORT = new RegExp(`^${C}[aeiouy][^aeiouwxy]$`);

function strip(word: string): string {
  // A y that begins a word is a consonant; marking it keeps the patterns simple.
  const marked = word.startsWith('y') ? `Y${word.slice(1)}` : word;
  return [plural, pastOrGerund, finalY, doubleSuffix, simpleSuffix, lastSuffix, tidy]
    .reduce((stemmed, step) => step(stemmed), marked)
    .toLowerCase();
}

function plural(word: string): string {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

function pastOrGerund(word: string): string {
  if (word.endsWith('eed')) return M_OVER_0.test(word.slice(0, -3)) ? word.slice(0, -1) : word;
  const base = /^(.+?)(ed|ing)$/.exec(word)?.[1];
  if (base === undefined || !HAS_VOWEL.test(base)) return word;
  if (/(at|bl|iz)$/.test(base)) return `${base}e`;
  if (/([^aeiouylsz])\1$/.test(base)) return base.slice(0, -1);
  return SHORT.test(base) ? `${base}e` : base;
}

function finalY(word: string): string {
  return word.endsWith('y') && HAS_VOWEL.test(word.slice(0, -1)) ? `${word.slice(0, -1)}i` : word;
}

const DOUBLE: Record<string, string> = {
  ational: 'ate',
  tional: 'tion',
  enci: 'ence',
  anci: 'ance',
  izer: 'ize',
  bli: 'ble',
  alli: 'al',
  entli: 'ent',
  eli: 'e',
  ousli: 'ous',
  ization: 'ize',
  ation: 'ate',
  ator: 'ate',
  alism: 'al',
  iveness: 'ive',
  fulness: 'ful',
  ousness: 'ous',
  aliti: 'al',
  iviti: 'ive',
  biliti: 'ble',
  logi: 'log',
};
const SIMPLE: Record<string, string> = { icate: 'ic', ative: '', alize: 'al', iciti: 'ic', ical: 'ic', ful: '', ness: '' };
const DOUBLE_SUFFIX = suffixPattern(Object.keys(DOUBLE));
const SIMPLE_SUFFIX = suffixPattern(Object.keys(SIMPLE));
const LAST_SUFFIX = suffixPattern([
  'al',
  'ance',
  'ence',
  'er',
  'ic',
  'able',
  'ible',
  'ant',
  'ement',
  'ment',
  'ent',
  'ou',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
]);

/** Lazy before the suffix, so the longest one is taken. */
function suffixPattern(suffixes: string[]): RegExp {
  return new RegExp(`^(.+?)(${suffixes.join('|')})$`);
}

function doubleSuffix(word: string): string {
  const [, base = '', suffix = ''] = DOUBLE_SUFFIX.exec(word) ?? [];
  return M_OVER_0.test(base) ? `${base}${DOUBLE[suffix] ?? suffix}` : word;
}

function simpleSuffix(word: string): string {
  const [, base = '', suffix = ''] = SIMPLE_SUFFIX.exec(word) ?? [];
  return M_OVER_0.test(base) ? `${base}${SIMPLE[suffix] ?? suffix}` : word;
}

function lastSuffix(word: string): string {
  const base = LAST_SUFFIX.exec(word)?.[1] ?? /^(.+[st])ion$/.exec(word)?.[1];
  return base !== undefined && M_OVER_1.test(base) ? base : word;
}

function tidy(word: string): string {
  const base = word.endsWith('e') ? word.slice(0, -1) : undefined;
  const withoutE = base !== undefined && (M_OVER_1.test(base) || (M_IS_1.test(base) && !SHORT.test(base))) ? base : word;
  return withoutE.endsWith('ll') && M_OVER_1.test(withoutE) ? withoutE.slice(0, -1) : withoutE;
}
