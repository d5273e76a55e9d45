import type { RankedDocument } from '../documents/ranked-document.ts';
import type { SearchTools } from '../search-tools.ts';
import { createPrivacy } from './private-documents.ts';

/** What a person has to do with a document. */
export type Role = 'author' | 'named' | 'owner';

/** What one document says about one person. */
export interface Vote {
  personId: string;
  document: RankedDocument;
  role: Role;
  weight: number;
}

/** Only so many documents vote: further down they are about something else. */
const VOTING_DOCUMENTS = 100;
/** Of what having written it counts: being named in the text, and owning a file that names no author. */
const PART = { named: 0.9, owner: 0.3 } as const;

/**
 * A vote of each of the best documents, as likely as it is about it, divided by the square root of the number of its authors; the
 * same for those whom it names, for less. Documents for a few people only say nothing, see `private-documents.ts`.
 */
export function votesOf(
  documents: readonly RankedDocument[],
  tools: Pick<SearchTools, 'authors' | 'acls' | 'directory'>,
): Vote[] {
  const isPrivate = createPrivacy(tools);
  const voting: RankedDocument[] = [];
  for (const document of documents.toSorted((a, b) => b.score - a.score)) {
    if (voting.length === VOTING_DOCUMENTS) break;
    if (!isPrivate(String(document.best.aclId))) voting.push(document);
  }
  const best = Math.max(...voting.map((document) => document.score), Number.MIN_VALUE);
  const people = tools.authors.peopleOf(voting.map(({ documentId }) => documentId));
  return voting.flatMap((document) => {
    const told = people.get(document.documentId) ?? [];
    const inRole = (wanted: Role) => new Set(told.flatMap(({ role, personId }) => (role === wanted ? (personId ?? []) : [])));
    const authors = told.filter(({ role }) => role === 'author').length;
    const wrote = inRole('author');
    const named = inRole('named').difference(wrote);
    const owners = authors === 0 ? inRole('owner') : new Set<string>();
    const strength = aboutIt(document.score / best);
    const votes = (ids: ReadonlySet<string>, role: Role, weight: number) =>
      [...ids].map((personId) => ({ personId, document, role, weight }));
    return [
      ...votes(wrote, 'author', strength / Math.sqrt(Math.max(authors, 1))),
      ...votes(named.difference(owners), 'named', (PART.named * strength) / Math.sqrt(1 + named.size)),
      ...votes(owners, 'owner', PART.owner * strength),
    ];
  });
}

/** Compared on four sets of topics of two organisations by leaving sets and folds out; none is worse for it. */
const MIDDLE = 0.8;
const STEEPNESS = 6;

/** How likely a document is about it by its score, compared with the best one: those near the best count about as much as it. */
function aboutIt(score: number): number {
  return (1 + Math.exp(STEEPNESS * (MIDDLE - 1))) / (1 + Math.exp(STEEPNESS * (MIDDLE - score)));
}
