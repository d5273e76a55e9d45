import { expect, test } from 'vitest';
import { createFilters } from '#server/access/filter.ts';
import { viewer } from '../../support/search-house.ts';

const filtersFor = (aclIds: string[]) =>
  createFilters({ readableAcls: { readable: () => ({ aclIds, has: () => true }), mayRead: () => true } });
const who = viewer();

test('every filter of documents begins with what the viewer may read', () => {
  expect(filtersFor(['a', 'b']).documents(who, {})).toBe('aclId IN ["a", "b"]');
  expect(filtersFor(['a']).documents(who, { label: ['policy'] })).toBe('aclId IN ["a"] AND label IN ["policy"]');
});

test('who may read nothing has a filter that matches nothing', () => {
  expect(filtersFor([]).documents(who, {})).toBe('aclId IN []');
});

test('quotes and backslashes stay inside their value', () => {
  const nasty = 'x"] OR aclId IN ["secret';
  expect(filtersFor([nasty]).documents(who, { source: ['\\", "'] })).toBe(
    'aclId IN ["x\\"] OR aclId IN [\\"secret"] AND source IN ["\\\\\\", \\""]',
  );
});

test('an author is a name or an id; dates are whole seconds', () => {
  expect(filtersFor(['a']).documents(who, { author: ['Ada'], modifiedFrom: 1.9, modifiedTo: 1e9 })).toBe(
    'aclId IN ["a"] AND (authors IN ["Ada"] OR authorIds IN ["Ada"]) AND modifiedAt >= 1 AND modifiedAt <= 1000000000',
  );
});

test('people are filtered by what was chosen only', () => {
  expect(filtersFor([]).people(who, {})).toBe('');
  expect(filtersFor([]).people(who, { department: ['R"D'] })).toBe('department IN ["R\\"D"]');
});
