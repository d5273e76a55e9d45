import type { Viewer } from '../access/viewer.ts';
import type { Viewers } from '../access/viewers.ts';
import type { GoldenQuery, GoldenResult } from '../contract/curation.ts';
import { SearchQuery } from '../contract/search.ts';
import type { SearchService } from '../search/search-service.ts';
import type { CurationStore, DirectoryStore, StoredCuration } from '../store/state-store.ts';
import type { References } from './references.ts';

/** One that is kept, or one that is only proposed. */
export type Golden = Pick<StoredCuration<'golden'>, 'entry'> & { id?: number };

/** Asks golden queries as those for whom they are meant. */
export interface GoldenQueries {
  list(): Golden[];
  /** Where the wanted item stands for the service, see `GoldenResult.rank`. */
  rank(golden: Golden, search: SearchService, signal: AbortSignal): Promise<number | null>;
  /** How one does, for an administrator. */
  result(golden: Golden, rank: number | null): GoldenResult;
}

/** What comes later is as good as not found. */
const LOOKED_AT = 100;

export function createGoldenQueries(options: {
  store: { curation: CurationStore; directory: DirectoryStore };
  viewers: Viewers;
  references: References;
  /** Those of the configuration. */
  sources: readonly string[];
}): GoldenQueries {
  const { store, viewers, references, sources } = options;
  const viewerOf = (uid: string | null): Viewer | undefined => (uid === null ? EMPLOYEE : viewers.ofUid(uid));

  /** A person who is in several directories is found under one of the entries. */
  function shownAs({ type, id }: GoldenQuery['wanted']): string {
    return type === 'person' ? (store.directory.shownAs([id], sources).get(id) ?? id) : id;
  }

  return {
    list: () => store.curation.list('golden'),
    async rank({ entry }, search, signal) {
      const viewer = viewerOf(entry.viewer);
      if (viewer === undefined) return null;
      const answer = await search.search(questionOf(entry), viewer, signal);
      const ids = entry.list === 'best' ? answer.best : answer[sideOf(entry)].items;
      const place = ids.findIndex(({ id }) => id === shownAs(entry.wanted));
      return place < 0 ? null : place + 1;
    },
    result: ({ id, entry }, rank) => ({
      ...(id === undefined ? {} : { id }),
      query: entry.query,
      wanted: references.of(entry.wanted),
      viewer: entry.viewer,
      worstRank: entry.worstRank,
      rank,
      holds: rank !== null && rank <= entry.worstRank,
      problem: viewerOf(entry.viewer) ? null : `Nobody has the sign-in name "${entry.viewer}" any more.`,
    }),
  };
}

/** Somebody who is signed in and in no group. */
const EMPLOYEE: Viewer = {
  uid: '',
  name: 'An employee',
  personId: undefined,
  principals: new Set(['everyone', 'authenticated']),
  isAdmin: false,
  groupsIncomplete: false,
};

function questionOf(entry: GoldenQuery): SearchQuery {
  const type = entry.list === 'best' ? 'all' : sideOf(entry);
  return SearchQuery.parse({ q: entry.query, type, pageSize: LOOKED_AT, fold: 'false' });
}

function sideOf({ wanted }: GoldenQuery): 'people' | 'documents' {
  return wanted.type === 'person' ? 'people' : 'documents';
}
