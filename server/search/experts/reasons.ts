import type { PersonHit } from '../../contract/search.ts';
import { type Language, LOCALE } from '../../language/language.ts';
import type { RankedDocument } from '../documents/ranked-document.ts';
import type { QueryMatcher } from '../rank/query-matcher.ts';
import { answeredWords } from '../text/mark.ts';
import { reasonWords } from './reasons.words.ts';
import type { Standing } from './standing.ts';

/** Why somebody knows about it, in words: what they wrote, what names them, what they say of themselves. */
export function reasonsFor(options: {
  person: PersonHit;
  expert: Standing;
  matcher: QueryMatcher;
  language: Language;
}): string[] {
  const { person, expert, matcher, language } = options;
  return [
    ...writtenReasons(expert.wrote, language),
    ...namedReason(expert.namedIn, language),
    ...profileReasons(person, { matcher, language }),
    ...ownedReason(expert.owns, language),
  ];
}

/** The document that is about nothing else is worth naming. */
const MAINLY_ABOUT = 0.8;

function writtenReasons(documents: readonly RankedDocument[], language: Language): string[] {
  const [best] = documents;
  if (best === undefined) return [];
  const words = reasonWords(language);
  const title = best.score >= MAINLY_ABOUT || documents.length === 1 ? [words.wroteTitle(best.best.title)] : [];
  if (documents.length === 1) return [words.wroteOne(monthOf(best, language)), ...title];
  return [words.wroteSeveral(documents.length, monthOf(latestOf(documents, best), language)), ...title];
}

function namedReason(documents: readonly RankedDocument[], language: Language): string[] {
  const [first] = documents;
  if (first === undefined) return [];
  const words = reasonWords(language);
  return [documents.length === 1 ? words.namedIn(first.best.title) : words.namedInSeveral(documents.length)];
}

function ownedReason(documents: readonly RankedDocument[], language: Language): string[] {
  const [first] = documents;
  if (first === undefined) return [];
  const words = reasonWords(language);
  return [documents.length === 1 ? words.keeps(first.best.title) : words.keepsSeveral(documents.length)];
}

function latestOf(documents: readonly RankedDocument[], first: RankedDocument): RankedDocument {
  return documents.reduce((latest, document) => (document.best.modifiedAt > latest.best.modifiedAt ? document : latest), first);
}

function monthOf({ best }: RankedDocument, language: Language): string {
  return new Date(best.modifiedAt * 1000).toLocaleDateString(LOCALE[language], {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** In the person's own words. */
function profileReasons(person: PersonHit, { matcher, language }: { matcher: QueryMatcher; language: Language }): string[] {
  const words = reasonWords(language);
  const skills = person.matched
    .filter((match) => match.field === 'skill')
    .map((match) => match.value.map((piece) => piece.text).join(''));
  const title = person.title !== null && answeredWords(person.title, matcher).size > 0 ? [words.worksAs(person.title)] : [];
  const bio = person.matched.some((match) => match.field === 'bio') ? [words.inProfile] : [];
  return [...(skills.length > 0 ? [words.skills(skills.join(', '))] : []), ...title, ...bio];
}
