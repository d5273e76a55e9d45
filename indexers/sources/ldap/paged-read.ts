import type { LdapConnection, SearchAnswer } from './wire/connection.ts';
import type { Filter } from './wire/filter.ts';
import type { LdapEntry } from './wire/incoming.ts';
import { LdapError } from './wire/ldap-error.ts';

export interface PagedQuery {
  base: string;
  filter: Filter;
  attributes: readonly string[];
  /** Entries per page. */
  pageSize: number;
  /** See `SearchRequest`. */
  withDeleted?: boolean;
}

/** A server that keeps promising more and sends nothing is broken; real ones skip a few pages they may not show. */
const MAX_EMPTY_PAGES = 1_000;

/**
 * Everything below a base, page by page (RFC 2696), one page ahead of the consumer. Only a server that says "success" and
 * "no more" ends it: a size limit (code 4), a drop or a referral throws, and an empty page with a cookie goes on.
 * Continuation references are left alone: Active Directory adds three to every search of a domain.
 */
export async function* readPages(
  connection: LdapConnection,
  query: PagedQuery,
  signal: AbortSignal,
): AsyncGenerator<LdapEntry[]> {
  const { base, filter, attributes, pageSize, withDeleted = false } = query;
  const ask = (cookie: Buffer | undefined): Promise<SearchAnswer> =>
    connection.search({ base, scope: 'sub', filter, attributes, page: { size: pageSize, cookie }, withDeleted }, signal);

  let upcoming: Promise<SearchAnswer> | undefined = ask(undefined);
  let empty = 0;
  try {
    while (upcoming !== undefined) {
      const page: SearchAnswer = await upcoming;
      upcoming = page.cookie === undefined ? undefined : ask(page.cookie);
      empty = page.entries.length === 0 ? empty + 1 : 0;
      if (empty > MAX_EMPTY_PAGES) throw new LdapError(`reading ${base}: ${MAX_EMPTY_PAGES} empty pages in a row`);
      if (page.entries.length > 0) yield page.entries;
    }
  } finally {
    // A page asked for ahead may still fail when the consumer has gone; that concerns nobody any more.
    void Promise.allSettled([upcoming]);
  }
}
