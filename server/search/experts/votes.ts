import type { RankedDocument } from '../documents/rank-documents.ts';
import type { SearchTools } from '../search-tools.ts';
import { createPrivacy } from './private-documents.ts';

/** What one document says about one person. */
export interface Vote {
  personId: string;
  document: RankedDocument;
  role: 'author' | 'named';
  weight: number;
}

/** Only so many documents vote: further down they are about something else. */
const VOTING_DOCUMENTS = 100;
/** How fast a vote loses weight with the document's score (measured: 4.5 to 6 are best). */
const STEEPNESS = 5;
/** Of being named in the text, compared with having written it. */
const NAMED = 0.7;

/**
 * `exp(5·(s(d)/max − 1))` for each of the best documents, divided by the square root of the number of its authors; the same for
 * those whom it names, for less. Documents for a few people only say nothing, see `private-documents.ts`.
 */
export function votesOf(
  documents: readonly RankedDocument[],
  tools: Pick<SearchTools, 'authors' | 'acls' | 'directory'>,
): Vote[] {
  const isPrivate = createPrivacy(tools);
  const open = documents.filter(({ best }) => !isPrivate(String(best.aclId)));
  const voting = open.toSorted((a, b) => b.score - a.score).slice(0, VOTING_DOCUMENTS);
  const best = Math.max(...voting.map((document) => document.score), Number.MIN_VALUE);
  const people = tools.authors.peopleOf(voting.map(({ documentId }) => documentId));
  return voting.flatMap((document) => {
    const told = people.get(document.documentId) ?? [];
    const authors = told.filter(({ role }) => role === 'author');
    const wrote = new Set(authors.flatMap(({ personId }) => personId ?? []));
    const named = new Set(told.flatMap(({ role, personId }) => (role === 'named' && personId !== null ? [personId] : [])));
    const others = [...named].filter((personId) => !wrote.has(personId));
    const strength = Math.exp(STEEPNESS * (document.score / best - 1));
    const byAuthor = strength / Math.sqrt(Math.max(authors.length, 1));
    const byName = (NAMED * strength) / Math.sqrt(1 + others.length);
    return [
      ...[...wrote].map((personId) => ({ personId, document, role: 'author' as const, weight: byAuthor })),
      ...others.map((personId) => ({ personId, document, role: 'named' as const, weight: byName })),
    ];
  });
}
