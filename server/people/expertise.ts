import type { Viewer } from '../access/viewer.ts';
import type { ExpertiseResponse } from '../contract/people.ts';
import type { SearchService } from '../search/search-service.ts';
import { fold } from '../search/text/fold.ts';
import { stem } from '../search/text/stem.ts';
import { isStopWord } from '../search/text/stop-words.ts';
import { wordsOf } from '../search/text/words.ts';
import type { StoredPerson } from '../store/state-store.ts';

const TITLES_READ = 100;
const MOST_DECLARED = 15;
const MOST_BY_TITLES = 8;
/** One document makes no topic. */
const ENOUGH = 2;

/**
 * What somebody knows about: what they say of themselves, each with the documents about it; and what several titles of their
 * documents are about. From what this viewer may read only.
 */
export async function expertiseOf(options: {
  person: StoredPerson;
  search: SearchService;
  viewer: Viewer;
  signal: AbortSignal;
}): Promise<ExpertiseResponse> {
  const { person, search, viewer, signal } = options;
  const declared = person.person.skills.slice(0, MOST_DECLARED);
  const { items } = await search.documentsBy(person.id, { limit: TITLES_READ }, viewer, signal);
  const known = new Set([...declared, person.person.name, ...person.person.otherNames].flatMap(stemsIn));
  const byTitles = topicsOf(items.map(({ title }) => title)).filter((topic) => !stemsIn(topic).some((word) => known.has(word)));
  const topics = [...declared, ...byTitles.slice(0, MOST_BY_TITLES)];
  const evidence = await search.evidenceOf(person.id, topics, viewer, signal);
  const found = topics.map((topic, place) => ({
    topic,
    isDeclared: place < declared.length,
    total: evidence[place]?.total ?? 0,
    documents: evidence[place]?.documents ?? [],
  }));
  return { items: found.filter(({ isDeclared, total }) => isDeclared || total >= ENOUGH) };
}

/** Words that several titles share, in the spelling of most, most frequent first. */
function topicsOf(titles: readonly string[]): string[] {
  const spellings = new Map<string, Map<string, number>>();
  for (const title of titles) {
    const words = new Map(wordsOf(title).map(({ folded, start, end }) => [stem(folded), title.slice(start, end)]));
    for (const [key, text] of words) {
      if (!isTelling(text)) continue;
      const known = spellings.get(key) ?? new Map<string, number>();
      spellings.set(key, known.set(text, (known.get(text) ?? 0) + 1));
    }
  }
  const counted = [...spellings.values()].map((known) => {
    const [best = ['', 0]] = [...known].sort((a, b) => b[1] - a[1]);
    return { text: best[0], titles: [...known.values()].reduce((sum, count) => sum + count, 0) };
  });
  return counted
    .filter(({ titles: count }) => count >= ENOUGH)
    .sort((a, b) => b.titles - a.titles)
    .map(({ text }) => text);
}

/** What a document is rather than what it is about, in titles in English and German. */
const KINDS = new Set(
  `board data sheet charter review notes minutes report meeting summary draft final version update overview guide handbook manual paper plan memo list file copy
  january february march april june july august september october november december monday tuesday wednesday thursday friday week
  protokoll bericht notizen sitzung entwurf zusammenfassung handbuch anleitung ubersicht liste kopie stand woche
  januar februar marz juni juli oktober dezember`.split(/\s+/),
);

function isTelling(text: string): boolean {
  const folded = fold(text);
  return folded.length >= 4 && /^\p{L}+$/u.test(text) && !isStopWord(folded) && !KINDS.has(folded);
}

function stemsIn(text: string): string[] {
  return wordsOf(text).map(({ folded }) => stem(folded));
}
