import type { MarkedText } from '../../contract/common.ts';
import type { QueryMatcher } from '../rank/query-matcher.ts';
import { isUnspaced, type Word, wordsOf } from './words.ts';

interface Match {
  start: number;
  end: number;
  /** Which query words it answers. */
  answers: number[];
}

/** The whole text, with what answers the query marked. */
export function markAll(text: string, matcher: QueryMatcher, language?: string | null): MarkedText {
  return pieces({ text, from: 0, to: text.length, matches: matchesIn({ words: wordsOf(text), text, matcher, language }) });
}

/** Which of the query's words the text answers. */
export function answeredWords(text: string, matcher: QueryMatcher, language?: string | null): Set<number> {
  return new Set(matchesIn({ words: wordsOf(text), text, matcher, language }).flatMap((match) => match.answers));
}

/** What one reads as marks: those that only white space parts are one ("river gauge"); UTF-16 offsets, ascending. */
export function markedRanges(
  text: string,
  matcher: QueryMatcher,
  language?: string | null,
): { ranges: { start: number; end: number }[]; answered: Set<number> } {
  const matches = matchesIn({ words: wordsOf(text), text, matcher, language });
  const ranges: { start: number; end: number }[] = [];
  for (const { start, end } of matches.toSorted((a, b) => a.start - b.start)) {
    const last = ranges.at(-1);
    if (last && (start < last.end || text.slice(last.end, start).trim() === '')) last.end = Math.max(last.end, end);
    else ranges.push({ start, end });
  }
  return { ranges, answered: new Set(matches.flatMap((match) => match.answers)) };
}

const SNIPPET_WORDS = 40;
/** Forty words of a script without spaces would be a page: cut by characters too. */
const SNIPPET_CHARACTERS = 480;

/** About forty words around the place where most of the query's words stand together; the beginning when none do. */
export function snippet(text: string, matcher: QueryMatcher, language?: string | null): MarkedText {
  const words = wordsOf(text);
  const matches = matchesIn({ words, text, matcher, language });
  const { from, to } = window({ text, words, matches, first: densest(words, matches) });
  const cut = pieces({ text, from, to, matches: matches.filter((match) => match.start >= from && match.end <= to) });
  return [
    ...(from > 0 ? [{ text: '… ', match: false }] : []),
    ...cut,
    ...(to < text.trimEnd().length ? [{ text: ' …', match: false }] : []),
  ];
}

function matchesIn(o: { words: Word[]; text: string; matcher: QueryMatcher; language: string | null | undefined }): Match[] {
  const { words, text, matcher, language } = o;
  return words.flatMap((word) => {
    const weights = matcher.weights(word.folded, language);
    if (weights === undefined) return [];
    const answers = [...weights.keys()].filter((n) => (weights[n] ?? 0) > 0);
    return isUnspaced(word.folded) ? partsOf(word, text, matcher, answers) : [{ start: word.start, end: word.end, answers }];
  });
}

/** In a run without spaces only the part that was asked for is marked. */
function partsOf(word: Word, text: string, matcher: QueryMatcher, answers: number[]): Match[] {
  const run = text.slice(word.start, word.end);
  return answers.flatMap((n) => {
    const wanted = matcher.words[n]?.text ?? '';
    const at = run.indexOf(wanted);
    if (at === -1) return [{ start: word.start, end: word.end, answers: [n] }];
    return [{ start: word.start + at, end: word.start + at + wanted.length, answers: [n] }];
  });
}

/** The index of the word where the best stretch begins. */
function densest(words: Word[], matches: Match[]): number {
  const indexAt = new Map(words.map((word, index) => [word.start, index]));
  const placed = matches.map((match) => ({ answers: match.answers, index: indexAt.get(match.start) ?? 0 }));
  let best = { value: 0, index: 0 };
  for (const [n, first] of placed.entries()) {
    const answered = new Set<number>();
    let count = 0;
    for (let match = placed[n]; match && match.index - first.index < SNIPPET_WORDS; match = placed[n + ++count])
      for (const answer of match.answers) answered.add(answer);
    const value = answered.size + count / 100;
    if (value > best.value) best = { value, index: first.index };
  }
  // A few words before the first match say what it is about.
  return Math.max(0, Math.min(best.index - 6, words.length - SNIPPET_WORDS));
}

function window(options: { text: string; words: Word[]; matches: Match[]; first: number }): { from: number; to: number } {
  const { text, words, matches, first } = options;
  const start = first === 0 ? 0 : (words[first]?.start ?? 0);
  const end = words[first + SNIPPET_WORDS - 1]?.end ?? text.trimEnd().length;
  if (end - start <= SNIPPET_CHARACTERS) return { from: start, to: end };
  const match = matches.find((candidate) => candidate.start >= start);
  const from = match === undefined ? start : Math.max(start, match.start - SNIPPET_CHARACTERS / 4);
  return { from, to: Math.min(end, from + SNIPPET_CHARACTERS) };
}

function pieces(options: { text: string; from: number; to: number; matches: Match[] }): MarkedText {
  const { text, from, to } = options;
  const found: MarkedText = [];
  let position = from;
  for (const match of options.matches.toSorted((a, b) => a.start - b.start)) {
    if (match.start < position) continue;
    if (match.start > position) found.push({ text: text.slice(position, match.start), match: false });
    found.push({ text: text.slice(match.start, match.end), match: true });
    position = match.end;
  }
  if (position < to) found.push({ text: text.slice(position, to), match: false });
  return found;
}
