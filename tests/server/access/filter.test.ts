import { expect, test } from 'vitest';
import { createFilters } from '#server/access/filter.ts';
import { viewer } from '../../support/search-house.ts';

const filtersFor = (slots: number[], o: { highest?: number; leftOut?: string[] } = {}) =>
  createFilters({
    readableAcls: {
      readable: () => ({ slots: Uint32Array.from(slots), highest: o.highest ?? 1000, has: () => true }),
      mayRead: () => true,
      readsAll: () => true,
      grants: () => true,
      leftOut: () => o.leftOut ?? [],
    },
    sources: ['library', 'staff'],
  });
const who = viewer();
const everything = Array.from({ length: 1000 }, (_, n) => n + 1);

test('every filter of documents begins with what the viewer may read', () => {
  expect(filtersFor([4, 7]).documents(who, {})).toBe('aclId 1 TO 1000 AND aclNodes IN [a25] AND source IN ["library", "staff"]');
  expect(filtersFor([4]).documents(who, { source: ['library'], label: ['policy'] })).toBe(
    'aclId 1 TO 1000 AND aclNodes IN [a17] AND source IN ["library"] AND label IN ["policy"]',
  );
});

test('who may read nothing has a filter that matches nothing', () => {
  expect(filtersFor([]).documents(who, {})).toMatch(/^aclId IN \[\] AND /);
  expect(filtersFor([], { highest: 0 }).documents(who, {})).toMatch(/^aclId IN \[\] AND /);
});

test('who may read everything that there is today may not read what comes tomorrow', () => {
  expect(filtersFor(everything).documents(who, {})).toBe('aclId 1 TO 1000 AND source IN ["library", "staff"]');
});

test('who may read nearly everything is told by the exceptions', () => {
  const butTwo = everything.filter((slot) => slot !== 8 && slot !== 640);
  expect(filtersFor(butTwo).documents(who, { source: ['library'] })).toBe(
    'aclId 1 TO 1000 AND NOT aclNodes IN [a33,a2561] AND source IN ["library"]',
  );
});

test('documents that wait for a narrower slot are left out by name', () => {
  expect(filtersFor(everything, { leftOut: ['d"1', 'd2'] }).documents(who, { source: ['staff'] })).toBe(
    'aclId 1 TO 1000 AND NOT documentId IN ["d\\"1", "d2"] AND source IN ["staff"]',
  );
});

test('slots that are asked for are named only as far as the viewer may read them', () => {
  expect(filtersFor([3, 5]).documents(who, { slots: [5, 9, 5], documentIds: ['a'] })).toBe(
    'aclId IN [5] AND source IN ["library", "staff"] AND documentId IN ["a"]',
  );
  expect(filtersFor([3]).documents(who, { slots: [9] })).toMatch(/^aclId IN \[\] AND /);
});

test('a source that is not configured is not asked for, whoever names it', () => {
  expect(filtersFor(everything).documents(who, { source: ['left-over'] })).toBe('aclId 1 TO 1000 AND source IN []');
  expect(filtersFor(everything).people(who, { source: ['left-over'] })).toBe('source IN []');
});

test('quotes and backslashes stay inside their value', () => {
  const hostile = 'x"] OR aclId IN ["secret';
  expect(filtersFor(everything).documents(who, { source: ['library'], label: [hostile, '\\", "'] })).toBe(
    'aclId 1 TO 1000 AND source IN ["library"] AND label IN ["x\\"] OR aclId IN [\\"secret", "\\\\\\", \\""]',
  );
});

test('an author is a name or an id; dates are whole seconds', () => {
  const criteria = { source: ['library'], author: ['Ada'], modifiedFrom: 1.9, modifiedTo: 1e9 };
  expect(filtersFor(everything).documents(who, criteria)).toBe(
    'aclId 1 TO 1000 AND source IN ["library"] AND (authors IN ["Ada"] OR authorIds IN ["Ada"]) AND modifiedAt >= 1 AND modifiedAt <= 1000000000',
  );
});

test('people are filtered by what was chosen only', () => {
  expect(filtersFor([]).people(who, {})).toBe('source IN ["library", "staff"]');
  expect(filtersFor([]).people(who, { source: ['staff'], department: ['R"D'] })).toBe(
    'source IN ["staff"] AND department IN ["R\\"D"]',
  );
});
