import { expect, test } from 'vitest';
import { matchReason } from '../../client/features/search/match-reason.ts';
import type { PersonHit } from '../../server/contract/search.ts';

const marked = (text: string) => [{ text, match: true }];

const found = (...matched: [field: string, text: string][]): PersonHit => ({
  id: 'p1',
  source: 'staff',
  uid: 'ada',
  name: 'Ada',
  title: null,
  department: null,
  location: null,
  email: null,
  phone: null,
  photoUrl: null,
  manager: null,
  matched: matched.map(([field, text]) => ({ field, value: marked(text) })),
  score: 1,
});

test('a person found by skills is shown with all of them, three at most', () => {
  const person = found(['title', 'a'], ['skill', 'b'], ['skill', 'c'], ['skill', 'd'], ['skill', 'e'], ['bio', 'f']);
  expect(matchReason(person, ['title'])).toEqual({ field: 'Knows about', values: [marked('b'), marked('c'), marked('d')] });
});

test('a person found by name needs no reason', () => {
  expect(matchReason(found(['name', 'Ada'], ['skill', 'b']), [])).toBeUndefined();
});

test('what the card shows anyway is no reason, and an unknown field keeps its name', () => {
  expect(matchReason(found(['email', 'a@b']), ['email'])).toBeUndefined();
  expect(matchReason(found(['costCentre', '4711']), [])?.field).toBe('costCentre');
});
