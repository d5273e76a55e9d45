import { inLanguage } from '../language/in-language.ts';
import { catalogue, type Language, LOCALE } from '../language/language.ts';

const list = (language: Language) => {
  const format = new Intl.ListFormat(LOCALE[language], { type: 'conjunction' });
  return (words: readonly string[]) => format.format(words.map((word) => `“${word}”`));
};
const english = list('en');
const german = (words: readonly string[]) => words.map((word) => `„${word}“`).join(', ');

/** What notices say. */
export const noticeWords = catalogue({
  en: {
    // What is wrong is told in the words of whoever found it.
    groupsIncomplete: (problems: readonly string[]) =>
      problems.length === 0
        ? 'Your groups could not all be resolved, so results may be missing.'
        : `${problems.join(' ')} Results may be missing.`,
    sourceIncomplete: (source: string) => `"${source}" has not been read completely yet.`,
    sourceStale: (source: string, iso: string) =>
      `"${source}" was last read completely on ${iso.slice(0, 10)} at ${iso.slice(11, 16)} UTC.`,
    wordsIgnored: (words: readonly string[]) => `Common words were left out: ${words.join(', ')}.`,
    someWords: (withAllWords: number) =>
      withAllWords === 0
        ? 'No document has all of these words; these have some of them.'
        : `${withAllWords === 1 ? '1 document has' : `${withAllWords} documents have`} all of these words; the others have some of them.`,
    totalCapped: 'There are more results than are counted here. Add a word or a filter to narrow them down.',
    spelling: (corrected: string, original: string) =>
      `These are results for “${corrected}”; nothing here has “${original}” as it was typed.`,
    synonym: (corrected: string, original: string) =>
      `These are also results for “${corrected}”, which stands for “${original}” here.`,
    wordNotFound: (words: readonly string[]) => `No result has ${english(words)}.`,
    operatorUnknown: (words: readonly string[]) =>
      `Not a filter that Atrium knows, so searched for as words: ${words.join(', ')}.`,
    operatorValue: (words: readonly string[]) => `Nothing is known by this value, so searched for as words: ${words.join(', ')}.`,
  },
  de: {
    groupsIncomplete: (problems: readonly string[]) =>
      problems.length === 0
        ? 'Ihre Gruppen konnten nicht vollständig ermittelt werden; es können Ergebnisse fehlen.'
        : `${problems.map((problem) => inLanguage(problem, 'de')).join(' ')} Es können Ergebnisse fehlen.`,
    sourceIncomplete: (source: string) => `„${source}“ wurde noch nicht vollständig gelesen.`,
    sourceStale: (source: string, iso: string) =>
      `„${source}“ wurde zuletzt am ${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)} um ${iso.slice(11, 16)} Uhr (UTC) vollständig gelesen.`,
    wordsIgnored: (words: readonly string[]) => `Häufige Wörter wurden weggelassen: ${words.join(', ')}.`,
    someWords: (withAllWords: number) =>
      withAllWords === 0
        ? 'Kein Dokument enthält alle diese Wörter; diese hier enthalten einige davon.'
        : `${withAllWords === 1 ? '1 Dokument enthält' : `${withAllWords} Dokumente enthalten`} alle diese Wörter, die übrigen einige davon.`,
    totalCapped:
      'Es gibt mehr Ergebnisse, als hier gezählt werden. Grenzen Sie sie mit einem weiteren Wort oder einem Filter ein.',
    spelling: (corrected: string, original: string) =>
      `Das sind Ergebnisse für „${corrected}“; „${original}“ kommt so geschrieben nicht vor.`,
    synonym: (corrected: string, original: string) =>
      `Das sind auch Ergebnisse für „${corrected}“, das hier für „${original}“ steht.`,
    wordNotFound: (words: readonly string[]) => `Kein Ergebnis enthält ${german(words)}.`,
    operatorUnknown: (words: readonly string[]) =>
      `Diesen Filter kennt Atrium nicht, daher als Wörter gesucht: ${words.join(', ')}.`,
    operatorValue: (words: readonly string[]) => `Dieser Wert ist nicht bekannt, daher als Wörter gesucht: ${words.join(', ')}.`,
  },
});
