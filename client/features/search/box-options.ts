import type { DocumentHit, PersonHit, SuggestResponse } from '../../../server/contract/search.ts';
import { paths } from '../../paths.ts';
import { newQuery } from './search-state.ts';

/** One row below the box. Each is a link, so that it opens in a new tab as links do. */
export type BoxOption =
  | { kind: 'person'; key: string; href: string; person: PersonHit }
  | { kind: 'document'; key: string; href: string; document: DocumentHit }
  | { kind: 'recent'; key: string; href: string; query: string }
  | { kind: 'search'; key: string; href: string; query: string };

/** People and documents, the likelier kind first, then the search itself; an empty box offers what was searched before. */
export function boxOptions(o: { text: string; suggestions: SuggestResponse | undefined; recent: string[] }): BoxOption[] {
  const query = o.text.trim();
  if (query === '')
    return o.recent.map((recent) => ({ kind: 'recent', key: `recent ${recent}`, href: searchHref(recent), query: recent }));
  const people = o.suggestions?.people ?? [];
  const documents = o.suggestions?.documents ?? [];
  const peopleRows = people.map(
    (person): BoxOption => ({ kind: 'person', key: person.id, href: paths.person(person.id), person }),
  );
  const documentRows = documents.map((document): BoxOption => {
    const href = paths.document(document.id, { page: document.page, q: query });
    return { kind: 'document', key: document.id, href, document };
  });
  const isDocumentLikelier = o.suggestions?.best?.[0]?.type === 'document';
  return [
    ...(isDocumentLikelier ? [...documentRows, ...peopleRows] : [...peopleRows, ...documentRows]),
    { kind: 'search', key: 'search', href: searchHref(query), query },
  ];
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
