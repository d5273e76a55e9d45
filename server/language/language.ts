/** Languages in which Atrium speaks to employees. Other words of theirs, such as titles and names, stay as they are. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The locale of dates, where only the language is known. */
export const LOCALE: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

/**
 * The words of one place in every language; a language that lacks one of them does not compile. The same as `catalogue` of the
 * client, which knows its one reader; the server is told the language with each question.
 */
export function catalogue<Words>(words: { en: Words } & Record<Language, NoInfer<Words>>): (language: Language) => Words {
  return (language) => words[language];
}

/** What `Accept-Language` (RFC 9110, 12.5.4) prefers of the languages there are; English when it asks for none of them. */
export function preferredLanguage(header: string | undefined): Language {
  const wanted = (header ?? '').split(',').flatMap((range, position) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const language = LANGUAGES.find((one) => one === tag.split('-')[0]);
    return language === undefined ? [] : [{ language, quality: qualityOf(parameters), position }];
  });
  const [first] = wanted.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality || a.position - b.position);
  return first?.language ?? 'en';
}

function qualityOf(parameters: readonly string[]): number {
  const given = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = given === undefined ? 1 : Number(given.slice(2));
  return Number.isFinite(quality) ? quality : 0;
}
