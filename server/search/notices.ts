import type { Viewer } from '../access/viewer.ts';
import type { Notice } from '../contract/common.ts';
import type { SearchResponse } from '../contract/search.ts';
import type { ParsedQuery } from './query/parse-query.ts';

/** What a reader should know about an answer. */
export function noticesOf(options: {
  parsed: ParsedQuery;
  viewer: Viewer;
  people: { totalIsCapped: boolean };
  documents: { total: number; totalIsCapped: boolean; withAllWords: number };
  freshness: SearchResponse['freshness'];
  /** How old the last complete reading of a source may be; undefined where nothing is promised. */
  staleAfterMs(source: string): number | undefined;
  now: number;
}): Notice[] {
  const { parsed, viewer, people, documents, freshness, staleAfterMs, now } = options;
  const notices: Notice[] = [];
  const add = (level: Notice['level'], code: string, message: string) => notices.push({ code, level, message });
  if (viewer.groupsIncomplete) add('warning', 'groups-incomplete', groupsIncomplete(viewer.groupProblems ?? []));
  for (const { source, completedAt } of freshness) {
    const limit = staleAfterMs(source);
    if (completedAt === null) add('warning', 'source-incomplete', `"${source}" has not been read completely yet.`);
    else if (limit !== undefined && now - Date.parse(completedAt) > limit)
      add('warning', 'source-stale', `"${source}" was last read completely on ${dateOf(completedAt)}.`);
  }
  if (parsed.ignored.length > 0) add('info', 'words-ignored', `Common words were left out: ${parsed.ignored.join(', ')}.`);
  if (parsed.words.length > 1 && documents.total > 0 && documents.withAllWords < documents.total)
    add('info', 'some-words', someWords(documents.withAllWords));
  if (people.totalIsCapped || documents.totalIsCapped)
    add('info', 'total-capped', 'There are more results than are counted here. Add a word or a filter to narrow them down.');
  return notices;
}

/** What is wrong, in the words of whoever found it, and what it means for the answer. */
function groupsIncomplete(problems: readonly string[]): string {
  if (problems.length === 0) return 'Your groups could not all be resolved, so results may be missing.';
  return `${problems.join(' ')} Results may be missing.`;
}

function someWords(withAllWords: number): string {
  if (withAllWords === 0) return 'No document has all of these words; these have some of them.';
  const have = withAllWords === 1 ? '1 document has' : `${withAllWords} documents have`;
  return `${have} all of these words; the others have some of them.`;
}

function dateOf(iso: string): string {
  return `${iso.slice(0, 10)} at ${iso.slice(11, 16)} UTC`;
}
