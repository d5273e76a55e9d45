import type { SourceEnvironment } from '../../define-source.ts';
import type { LdapConfig } from './config.ts';
import type { EntryIds } from './entry-id.ts';
import type { PagedQuery } from './paged-read.ts';
import type { ReadingPlan } from './plan.ts';
import type { SideConnection } from './side-connection.ts';
import type { SearchAnswer } from './wire/connection.ts';
import type { LdapEntry } from './wire/incoming.ts';
import type { SearchRequest } from './wire/outgoing.ts';

/** What the parts of one run share. */
export interface DirectoryRun {
  config: LdapConfig;
  plan: ReadingPlan;
  ids: EntryIds;
  canonicalDn(dn: string): string;
  /** Every entry below a base that fits, page by page. */
  pages(query: Omit<PagedQuery, 'pageSize'> & { pageSize?: number }): AsyncGenerator<LdapEntry[]>;
  /** One question that has few answers; never between two pages. */
  search(request: SearchRequest): Promise<SearchAnswer>;
  /** Canonical DNs of everybody below `peopleBase` that was read so far, left out or not. */
  people: Set<string>;
  /** For what is asked between two pages. */
  side: SideConnection;
  /** False for an id that was yielded before: a rename during the reading can show an entry on two pages. */
  isFirst(id: string, entry: LdapEntry): boolean;
  /** Only where not everybody is read: whether somebody without a readable sign-in name stays as the last run left them. */
  keepsNameless?(id: string): boolean;
  log: SourceEnvironment['log'];
  signal: AbortSignal;
}
