import type { Embedded, Embedder, EmbeddingPurpose } from '../embedder.ts';
import { MINILM_DIMENSIONS } from './minilm-graph.ts';
import { createRestartedModel, type RestartedModelOptions } from './restarted-model.ts';

/** Changes with whatever makes other vectors: model, precision, cut. */
const NAME = 'all-MiniLM-L6-v2 int8 256';
/** While passages are embedded, whatever answers people goes first. */
const BEHIND_EVERYBODY = 15;
/** What embeds passages takes memory only as long as there are some. */
const IDLE_MS = 60_000;
/** More at once would wait for each other. */
const QUERIES_AT_ONCE = 2;

/**
 * all-MiniLM-L6-v2 in two processes: one answers queries and stays, the other works through passages with low priority and goes.
 * One for both would have queries wait for a processor that it gets last.
 */
export function createBuiltinEmbedder(
  options: Omit<RestartedModelOptions, 'niceness'>,
): Embedder & { /** Of the process for a purpose, while there is one. */ pid(purpose: EmbeddingPurpose): number | undefined } {
  const { threads } = options;
  const models = {
    query: createRestartedModel({ ...options, threads: QUERIES_AT_ONCE, niceness: 0 }),
    passage: createRestartedModel({ idleMs: IDLE_MS, ...options, niceness: BEHIND_EVERYBODY }),
  };
  return {
    name: NAME,
    dimensions: () => MINILM_DIMENSIONS,
    // Enough that no thread waits for the next list, and what is done is written down every half a second.
    batch: threads * 32,
    pid: (purpose) => models[purpose].pid(),
    async embed(texts, purpose, signal) {
      const results: Embedded[] = [];
      const left = texts.entries();
      const work = async () => {
        for (const [position, text] of left) {
          signal.throwIfAborted();
          results[position] = await models[purpose].embed(text);
        }
      };
      await Promise.all(Array.from({ length: purpose === 'query' ? QUERIES_AT_ONCE : threads }, work));
      return results;
    },
    async close() {
      models.query.close();
      models.passage.close();
    },
  };
}
