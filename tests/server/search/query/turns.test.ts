import { expect, test } from 'vitest';
import { createTurns } from '#server/search/query/turns.ts';

const { signal } = new AbortController();

test('so many go on at once, and the others follow in their order', async () => {
  const turns = createTurns(2);
  const begun: number[] = [];
  const gates = [0, 1, 2, 3].map(() => Promise.withResolvers<number>());
  const all = gates.map(({ promise }, n) =>
    turns.take(() => {
      begun.push(n);
      return promise;
    }, signal),
  );
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  gates[1]?.resolve(10);
  expect(await all[1]).toBe(10);
  gates[0]?.resolve(0);
  for (const gate of gates) gate.resolve(1);
  expect(await Promise.all(all)).toEqual([0, 10, 1, 1]);
  expect(begun).toEqual([0, 1, 2, 3]);
});

test('a work that fails leaves its place to the next', async () => {
  const turns = createTurns(1);
  const failed = turns.take(() => Promise.reject(new Error('no')), signal);
  const next = turns.take(async () => 'done', signal);
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('done');
});

test('who goes away while waiting takes no place, and nobody else loses theirs', async () => {
  const turns = createTurns(1);
  const gate = Promise.withResolvers<void>();
  const going = turns.take(() => gate.promise, signal);
  const leaving = new AbortController();
  const left = turns.take(async () => 'never', leaving.signal);
  const next = turns.take(async () => 'next', signal);
  leaving.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  gate.resolve();
  await going;
  expect(await next).toBe('next');
  await expect(turns.take(async () => 'never', leaving.signal)).rejects.toThrow('gone');
  expect(await turns.take(async () => 'after', signal)).toBe('after');
});

test('who goes away after the turn has come takes nobody’s place', async () => {
  const turns = createTurns(1);
  const gate = Promise.withResolvers<void>();
  const going = turns.take(() => gate.promise, signal);
  const leaving = new AbortController();
  const second = Promise.withResolvers<void>();
  const turn = turns.take(() => second.promise, leaving.signal);
  const third = turns.take(async () => 'third', signal);
  gate.resolve();
  await going;
  leaving.abort(new Error('gone'));
  second.resolve();
  await turn;
  expect(await third).toBe('third');
});
