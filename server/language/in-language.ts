import { inGerman } from './german.ts';
import type { Language } from './language.ts';
import type { Translate } from './sentence.ts';

/** One for each language that there is: another one does not compile before it has its own. */
const TRANSLATIONS: Record<Exclude<Language, 'en'>, Translate> = { de: inGerman };

/**
 * A sentence of the server or of an indexer, as it is made and stored in English, in the language of whoever reads it. For the
 * moment before it leaves the server; what is in no table stays as it is.
 */
export function inLanguage(sentence: string, language: Language = 'en'): string {
  return language === 'en' ? sentence : (TRANSLATIONS[language](sentence) ?? sentence);
}
