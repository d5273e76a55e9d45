import { availableParallelism } from 'node:os';
import type { Principal } from '#indexers/types/access.ts';
import { createFilters } from '../access/filter.ts';
import type { ReadableAcls } from '../access/readable-acls.ts';
import type { Viewer } from '../access/viewer.ts';
import { NO_CURATION } from '../curation/curation.ts';
import type { FamilyReader } from '../families/family-reader.ts';
import type { MeilisearchHttp } from '../meilisearch/http.ts';
import { createRosters, type Rosters } from '../people/roster.ts';
import { NO_SEMANTICS, type Semantics } from '../semantics/semantics.ts';
import type { StateStore } from '../store/state-store.ts';
import { createKeptCounts } from './answer/kept-counts.ts';
import { createFetchCandidates } from './documents/fetch-candidates.ts';
import { createLeafFinder } from './documents/leaves.ts';
import { createRestricted } from './documents/restricted.ts';
import { createLastCheck } from './last-check.ts';
import { indexUids } from './meili-index.ts';
import { createViewerPlaces } from './operators/viewer-places.ts';
import { createFoldPeople } from './people/fold-people.ts';
import { createMultiSearch } from './query/multi-search.ts';
import { createTurns } from './query/turns.ts';
import { createTeams } from './teams/teams.ts';
import type { DocumentFinder } from './terms/document-finder.ts';
import { MANY_PASSAGES } from './terms/many-passages.ts';
import type { TermReader } from './terms/term-reader.ts';

export interface SearchServiceOptions {
  http: MeilisearchHttp;
  indexPrefix: string;
  readableAcls: ReadableAcls;
  store: StateStore;
  /** Those of the configuration: nothing of another is shown. */
  sources: readonly string[];
  /** The words of what the index holds. */
  terms: TermReader & DocumentFinder;
  /** From how many passages on the engine is spared. */
  manyPassages?: number;
  /** Without them every document is by itself. */
  families?: Pick<FamilyReader, 'linksOf' | 'compared'>;
  /** Words alone decide without it. */
  semantics?: Pick<Semantics, 'queryVector'>;
  /** Everybody of the directory; made here when nobody else has them. */
  rosters?: Rosters;
  /** People and groups who are not to be told as experts. */
  expertOptOut?: readonly Principal[];
  /** How old the last complete reading of a source may be before people are told; undefined promises nothing. */
  staleAfterMs?: (source: string) => number | undefined;
}

const NO_FAMILIES: Pick<FamilyReader, 'linksOf' | 'compared'> = { linksOf: () => [], compared: () => new Map() };

/** Of whole questions; one processor is left for who types. More gain nothing: one thread ranks them all. */
const QUESTIONS_AT_ONCE = Math.min(4, Math.max(1, availableParallelism() - 1));

/** What every kind of question needs. */
export type SearchTools = ReturnType<typeof createSearchTools>;

export function createSearchTools(options: SearchServiceOptions) {
  const { http, indexPrefix, readableAcls, store, sources, staleAfterMs, terms, semantics = NO_SEMANTICS } = options;
  const { expertOptOut = [] } = options;
  const uids = indexUids(indexPrefix);
  const foldPeople = createFoldPeople({ directory: store.directory, sources });
  const multiSearch = createMultiSearch({ http, uids });
  const filters = createFilters({ readableAcls, sources, hiddenPeople: foldPeople.hiddenIds });
  return {
    http,
    passagesUid: uids.passages,
    vectorsUid: uids.vectors,
    leafFinder: createLeafFinder({ http, passagesUid: uids.passages }),
    multiSearch,
    fetchCandidates: createFetchCandidates({ http, passagesUid: uids.passages }),
    filters,
    /** Whether there are documents that a viewer may not read. */
    hidesFrom: (viewer: Viewer) => !readableAcls.readsAll(viewer),
    restricted: createRestricted({ ledger: store.ledger, readableAcls }),
    keptCounts: createKeptCounts({ acls: store.acls }),
    /** For operators. */
    viewerPlaces: createViewerPlaces({ filters, multiSearch, sources, acls: store.acls }),
    teams: createTeams(options.rosters ?? createRosters({ store, sources })),
    lastCheck: createLastCheck({ ledger: store.ledger, directory: store.directory, readableAcls, sources }),
    ledger: store.ledger,
    families: options.families ?? NO_FAMILIES,
    directory: store.directory,
    authors: store.authors,
    acls: store.acls,
    sources,
    expertOptOut,
    foldPeople,
    runs: store.runs,
    /** Whole questions keep the engine busy with ten queries and more each. */
    turns: createTurns(QUESTIONS_AT_ONCE),
    terms,
    manyPassages: options.manyPassages ?? MANY_PASSAGES,
    semantics,
    /** As it is at the moment of the question: nothing here may keep it. */
    curation: NO_CURATION,
    staleAfterMs: staleAfterMs ?? (() => undefined),
  };
}
