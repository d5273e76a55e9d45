import type { Viewers } from '../access/viewers.ts';
import {
  type CurationEntry,
  type CurationKind,
  type CurationPreview,
  type GoldenReport,
  type GoldenResult,
  type GoldenRun,
  MOST_ENTRIES,
} from '../contract/curation.ts';
import { AppError } from '../errors.ts';
import type { SearchService } from '../search/search-service.ts';
import type { StateStore, StoredCuration } from '../store/state-store.ts';
import { checkReferences } from './check-references.ts';
import { compareGolden } from './compare.ts';
import { type RankingEntries, type RankingKind, rankingEntries } from './create-curation.ts';
import { createGoldenQueries } from './golden.ts';
import { createReferences, type References } from './references.ts';

/** Who changes something, and when. */
interface Author {
  by: string;
  /** Milliseconds since 1970. */
  at: number;
}

export interface Changed {
  /** As it is kept now; for a removal as it was. */
  stored: StoredCuration<RankingKind>;
  report: GoldenReport;
}

/** Where administrators read and change what the ranker is told. Every change of it passes the golden queries. */
export interface CurationDesk {
  references: References;
  list<Kind extends CurationKind>(kind: Kind): StoredCuration<Kind>[];
  /** Throws AppError `not-found`. */
  get<Kind extends CurationKind>(kind: Kind, id: number): StoredCuration<Kind>;
  /** What golden queries would find, without doing it. Throws as `change` does, but for what golden queries say. */
  preview(change: CurationPreview, signal: AbortSignal): Promise<GoldenReport>;
  /**
   * Throws AppError: `not-found` for an id that is not there, `invalid-request` naming the field for what nobody knows, `conflict`
   * when there are too many or somebody else was quicker, `golden-broken` naming the golden queries unless `force` is set.
   */
  change(change: CurationPreview, who: Author & { force: boolean }, signal: AbortSignal): Promise<Changed>;
  /** How a golden query does or would do. Throws AppError `invalid-request`. */
  tryGolden(golden: { id?: number; entry: CurationEntry<'golden'> }, signal: AbortSignal): Promise<GoldenResult>;
  /** Golden queries guard others and are guarded by nothing; throws as `change` does. */
  changeGolden(change: { id?: number; entry?: CurationEntry<'golden'> }, who: Author): StoredCuration<'golden'>;
  runGolden(signal: AbortSignal): Promise<GoldenRun>;
}

export function createCurationDesk(options: {
  store: StateStore;
  search: SearchService;
  viewers: Viewers;
  /** Those of the configuration. */
  sources: readonly string[];
}): CurationDesk {
  const { store, search, viewers, sources } = options;
  const references = createReferences(store);
  const golden = createGoldenQueries({ store, viewers, references, sources });
  const known = { references, viewers, sources };

  function get<Kind extends CurationKind>(kind: Kind, id: number): StoredCuration<Kind> {
    const found = store.curation.get(kind, id);
    if (!found) throw new AppError('not-found', `There is nothing with the number ${id} here; it may have been removed.`);
    return found;
  }

  async function preview(change: CurationPreview, signal: AbortSignal): Promise<GoldenReport> {
    if (change.id !== undefined) get(change.kind, change.id);
    if (change.entry !== undefined) checkReferences(change.entry, known);
    const before = rankingEntries(store.curation);
    return await compareGolden({ golden, search, before, after: changed(store, before, change), signal });
  }

  /** Adds, changes or removes; the caller has the transaction. */
  function write<Kind extends CurationKind>(
    kind: Kind,
    { id, entry }: { id?: number | undefined; entry?: CurationEntry<Kind> | undefined },
    { by, at }: Author,
  ): StoredCuration<Kind> {
    if (entry === undefined) {
      const removed = get(kind, id ?? 0);
      store.curation.remove(kind, removed.id);
      return removed;
    }
    if (id !== undefined) {
      store.curation.change(kind, get(kind, id).id, { entry, by, at });
      return get(kind, id);
    }
    if (store.curation.list(kind).length >= MOST_ENTRIES[kind])
      throw new AppError('conflict', `There are ${MOST_ENTRIES[kind]} already, and more are not possible. Remove some first.`);
    return get(kind, store.curation.add(kind, { entry, by, at }));
  }

  return {
    references,
    list: (kind) => store.curation.list(kind),
    get,
    preview,
    async change(change, { force, ...author }, signal) {
      const generation = store.curation.generation();
      const report = await preview(change, signal);
      if (report.broken > 0 && !force) throw refusal(report);
      return store.transaction(() => {
        if (store.curation.generation() !== generation)
          throw new AppError('conflict', 'Somebody else changed the curation meanwhile. Look at it and try again.');
        return { stored: write<RankingKind>(change.kind, change, author), report };
      });
    },
    async tryGolden(proposed, signal) {
      if (proposed.id !== undefined) get('golden', proposed.id);
      checkReferences(proposed.entry, known);
      return golden.result(proposed, await golden.rank(proposed, search, signal));
    },
    changeGolden(change, author) {
      if (change.entry !== undefined) checkReferences(change.entry, known);
      return store.transaction(() => write('golden', change, author));
    },
    async runGolden(signal) {
      const items: GoldenResult[] = [];
      for (const one of golden.list()) items.push(golden.result(one, await golden.rank(one, search, signal)));
      return { items, failing: items.filter(({ holds }) => !holds).length };
    },
  };
}

/** Everything the ranker would read after a change. */
function changed({ curation }: StateStore, before: RankingEntries, { kind, id, entry }: CurationPreview): RankingEntries {
  const others = curation.list(kind).filter((stored) => stored.id !== id);
  // In the order of their numbers: it decides between pins of one line.
  const after = [...others, ...(entry === undefined ? [] : [{ id: id ?? Number.MAX_SAFE_INTEGER, entry }])];
  return { ...before, [kind]: after.sort((a, b) => a.id - b.id).map((stored) => stored.entry) };
}

function refusal({ affected, broken }: GoldenReport): AppError {
  const errors = affected
    .filter(({ verdict }) => verdict === 'broken')
    .map(({ id, query, wanted, before, after, worstRank }) => ({
      path: `golden.${id}`,
      message: `"${query}" finds ${wanted.name ?? wanted.id} ${place(before)} now and ${place(after)} afterwards; ${place(worstRank)} is the worst that is acceptable.`,
    }));
  const count = broken === 1 ? 'One golden query' : `${broken} golden queries`;
  return new AppError('golden-broken', `${count} would find too late what they are for. Change it in another way, or force it.`, {
    errors,
  });
}

function place(rank: number | null): string {
  return rank === null ? 'not at all' : `at place ${rank}`;
}
