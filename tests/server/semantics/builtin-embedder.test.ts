import { afterEach, describe, expect, test } from 'vitest';
import { createLogger } from '#server/logger.ts';
import { createBuiltinEmbedder } from '#server/semantics/builtin/builtin-embedder.ts';
import { EmbedderFailure } from '#server/semantics/embedder.ts';

const { signal } = new AbortController();
let close = async () => {};
afterEach(() => close());

function embedder(limits: { textMs?: number; idleMs?: number } = {}) {
  const { idleMs, ...rest } = limits;
  const created = createBuiltinEmbedder({
    threads: 1,
    logger: createLogger({ level: 'silent' }),
    entry: new URL('./failing-model.ts', import.meta.url),
    firstPauseMs: 20,
    limits: rest,
    ...(idleMs !== undefined && { idleMs }),
  });
  close = created.close;
  return created;
}

/** Until it is started again. */
async function eventually(work: () => Promise<unknown>): Promise<unknown> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof EmbedderFailure) || error.retryAfterMs === undefined) throw error;
    }
  }
}

describe('the model in its processes', () => {
  test('is started with the first text, and not before', async () => {
    const created = embedder();
    expect(created.pid('query')).toBeUndefined();
    await created.embed(['a'], 'query', signal);
    expect(created.pid('query')).toBeDefined();
    expect(created.pid('passage')).toBeUndefined();
  });

  test('comes back after it was killed', async () => {
    const created = embedder();
    await created.embed(['a'], 'query', signal);
    const first = created.pid('query') ?? 0;
    await expect(created.embed(['die'], 'query', signal)).rejects.toThrow(EmbedderFailure);
    await eventually(() => created.embed(['a'], 'query', signal));
    expect(created.pid('query')).not.toBe(first);
  });

  test('is not killed a fourth time by the same text', async () => {
    const created = embedder();
    for (let death = 0; death < 3; death++)
      await expect(eventually(() => created.embed(['die of this'], 'passage', signal))).rejects.toThrow(EmbedderFailure);
    const [refused, embedded] = (await eventually(() => created.embed(['die of this', 'b'], 'passage', signal))) as unknown[];
    expect(refused).toEqual({ refused: 'the model died of it 3 times' });
    expect(embedded).toBeInstanceOf(Float32Array);
  });

  test('is killed when it takes too long over a text', async () => {
    const created = embedder({ textMs: 100 });
    await expect(created.embed(['hang'], 'passage', signal)).rejects.toThrow('The model took too long over a text');
    expect(created.pid('passage')).toBeUndefined();
  });

  test('answers a query while a passage keeps it busy', async () => {
    const created = embedder();
    const stuck = created.embed(['hang'], 'passage', signal).catch((error: unknown) => error);
    await expect(created.embed(['a'], 'query', signal)).resolves.toHaveLength(1);
    await created.close();
    expect(await stuck).toBeInstanceOf(EmbedderFailure);
  });

  test('refuses one text and goes on with the others', async () => {
    const [refused, embedded] = await embedder().embed(['refuse', 'b'], 'passage', signal);
    expect(refused).toEqual({ refused: 'not this one' });
    expect(embedded).toBeInstanceOf(Float32Array);
  });

  test('gives the memory for passages back when there are none any more', async () => {
    const created = embedder({ idleMs: 1 });
    await created.embed(['a'], 'passage', signal);
    await expect.poll(() => created.pid('passage')).toBeUndefined();
    await expect(created.embed(['b'], 'passage', signal)).resolves.toHaveLength(1);
  });

  test('is stopped without waiting for a text', async () => {
    const created = embedder();
    const stuck = created.embed(['hang'], 'passage', signal).catch((error: unknown) => error);
    await expect.poll(() => created.pid('passage')).toBeDefined();
    await created.close();
    expect(await stuck).toBeInstanceOf(EmbedderFailure);
    await expect(created.embed(['a'], 'query', signal)).rejects.toThrow('Atrium is being stopped');
  });
});
