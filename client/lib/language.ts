import { readStored, writeStored } from './storage.ts';

/** The languages the interface is written in (BCP 47), each by its own name. */
export const LANGUAGES = [
  { tag: 'en', name: 'English' },
  { tag: 'de', name: 'Deutsch' },
] as const;
export type Language = (typeof LANGUAGES)[number]['tag'];

const KEY = 'atrium.language';
const FALLBACK: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

const listeners = new Set<() => void>();
let current = chosenLanguage() ?? preferredLanguage();

export function currentLanguage(): Language {
  return current;
}

/** What was chosen here; undefined follows the browser. */
export function chosenLanguage(): Language | undefined {
  return LANGUAGES.find(({ tag }) => tag === readStored(KEY))?.tag;
}

/** Everything that is shown is written anew: see `onLanguageChange`. */
export function chooseLanguage(language: Language | undefined): void {
  writeStored(KEY, language ?? null);
  current = language ?? preferredLanguage();
  for (const listener of listeners) listener();
}

/** For `useSyncExternalStore`. */
export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * The locale of dates, numbers and alphabetical order: the browser's own where it is of the language of the interface (`de-AT`,
 * `en-US`), so that a date is never written the way of another country.
 */
export function formatLocale(): string {
  return navigator.languages.find((tag) => languageOf(tag) === current) ?? FALLBACK[current];
}

/**
 * The words of one component or page in every language; a language that lacks one of them does not compile. Call the result while
 * rendering, never once for all: the language may change.
 */
export function catalogue<Words>(words: { en: Words } & Record<Language, NoInfer<Words>>): () => Words {
  return () => words[current];
}

/** Makes something of `Intl` once for each locale: they are dear to make. */
export function byLocale<Made>(make: (locale: string) => Made): () => Made {
  const made = new Map<string, Made>();
  return () => {
    const locale = formatLocale();
    const known = made.get(locale) ?? make(locale);
    made.set(locale, known);
    return known;
  };
}

const pluralRules = byLocale((locale) => new Intl.PluralRules(locale));

/** The form for a number by the rules of the language (CLDR plural categories). */
export function plural(count: number, forms: { one: string; other: string }): string {
  return pluralRules().select(count) === 'one' ? forms.one : forms.other;
}

const collator = byLocale((locale) => new Intl.Collator(locale, { sensitivity: 'base', numeric: true }));

/** Alphabetical order as readers of the language expect it. */
export function compareText(a: string, b: string): number {
  return collator().compare(a, b);
}

function preferredLanguage(): Language {
  for (const tag of navigator.languages) {
    const known = LANGUAGES.find((language) => language.tag === languageOf(tag));
    if (known) return known.tag;
  }
  return 'en';
}

function languageOf(tag: string): string | undefined {
  return tag.split('-')[0]?.toLowerCase();
}
