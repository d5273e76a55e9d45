import { createFilters } from '../access/filter.ts';
import type { ReadableAcls } from '../access/readable-acls.ts';
import type { MeilisearchHttp } from '../meilisearch/http.ts';
import type { StateStore } from '../store/state-store.ts';
import { countDocuments } from './index/count-documents.ts';
import { createLastCheck } from './last-check.ts';
import { indexUids } from './meili-index.ts';
import { createFoldPeople } from './people/fold-people.ts';
import { createMultiSearch } from './query/multi-search.ts';
import { createAnalyse } from './rank/analysed-text.ts';

export interface SearchServiceOptions {
  http: MeilisearchHttp;
  indexPrefix: string;
  readableAcls: ReadableAcls;
  store: StateStore;
  /** Those of the configuration: nothing of another is shown. */
  sources: readonly string[];
  /** How old the last complete reading of a source may be before people are told; undefined promises nothing. */
  staleAfterMs?: (source: string) => number | undefined;
}

/** What every kind of question needs. */
export type SearchTools = ReturnType<typeof createSearchTools>;

export function createSearchTools({ http, indexPrefix, readableAcls, store, sources, staleAfterMs }: SearchServiceOptions) {
  const uids = indexUids(indexPrefix);
  const foldPeople = createFoldPeople({ directory: store.directory, sources });
  return {
    http,
    passagesUid: uids.passages,
    multiSearch: createMultiSearch({ http, uids }),
    filters: createFilters({ readableAcls, sources, hiddenPeople: foldPeople.hiddenIds }),
    lastCheck: createLastCheck({ ledger: store.ledger, directory: store.directory, readableAcls, sources }),
    directory: store.directory,
    foldPeople,
    runs: store.runs,
    analyse: createAnalyse(),
    staleAfterMs: staleAfterMs ?? (() => undefined),
    countPassages: createPassageCount(http, uids.passages),
  };
}

const COUNT_KEPT_MS = 30_000;

/** How many passages there are, for the weight of words: a rough figure is enough, so it is asked for now and then only. */
function createPassageCount(http: MeilisearchHttp, uid: string): (signal: AbortSignal) => Promise<number> {
  let known: { count: number; at: number } | undefined;
  return async (signal) => {
    if (known && performance.now() - known.at < COUNT_KEPT_MS) return known.count;
    const count = await countDocuments({ http, uid, signal });
    known = { count, at: performance.now() };
    return count;
  };
}
