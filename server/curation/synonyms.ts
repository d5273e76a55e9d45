import type { Synonyms } from '../contract/curation.ts';
import { isStopWord } from '../search/text/stop-words.ts';
import { wordsOf } from '../search/text/words.ts';
import type { Expansion } from './curation.ts';

/** What was typed is worth a little more than what an administrator says is the same. */
const WEIGHT = 0.9;
/** More ways to say one thing cost time and find little. */
const MOST_ALTERNATIVES = 16;

/** What a phrase stands for, by its first word. */
interface Meaning {
  phrase: string[];
  alternatives: string[][];
  language: string | undefined;
}

/** Of phrases that overlap the first one counts, and of those that begin at one word the longest: "annual leave", not "leave". */
export function compileSynonyms(groups: readonly Synonyms[]): (words: readonly string[]) => Expansion[] {
  if (groups.length === 0) return () => [];
  const languages = Map.groupBy(groups, ({ language }) => language);
  const compiled = [...languages].map(([language, own]) => ({ language, meanings: meaningsOf(own) }));
  return (words) =>
    compiled.flatMap(({ language, meanings }) => runsIn(words, meanings).map((run) => ({ ...run, weight: WEIGHT, language })));
}

type Meanings = ReadonlyMap<string, Pick<Meaning, 'phrase' | 'alternatives'>[]>;

function meaningsOf(groups: readonly Synonyms[]): Meanings {
  const byPhrase = new Map<string, Map<string, string[]>>();
  for (const { from, to } of groups.flatMap(directed)) {
    const alternatives = byPhrase.get(keyOf(from)) ?? new Map<string, string[]>();
    if (keyOf(telling(to)) !== keyOf(telling(from))) alternatives.set(keyOf(to), to);
    byPhrase.set(keyOf(from), alternatives);
  }
  const meanings = [...byPhrase].map(([phrase, alternatives]) => ({
    phrase: phrase.split(' '),
    alternatives: [...alternatives.values()].slice(0, MOST_ALTERNATIVES),
  }));
  const longestFirst = meanings.sort((a, b) => b.phrase.length - a.phrase.length);
  return Map.groupBy(longestFirst, ({ phrase }) => phrase[0] ?? '');
}

/** Each phrase with each that stands for it. */
function directed(group: Synonyms): { from: string[]; to: string[] }[] {
  const [from, to] = group.direction === 'both' ? [group.terms, group.terms] : [group.from, group.to];
  return from.flatMap(spellings).flatMap((left) => to.map(foldedWords).map((right) => ({ from: left, to: right })));
}

/** As typed and, since a question is asked without its common words, without them: "leave of absence" is asked as "leave absence". */
function spellings(term: string): string[][] {
  const words = foldedWords(term);
  return telling(words).length === words.length ? [words] : [words, telling(words)];
}

function telling(words: string[]): string[] {
  const left = words.filter((word) => !isStopWord(word));
  return left.length === 0 ? words : left;
}

function foldedWords(term: string): string[] {
  return wordsOf(term).map((word) => word.folded);
}

function keyOf(words: readonly string[]): string {
  return words.join(' ');
}

function runsIn(words: readonly string[], meanings: Meanings): Pick<Expansion, 'from' | 'to' | 'alternatives'>[] {
  const found: Pick<Expansion, 'from' | 'to' | 'alternatives'>[] = [];
  for (let from = 0; from < words.length; ) {
    const candidates = meanings.get(words[from] ?? '') ?? [];
    const longest = candidates.find(({ phrase }) => phrase.every((word, n) => words[from + n] === word));
    const to = from + (longest?.phrase.length ?? 1);
    if (longest && longest.alternatives.length > 0) found.push({ from, to, alternatives: longest.alternatives });
    from = to;
  }
  return found;
}
