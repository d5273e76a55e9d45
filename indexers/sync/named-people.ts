import type { Section } from '../types/extraction.ts';
import type { AuthorState } from '../types/state.ts';

/** A document that names more people than these is a list of people. */
const MOST_NAMED = 30;
/** Names that are looked up, the most frequent first. */
const MOST_CANDIDATES = 500;
/** What is read of a document: names that matter come early and often. */
const MOST_CHARACTERS = 300_000;

/** Two to four words with a capital letter each, particles between them: what may be a full name. */
const CAPITALISED =
  /\p{Lu}[\p{L}'’-]+(?:(?:\s+(?:van|von|der|den|de|da|di|del|dos|du|la|le|el|al|bin|ten|ter|zu|y))*\s+\p{Lu}(?:\.|[\p{L}'’-]+)){1,5}/gu;
const LONGEST_NAME_WORDS = 5;

/**
 * People of the directory who are named in full in a text: who takes part in what the text is about, though they did not write it.
 * Only names that mean somebody are kept; whom they mean is decided like that of authors.
 */
export function namedPeople(sections: readonly Section[], authors: Pick<AuthorState, 'people'>): string[] {
  const counts = new Map<string, number>();
  let left = MOST_CHARACTERS;
  for (const { text, heading } of sections) {
    if (left <= 0) break;
    for (const line of [heading ?? '', text.slice(0, left)])
      for (const [run] of line.matchAll(CAPITALISED))
        for (const name of namesIn(run)) counts.set(name, (counts.get(name) ?? 0) + 1);
    left -= text.length;
  }
  const frequent = [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_CANDIDATES);
  return authors.people(frequent.map(([name]) => name)).slice(0, MOST_NAMED);
}

/** "Contact Will Slack" may name Contact Will, Will Slack or all of it. */
function namesIn(run: string): string[] {
  const words = run.split(/\s+/);
  const names: string[] = [];
  for (let first = 0; first < words.length - 1; first++)
    for (let end = first + 2; end <= Math.min(words.length, first + LONGEST_NAME_WORDS); end++)
      if (isCapitalised(words[first]) && isCapitalised(words[end - 1])) names.push(words.slice(first, end).join(' '));
  return names;
}

function isCapitalised(word: string | undefined): boolean {
  return word !== undefined && /^\p{Lu}[^.]/u.test(word);
}
