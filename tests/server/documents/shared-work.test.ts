import { expect, test } from 'vitest';
import { createSharedWork } from '#server/documents/shared-work.ts';

const never = new AbortController().signal;

test('who wants the same at the same time waits for one making of it', async () => {
  const shared = createSharedWork<number>();
  const { promise, resolve } = Promise.withResolvers<number>();
  let made = 0;
  const work = () => {
    made += 1;
    return promise;
  };
  const both = [shared.join('page', never, work), shared.join('page', never, work)];
  resolve(7);
  expect([await Promise.all(both), made]).toEqual([[7, 7], 1]);
  expect(await shared.join('page', never, async () => 8)).toBe(8);
});

test('who leaves is let go, and the work stops only when nobody waits', async () => {
  const shared = createSharedWork<number>();
  const { promise } = Promise.withResolvers<number>();
  const one = new AbortController();
  const other = new AbortController();
  let working: AbortSignal | undefined;
  const work = (signal: AbortSignal) => {
    working = signal;
    return promise;
  };
  const waits = [shared.join('page', one.signal, work), shared.join('page', other.signal, work)].map((wait) =>
    wait.catch((reason: unknown) => reason),
  );
  one.abort('gone');
  expect([await waits[0], working?.aborted]).toEqual(['gone', false]);
  other.abort('gone too');
  expect([await waits[1], working?.aborted]).toEqual(['gone too', true]);
});
