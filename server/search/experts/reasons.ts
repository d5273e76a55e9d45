import type { PersonHit } from '../../contract/search.ts';
import type { RankedDocument } from '../documents/ranked-document.ts';
import type { QueryMatcher } from '../rank/query-matcher.ts';
import { answeredWords } from '../text/mark.ts';
import type { Standing } from './standing.ts';

/** Why somebody knows about it, in words: what they wrote, what names them, what they say of themselves. */
export function reasonsFor(options: { person: PersonHit; expert: Standing; matcher: QueryMatcher }): string[] {
  const { person, expert, matcher } = options;
  return [
    ...writtenReasons(expert.wrote),
    ...namedReason(expert.namedIn),
    ...profileReasons(person, matcher),
    ...ownedReason(expert.owns),
  ];
}

/** The document that is about nothing else is worth naming. */
const MAINLY_ABOUT = 0.8;

function writtenReasons(documents: readonly RankedDocument[]): string[] {
  const [best] = documents;
  if (best === undefined) return [];
  const title = best.score >= MAINLY_ABOUT || documents.length === 1 ? [`Wrote “${best.best.title}”`] : [];
  if (documents.length === 1) return [`Wrote a document about it, in ${monthOf(best)}`, ...title];
  return [`Wrote ${documents.length} documents about it, the latest in ${monthOf(latestOf(documents, best))}`, ...title];
}

function namedReason(documents: readonly RankedDocument[]): string[] {
  const [first] = documents;
  if (first === undefined) return [];
  if (documents.length === 1) return [`Is named in “${first.best.title}”`];
  return [`Is named in ${documents.length} documents about it`];
}

function ownedReason(documents: readonly RankedDocument[]): string[] {
  const [first] = documents;
  if (first === undefined) return [];
  return [documents.length === 1 ? `Keeps “${first.best.title}”` : `Keeps ${documents.length} documents about it`];
}

function latestOf(documents: readonly RankedDocument[], first: RankedDocument): RankedDocument {
  return documents.reduce((latest, document) => (document.best.modifiedAt > latest.best.modifiedAt ? document : latest), first);
}

function monthOf({ best }: RankedDocument): string {
  return new Date(best.modifiedAt * 1000).toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** In the person's own words. */
function profileReasons(person: PersonHit, matcher: QueryMatcher): string[] {
  const skills = person.matched
    .filter((match) => match.field === 'skill')
    .map((match) => match.value.map((piece) => piece.text).join(''));
  const title = person.title !== null && answeredWords(person.title, matcher).size > 0 ? [`Works as ${person.title}`] : [];
  const bio = person.matched.some((match) => match.field === 'bio') ? ['Mentions it in the profile'] : [];
  return [...(skills.length > 0 ? [`Names ${skills.join(', ')} as a skill`] : []), ...title, ...bio];
}
