import { expect, test } from 'vitest';
import { createFilters } from '#server/access/filter.ts';
import { viewer } from '../../support/search-house.ts';

const filtersFor = (aclIds: string[]) =>
  createFilters({
    readableAcls: { readable: () => ({ aclIds, has: () => true }), mayRead: () => true },
    sources: ['library', 'staff'],
  });
const who = viewer();

test('every filter of documents begins with what the viewer may read', () => {
  expect(filtersFor(['a', 'b']).documents(who, {})).toBe('aclId IN ["a", "b"] AND source IN ["library", "staff"]');
  expect(filtersFor(['a']).documents(who, { source: ['library'], label: ['policy'] })).toBe(
    'aclId IN ["a"] AND source IN ["library"] AND label IN ["policy"]',
  );
});

test('who may read nothing has a filter that matches nothing', () => {
  expect(filtersFor([]).documents(who, {})).toMatch(/^aclId IN \[\] AND /);
});

test('a source that is not configured is not asked for, whoever names it', () => {
  expect(filtersFor(['a']).documents(who, { source: ['left-over'] })).toBe('aclId IN ["a"] AND source IN []');
  expect(filtersFor(['a']).people(who, { source: ['left-over'] })).toBe('source IN []');
});

test('quotes and backslashes stay inside their value', () => {
  const nasty = 'x"] OR aclId IN ["secret';
  expect(filtersFor([nasty]).documents(who, { source: ['library'], label: ['\\", "'] })).toBe(
    'aclId IN ["x\\"] OR aclId IN [\\"secret"] AND source IN ["library"] AND label IN ["\\\\\\", \\""]',
  );
});

test('an author is a name or an id; dates are whole seconds', () => {
  expect(filtersFor(['a']).documents(who, { source: ['library'], author: ['Ada'], modifiedFrom: 1.9, modifiedTo: 1e9 })).toBe(
    'aclId IN ["a"] AND source IN ["library"] AND (authors IN ["Ada"] OR authorIds IN ["Ada"]) AND modifiedAt >= 1 AND modifiedAt <= 1000000000',
  );
});

test('people are filtered by what was chosen only', () => {
  expect(filtersFor([]).people(who, {})).toBe('source IN ["library", "staff"]');
  expect(filtersFor([]).people(who, { source: ['staff'], department: ['R"D'] })).toBe(
    'source IN ["staff"] AND department IN ["R\\"D"]',
  );
});
