import { byLocale } from './language.ts';

const names = byLocale((locale) => new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' }));

/** "en" → "English"; what is not a language tag (BCP 47) is shown as it is. */
export function languageName(tag: string): string {
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) ? (names().of(tag) ?? tag) : tag;
}
