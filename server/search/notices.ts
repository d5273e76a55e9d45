import type { Viewer } from '../access/viewer.ts';
import type { Notice } from '../contract/common.ts';
import { OPERATORS, type SearchResponse, type Understood } from '../contract/search.ts';
import type { Corrections } from './answer/corrections.ts';
import { noticeWords } from './notices.words.ts';
import type { ParsedQuery } from './query/parse-query.ts';

/** What a reader should know about an answer. */
export function noticesOf(options: {
  parsed: ParsedQuery;
  understood: Understood;
  corrections: Corrections;
  /** Curated other ways to say it by which something of the page was found. */
  synonyms: readonly { original: string; corrected: string }[];
  viewer: Viewer;
  people: { totalIsCapped: boolean };
  documents: { total: number; totalIsCapped: boolean; withAllWords: number };
  freshness: SearchResponse['freshness'];
  /** How old the last complete reading of a source may be; undefined where nothing is promised. */
  staleAfterMs(source: string): number | undefined;
  now: number;
}): Notice[] {
  const { parsed, viewer, people, documents, freshness, staleAfterMs, now } = options;
  const words = noticeWords(viewer.language ?? 'en');
  const notices: Notice[] = [];
  const add = (level: Notice['level'], code: string, message: string) => notices.push({ code, level, message });
  if (viewer.groupsIncomplete) add('warning', 'groups-incomplete', words.groupsIncomplete(viewer.groupProblems ?? []));
  for (const { source, completedAt } of freshness) {
    if (completedAt === null) add('warning', 'source-incomplete', words.sourceIncomplete(source));
    else if (isStale({ completedAt, limit: staleAfterMs(source), now }))
      add('warning', 'source-stale', words.sourceStale(source, completedAt));
  }
  notices.push(...aboutTheQuery(options));
  if (parsed.ignored.length > 0)
    notices.push({ code: 'words-ignored', level: 'info', message: words.wordsIgnored(parsed.ignored), words: parsed.ignored });
  if (parsed.words.length > 1 && documents.total > 0 && documents.withAllWords < documents.total)
    add('info', 'some-words', words.someWords(documents.withAllWords));
  if (people.totalIsCapped || documents.totalIsCapped) add('info', 'total-capped', words.totalCapped);
  return notices;
}

export function isStale(o: { completedAt: string; limit: number | undefined; now: number }): boolean {
  return o.limit !== undefined && o.now - Date.parse(o.completedAt) > o.limit;
}

const UNDO = 'exact=true';

/** Where something else was searched for than was typed. */
function aboutTheQuery({ parsed, understood, corrections, synonyms, viewer }: Parameters<typeof noticesOf>[0]): Notice[] {
  const words = noticeWords(viewer.language ?? 'en');
  const original = parsed.text;
  const { corrected, notFound } = corrections;
  const unknown = understood.operators.filter(({ known }) => !known);
  const raws = (isName: boolean) =>
    unknown.filter(({ name }) => OPERATORS.some((operator) => operator === name) === isName).map(({ raw }) => raw);
  const about = (code: string, said: readonly string[], message: (words: readonly string[]) => string): Notice[] =>
    said.length === 0 ? [] : [{ code, level: 'info', message: message(said), words: [...said] }];
  return [
    ...(corrected === undefined
      ? []
      : [
          {
            code: 'spelling',
            level: 'info' as const,
            message: words.spelling(corrected, original),
            original,
            corrected,
            undo: UNDO,
          },
        ]),
    ...synonyms.map(
      (synonym): Notice => ({
        code: 'synonym',
        level: 'info',
        message: words.synonym(synonym.corrected, synonym.original),
        ...synonym,
        undo: UNDO,
      }),
    ),
    ...about('word-not-found', notFound, words.wordNotFound),
    ...about('operator-unknown', raws(false), words.operatorUnknown),
    ...about('operator-value-unknown', raws(true), words.operatorValue),
  ];
}
