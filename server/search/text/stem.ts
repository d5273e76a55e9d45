import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { porter } from './porter.ts';

/** By ISO 639-1 code: Porter's algorithm for English, those of Snowball (M. F. Porter and R. Boulton, 2001) for the others. */
const STEMMERS: Readonly<Record<string, (word: string) => string>> = {
  da: danish,
  de: german,
  en: porter,
  es: spanish,
  fi: finnish,
  fr: french,
  it: italian,
  nb: norwegian,
  nl: dutch,
  no: norwegian,
  pt: portuguese,
  ru: russian,
  sv: swedish,
};

const LANGUAGES = [...new Set(Object.keys(STEMMERS))];

/** Of a text whose language is not known, or has no rules here: what is typed in most companies. */
const DEFAULT_LANGUAGE = 'en';

/** The language by whose rules words of a text are stemmed. */
export function stemLanguage(language: string | null | undefined): string {
  return language !== null && language !== undefined && language in STEMMERS ? language : DEFAULT_LANGUAGE;
}

/**
 * One form for "index", "indexes" and "indexing", with the language whose rules made it, so that the forms of one language never
 * meet those of another. Takes a folded word; what is no word of letters is its own form in every language.
 */
export function stemOf(word: string, language: string): string {
  return LETTERS.test(word) ? `${language}:${stemIn(word, language)}` : word;
}

/** Its forms in every language: of a word that somebody typed nobody knows the language. */
export function stemsOf(word: string): string[] {
  if (!LETTERS.test(word)) return [word];
  return LANGUAGES.map((language) => stemOf(word, language));
}

/** English. */
export function stem(word: string): string {
  return LETTERS.test(word) ? stemIn(word, DEFAULT_LANGUAGE) : word;
}

const LETTERS = /^[\p{L}\p{M}]{3,}$/u;
const CACHED_WORDS = 50_000;
const cache = new Map<string, string>();

function stemIn(word: string, language: string): string {
  const key = `${language}:${word}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const found = STEMMERS[language]?.(word) ?? word;
  if (cache.size >= CACHED_WORDS) cache.clear();
  cache.set(key, found);
  return found;
}
