/**
 * What the spellings of one name have in common: Müller, Mueller and Muller; Sergey, Sergei and Sergej; Chekhov, Tschechow and
 * Tchekhov; Philipp and Filip. Two names with one key are probably the same name; the key itself reads like neither.
 * `romanised`: lower case Latin letters, see `romanise`.
 */
export function spellingKey(romanised: string): string {
  return RULES.reduce((key, [pattern, replacement]) => key.replace(pattern, replacement), romanised);
}

/** In this order. Capital letters stand for sounds that several letters write: C ч, S ш, Z ж. */
const RULES: readonly [pattern: RegExp, replacement: string][] = [
  // Tschechow: who writes tsch means kh by ch.
  [/(?<=tsch[a-z]*)ch/g, 'kh'],
  [/(?:shch|schtsch|chtch|szcz|stsch)/g, 'SC'],
  [/(?:tsch|tch|cz)/g, 'C'],
  [/(?:sch|sh|sz)/g, 'S'],
  [/(?:dzh|zh)/g, 'Z'],
  [/(?:tz|ts)/g, 'z'],
  [/kh/g, 'h'],
  [/ch/g, 'C'],
  [/ph/g, 'f'],
  [/([gtdr])h/g, '$1'],
  [/ck/g, 'k'],
  [/qu/g, 'kv'],
  [/q|c(?![eiy])/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  // Umlauts written out; not the e of Michael, Joel, Samuel, Miguel and Chloe.
  [/ae(?=[^aeiouyl]|l[^$])/g, 'a'],
  [/oe(?=[^aeiouyl]|l[^$])/g, 'o'],
  [/(?<![gk])ue(?=[^aeiouyl]|l[^$])/g, 'u'],
  [/aa/g, 'a'],
  [/(?:ou|oo)/g, 'u'],
  [/(?:off|of|ow)$/g, 'ov'],
  [/(?:eff|ef|ew)$/g, 'ev'],
  [/(?<=.)[iyj]+/g, 'i'],
  [/(?<=[^aeiou])i(?=e)/g, ''],
  [/^[yj](?=[aeou])/g, 'i'],
  [/(.)\1+/g, '$1'],
];
