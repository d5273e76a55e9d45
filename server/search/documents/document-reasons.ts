import type { DocumentHit, DocumentReason } from '../../contract/search.ts';
import { catalogue, type Language } from '../../language/language.ts';
import type { ParsedQuery } from '../query/parse-query.ts';
import type { QueryMatcher } from '../rank/query-matcher.ts';
import { answeredWords } from '../text/mark.ts';
import type { PassageHit } from './passage-hit.ts';
import type { RankedDocument } from './ranked-document.ts';

type Code = DocumentReason['code'];

const words = catalogue<Record<Code, string>>({
  en: {
    exact: 'It is called what you typed',
    phrase: 'The words stand in it as you typed them',
    title: 'The title has it',
    fileName: 'The name of the file or a folder has it',
    heading: 'A heading has it',
    author: 'The author has the name',
    text: 'The text has it',
    meaning: 'It is about something similar',
  },
  de: {
    exact: 'Heißt genau so, wie Sie es eingegeben haben',
    phrase: 'Enthält die Wörter genau so, wie Sie sie eingegeben haben',
    title: 'Steht im Titel',
    fileName: 'Steht im Namen der Datei oder eines Ordners',
    heading: 'Steht in einer Überschrift',
    author: 'So heißt jemand, der es verfasst hat',
    text: 'Steht im Text',
    meaning: 'Handelt von etwas Ähnlichem',
  },
});

/** Why a document is among the hits, from what ranked it and what is shown of it; undefined where nothing was asked. */
export function documentReasons(options: {
  document: RankedDocument<PassageHit>;
  /** Whether its snippet shows a word. */
  isInText: boolean;
  parsed: ParsedQuery;
  matcher: QueryMatcher;
  language: Language;
}): DocumentHit['matched'] {
  const { parsed, language } = options;
  if (parsed.words.length === 0) return undefined;
  const found = codesOf(options);
  return found.map((code) => ({ code, message: words(language)[code] }));
}

function codesOf({ document, isInText, parsed, matcher }: Parameters<typeof documentReasons>[0]): Code[] {
  const { best, isExact, parts } = document;
  const has = (text: string | null) => text !== null && answeredWords(text, matcher, best.language).size > 0;
  const said: [Code, boolean][] = [
    ['exact', isExact],
    ['phrase', parsed.phrases.length > 0 || (parts.line > 0 && parsed.words.length > 1)],
    ['title', has(best.title)],
    ['fileName', has(best.path.replaceAll(/[/_]/g, ' '))],
    ['heading', has(best.heading)],
    ['author', best.authorsShown.some(({ name }) => has(name))],
    ['text', isInText],
  ];
  const found = said.flatMap(([code, holds]) => (holds ? [code] : []));
  if (found.length > 0) return found;
  // None of the words is to be seen: it was near in meaning, or another passage or another way to say it has them.
  return [parts.meaning > parts.words ? 'meaning' : 'text'];
}
