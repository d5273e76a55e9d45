import type { KnowledgeAnswer } from '../../../server/contract/knowledge.ts';
import type { Completion, DocumentHit, PersonHit, SuggestResponse, TeamHit } from '../../../server/contract/search.ts';
import type { RecentPerson } from '../../lib/recent-people.ts';
import { paths } from '../../paths.ts';
import { newQuery } from './search-state.ts';
import type { OwnTeam } from './use-own-team.ts';

/** One row below the box. Each is a link, so that it opens in a new tab as links do. */
export type BoxOption =
  | { kind: 'completion'; key: string; href: string; completion: Completion }
  | { kind: 'link'; key: string; href: string; answer: KnowledgeAnswer }
  | { kind: 'person'; key: string; href: string; person: PersonHit }
  | { kind: 'team'; key: string; href: string; team: TeamHit }
  | { kind: 'answer'; key: string; href: string; answer: KnowledgeAnswer }
  | { kind: 'document'; key: string; href: string; document: DocumentHit }
  | { kind: 'recent'; key: string; href: string; query: string }
  | { kind: 'seen'; key: string; href: string; person: RecentPerson }
  | { kind: 'colleague'; key: string; href: string; person: RecentPerson }
  | { kind: 'department'; key: string; href: string; name: string }
  | { kind: 'search'; key: string; href: string; query: string };

interface Offered {
  /** The whole query. */
  text: string;
  suggestions: SuggestResponse | undefined;
  recent: readonly string[];
  seen: readonly RecentPerson[];
  team: OwnTeam | undefined;
}

const EARLIER = 2;
const COLLEAGUES = 5;

/** Always in the same order, so that the hand learns where things are; an empty box offers what was there before, and who is near. */
export function boxOptions({ text, suggestions, recent, seen, team }: Offered): BoxOption[] {
  const query = text.trim();
  if (query === '') return [...recent.map(recentRow), ...seen.map(seenRow), ...teamRows(team, seen)];
  if (suggestions !== undefined && suggestions.completions.length > 0)
    return [...suggestions.completions.map(completionRow), searchRow(query)];
  const answers = suggestions?.answers ?? [];
  const links = answers.flatMap((answer) => (answer.kind === 'go-links' ? [linkRow(answer)] : []));
  const known = answers.flatMap((answer) => (answer.kind === 'go-links' ? [] : [answerRow(answer)]));
  const folded = query.toLocaleLowerCase();
  const earlier = recent.filter(
    (search) => search.toLocaleLowerCase().startsWith(folded) && search.toLocaleLowerCase() !== folded,
  );
  return [
    ...links,
    ...(suggestions?.people ?? []).map(personRow),
    ...(suggestions?.teams ?? []).map(teamRow),
    ...known,
    ...(suggestions?.documents ?? []).map((document) => documentRow(document, query)),
    ...earlier.slice(0, EARLIER).map(recentRow),
    searchRow(query),
  ];
}

/** The row that Enter opens before any arrow key: only a go link that was typed in full. */
export function firstActive(options: readonly BoxOption[], text: string): number | null {
  const [first] = options;
  const isTyped = first?.kind === 'link' && first.answer.title.toLocaleLowerCase() === text.trim().toLocaleLowerCase();
  return isTyped ? 0 : null;
}

/** The next row for an arrow key; beyond either end is the box itself (`null`). */
export function neighbour(active: number | null, step: 1 | -1, count: number): number | null {
  if (count === 0) return null;
  const from = active ?? (step === 1 ? -1 : count);
  const next = from + step;
  return next < 0 || next >= count ? null : next;
}

export function searchHref(query: string): string {
  return `${paths.search}?${newQuery(query)}`;
}

function completionRow(completion: Completion): BoxOption {
  return { kind: 'completion', key: `completion ${completion.q}`, href: searchHref(completion.q), completion };
}

function linkRow(answer: KnowledgeAnswer): BoxOption {
  return { kind: 'link', key: answer.id, href: `/${answer.title}`, answer };
}

function personRow(person: PersonHit): BoxOption {
  return { kind: 'person', key: person.id, href: paths.person(person.id), person };
}

function teamRow(team: TeamHit): BoxOption {
  return { kind: 'team', key: `team ${team.name}`, href: paths.team(team.name), team };
}

/** A short form has no page of its own: its results say what it stands for. */
function answerRow(answer: KnowledgeAnswer): BoxOption {
  const href = answer.kind === 'answers' ? paths.answer(answer.id.replace(/^\D+/, '')) : searchHref(answer.title);
  return { kind: 'answer', key: answer.id, href, answer };
}

function documentRow(document: DocumentHit, query: string): BoxOption {
  return { kind: 'document', key: document.id, href: paths.document(document.id, { page: document.page, q: query }), document };
}

function recentRow(query: string): BoxOption {
  return { kind: 'recent', key: `recent ${query}`, href: searchHref(query), query };
}

function seenRow(person: RecentPerson): BoxOption {
  return { kind: 'seen', key: `seen ${person.id}`, href: paths.person(person.id), person };
}

/** Each person once: whoever was opened lately stands there already. */
function teamRows(team: OwnTeam | undefined, seen: readonly RecentPerson[]): BoxOption[] {
  if (team === undefined) return [];
  const isSeen = new Set(seen.map(({ id }) => id));
  const people = team.people.filter(({ id }) => !isSeen.has(id)).slice(0, COLLEAGUES);
  return [
    ...people.map(
      (person): BoxOption => ({ kind: 'colleague', key: `colleague ${person.id}`, href: paths.person(person.id), person }),
    ),
    ...(team.department === null
      ? []
      : [{ kind: 'department' as const, key: 'department', href: paths.team(team.department), name: team.department }]),
  ];
}

function searchRow(query: string): BoxOption {
  return { kind: 'search', key: 'search', href: searchHref(query), query };
}
