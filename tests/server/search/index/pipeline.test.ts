import { expect, test } from 'vitest';
import { AppError } from '#server/errors.ts';
import { createLogger } from '#server/logger.ts';
import type { Payload } from '#server/search/index/payload.ts';
import { createTasks, type TaskOutcome, type Tasks } from '#server/search/index/tasks.ts';
import { createWriter } from '#server/search/index/writer.ts';
import { sharedMeilisearch } from '../../../support/meilisearch.ts';

const logger = createLogger({ level: 'silent' });
const limits = { collectMs: 1, collectPartialMs: 1, patienceMs: 300 };
const write = (recordId: string, text = '') => ({
  recordId,
  partial: false,
  changes: [{ index: 'passages' as const, kind: 'replace' as const, document: { id: recordId, text } }],
});

/** Tasks that end as told, in order; then they succeed. */
function tasksEnding(...outcomes: TaskOutcome[]): Tasks {
  return {
    outcome: () => Promise.resolve(outcomes.shift() ?? { state: 'succeeded' }),
    succeeded: () => Promise.resolve(),
    tidy: () => Promise.resolve(),
    close: () => {},
  };
}

function recorder(fail: (attempt: number) => Error | undefined = () => undefined) {
  const sent: string[][] = [];
  let attempt = 0;
  const send = (payload: Payload) => {
    const error = fail(++attempt);
    if (error) return Promise.reject(error);
    sent.push(payload.entries.map((entry) => entry.id));
    return Promise.resolve(sent.length);
  };
  return { send, sent };
}

test('a payload whose task Meilisearch has lost is sent again', async () => {
  const { send, sent } = recorder();
  const writer = createWriter({ send, tasks: tasksEnding({ state: 'lost' }), logger, limits });
  await writer.submit(write('a'));
  expect(sent).toEqual([['a'], ['a']]);
});

test('a payload is tried again while Meilisearch is away', async () => {
  const away = new AppError('meilisearch-unavailable', 'restarting');
  const { send, sent } = recorder((attempt) => (attempt < 3 ? away : undefined));
  const writer = createWriter({ send, tasks: tasksEnding(), logger, limits: { ...limits, patienceMs: 5000 } });
  await writer.submit(write('a'));
  expect(sent).toEqual([['a']]);
});

test('whoever waits is told when Meilisearch stays away', async () => {
  const { send } = recorder(() => new AppError('meilisearch-unavailable', 'gone for good'));
  const writer = createWriter({ send, tasks: tasksEnding(), logger, limits });
  await expect(writer.submit(write('a'))).rejects.toThrow('gone for good');
});

test('of a failed payload only the bad record is refused', async () => {
  const failed: TaskOutcome = { state: 'failed', code: 'invalid_document_id', message: 'bad id' };
  const { send, sent } = recorder();
  // All four, then the first two, then the first alone.
  const succeeded: TaskOutcome = { state: 'succeeded' };
  const writer = createWriter({
    send,
    tasks: tasksEnding(failed, failed, succeeded, failed),
    logger,
    limits: { ...limits, inFlight: 1 },
  });
  const results = await Promise.allSettled(['a', 'b', 'c', 'd'].map((id) => writer.submit(write(id))));
  expect(sent).toEqual([['a', 'b', 'c', 'd'], ['a', 'b'], ['c', 'd'], ['a'], ['b']]);
  expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
});

test('a version that was overtaken while its payload failed is not sent after the newer one', async () => {
  const outcome = Promise.withResolvers<TaskOutcome>();
  const { send, sent } = recorder();
  let first = true;
  const tasks = {
    ...tasksEnding(),
    outcome: (): Promise<TaskOutcome> => {
      if (!first) return Promise.resolve({ state: 'succeeded' });
      first = false;
      return outcome.promise;
    },
  };
  const writer = createWriter({ send, tasks, logger, limits });
  const old = [writer.submit(write('a', 'old')), writer.submit(write('b'))];
  await expect.poll(() => sent).toEqual([['a', 'b']]);
  const newer = writer.submit(write('a', 'new'));
  await newer;
  outcome.resolve({ state: 'lost' });
  await Promise.all(old);
  expect(sent.at(-1)).not.toContain('a');
  expect(sent.flat().filter((id) => id === 'a')).toHaveLength(2);
});

test('what is collected when it closes is sent, and nothing is taken afterwards', async () => {
  const { send, sent } = recorder();
  const writer = createWriter({ send, tasks: tasksEnding(), logger, limits: { ...limits, collectMs: 60_000 } });
  const writing = writer.submit(write('a'));
  await writer.close();
  await writing;
  expect(sent).toEqual([['a']]);
  expect(() => writer.submit(write('b'))).toThrow('The search index was closed');
});

test('a task that Meilisearch does not know is lost', async () => {
  const tasks = createTasks({ http: sharedMeilisearch().http });
  expect(await tasks.outcome(2_000_000_000)).toEqual({ state: 'lost' });
  tasks.close();
});
