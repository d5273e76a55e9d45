import { createHash } from 'node:crypto';
import type { SemanticsConfig } from '../config/semantics.ts';
import type { Logger } from '../logger.ts';
import type { MeilisearchHttp } from '../meilisearch/http.ts';
import type { IndexUids } from '../search/meili-index.ts';
import type { StateStore, StoredVectorsState } from '../store/state-store.ts';
import { type BackfillPace, createBackfill } from './backfill.ts';
import { createEmbedder } from './create-embedder.ts';
import type { Embedder } from './embedder.ts';
import { createQueryVectors } from './query-vectors.ts';
import type { Semantics } from './semantics.ts';
import { createVectorIndex, type VectorIndex } from './vector-index.ts';

/** How long a search waits for the vector of its query; a model elsewhere has a network in between. */
const BUDGET_MS = { builtin: 150, elsewhere: 600 } as const;
/** How long it is believed that the index holds vectors, or holds none. */
const BELIEVED_MS = 10_000;

export interface SemanticsOptions {
  config: SemanticsConfig;
  http: MeilisearchHttp;
  uids: IndexUids;
  store: StateStore;
  logger: Logger;
  /** Whether a source is being read: words come first. */
  isReading(): boolean;
  /** In place of the configured one, for tests. */
  embedder?: Embedder;
  pace?: Partial<BackfillPace>;
}

export function createSemantics(options: SemanticsOptions): Semantics {
  const { config, http, uids, store, logger } = options;
  const embedder = options.embedder ?? createEmbedder(config, logger);
  const index = createVectorIndex({ http, uids });
  return 'off' in embedder
    ? withoutEmbedder({ why: embedder.off, index, store, config, logger })
    : withEmbedder({ ...options, embedder, index });
}

type Parts = { index: VectorIndex; store: StateStore; config: SemanticsConfig; logger: Logger };

/** What is there from before is thrown away: off is off, and nobody keeps it up to date. */
function withoutEmbedder({ why, index, store, config, logger }: Parts & { why: string }): Semantics {
  const closing = new AbortController();
  async function clear(): Promise<void> {
    if ((await index.count(closing.signal)).vectors > 0) await index.empty(closing.signal);
  }
  return {
    queryVector: async () => undefined,
    warm: async () => undefined,
    state: () => ({ provider: config.provider, state: 'off', message: why, due: 0, done: 0 }),
    start() {
      if (config.provider !== 'off') logger.warn(why);
      store.vectors.putState({ state: 'off', message: why, done: 0 });
      clear().catch((error: unknown) => {
        if (!closing.signal.aborted) logger.warn({ err: error }, 'vectors from before could not be removed');
      });
    },
    async close() {
      closing.abort();
      index.close();
    },
  };
}

function withEmbedder(options: SemanticsOptions & { embedder: Embedder; index: VectorIndex }): Semantics {
  const { config, embedder, index, store, logger } = options;
  const key = keyOf(embedder.name);
  const budgetMs = config.provider === 'builtin' ? BUDGET_MS.builtin : BUDGET_MS.elsewhere;
  const queries = createQueryVectors({ embedder, budgetMs, logger });
  const closing = new AbortController();
  const believed = { holds: false, until: 0 };
  let told: StoredVectorsState | undefined;
  let running: Promise<void> | undefined;

  const backfill = createBackfill({ ...options, key, tell });

  function tell(state: StoredVectorsState): void {
    if (state.done > 0 && (told?.done ?? 0) === 0) void load(closing.signal);
    const isNews = JSON.stringify(state) !== JSON.stringify(told);
    told = state;
    if (isNews) store.vectors.putState(state);
  }

  /** So that the first to search does not wait for the model, nor goes without. */
  async function load(signal: AbortSignal): Promise<void> {
    await embedder.embed(['warm'], 'query', signal).catch((error: unknown) => {
      if (!closing.signal.aborted) logger.warn({ err: error }, 'the model for queries is not there yet');
    });
  }

  /** In the server it knows what it wrote; elsewhere Meilisearch is asked now and then. */
  async function hasVectors(signal: AbortSignal): Promise<boolean> {
    if (told !== undefined) return told.done > 0;
    if (performance.now() < believed.until) return believed.holds;
    believed.holds = await index.holds(key, signal);
    believed.until = performance.now() + BELIEVED_MS;
    return believed.holds;
  }

  return {
    async queryVector(text, signal) {
      try {
        const vector = (await hasVectors(signal)) ? await queries.get(text, signal) : undefined;
        return vector && { vector, embedder: key };
      } catch (error) {
        signal.throwIfAborted();
        logger.warn({ err: error }, 'it is not known whether there are vectors; words alone decide');
        return undefined;
      }
    },
    async warm(signal) {
      if (await hasVectors(signal).catch(() => false)) await load(signal);
    },
    state() {
      const due = store.vectors.countDue();
      const { state, message, done } = told ?? { state: 'loading', message: 'Nothing was embedded yet', done: 0 };
      return { provider: config.provider, state, message, due, done };
    },
    start() {
      running ??= backfill.run(closing.signal);
    },
    async close() {
      closing.abort();
      index.close();
      await embedder.close();
      await running;
    },
  };
}

/** Meilisearch takes letters, digits, `-` and `_` in the name of an embedder; the digest keeps what looks alike apart. */
export function keyOf(name: string): string {
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 60)}-${digest}`;
}
