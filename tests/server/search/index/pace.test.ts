import { expect, test } from 'vitest';
import { createPace } from '#server/search/index/pace.ts';

const limits = { collectMs: 250, collectMostMs: 8000 };

test('a change that comes alone waits shortly', () => {
  const pace = createPace(limits);
  expect(pace.delayMs()).toBe(250);
  expect(pace.quietMs()).toBe(250);
});

test('while payloads take long more is collected for the next, within bounds', () => {
  const pace = createPace({ ...limits, now: () => 0 });
  pace.took(1000);
  expect(pace.delayMs()).toBe(3000);
  expect(pace.quietMs()).toBe(750);
  pace.took(60_000);
  expect(pace.delayMs()).toBe(8000);
  pace.took(10);
  expect(pace.delayMs()).toBe(250);
});

test('after a pause a change waits shortly again', () => {
  let now = 0;
  const pace = createPace({ ...limits, now: () => now });
  pace.took(1000);
  now = 3900;
  expect(pace.delayMs()).toBe(3000);
  now = 4100;
  expect(pace.delayMs()).toBe(250);
});
