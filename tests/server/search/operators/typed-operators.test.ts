import { expect, test } from 'vitest';
import { dayBefore, firstDayOf } from '#server/search/operators/dates.ts';
import { mediaFamily } from '#server/search/operators/media-families.ts';
import { textWithout, typedOperators } from '#server/search/operators/typed-operators.ts';

const typed = (query: string) => typedOperators(query).map(({ kind, value }) => [kind, value]);
const NOW = Date.UTC(2026, 4, 13);

test('names are read in English and German, and values with quotes and parentheses', () => {
  expect(typed('budget from:ada von:"Ada King" TEAM:sales typ:pdf nach:2024 by:under(grace hopper)')).toEqual([
    ['from', 'ada'],
    ['from', 'Ada King'],
    ['team', 'sales'],
    ['type', 'pdf'],
    ['after', '2024'],
    ['by', 'under(grace hopper)'],
  ]);
});

test('phrases and words with a minus are told as well', () => {
  expect(typed('"red wine" -white -"table water" wine')).toEqual([
    ['phrase', 'red wine'],
    ['without', 'white'],
    ['without', 'table water'],
  ]);
});

test('what stands in quotes, an address, a time or a hyphen is no operator', () => {
  expect(typed('"from:ada"')).toEqual([['phrase', 'from:ada']]);
  expect(typed('https://in.example/x mailto:ada@example.com 12:30 well-known - "" x:1')).toEqual([]);
});

test('a name that is none of ours is told as such', () => {
  expect(typed('foo:bar')).toEqual([['unknown', 'bar']]);
});

test('each piece tells where it stands, so that it can be put back', () => {
  const query = '  plan from:ada -draft "in time" foo:bar';
  const pieces = typedOperators(query);
  expect(pieces).toHaveLength(4);
  for (const { raw, start, end } of pieces) expect(query.slice(start, end)).toBe(raw);
});

test.each([
  ['plan from:ada', 'plan '],
  ['from:ada plan', 'plan'],
  ['old from:ada plan', 'old plan'],
  ['old   from:ada   plan in:x ', 'old plan '],
  ['from:ada', ''],
  ['plan', 'plan'],
])('the words beside the operators of %j are %j', (query, text) => {
  expect(textWithout(query, typedOperators(query))).toBe(text);
});

test.each([
  ['2024', '2024-01-01'],
  ['2024-05', '2024-05-01'],
  ['2024-05-03', '2024-05-03'],
  ['3.5.2024', '2024-05-03'],
  ['05.2024', '2024-05-01'],
  ['today', '2026-05-13'],
  ['gestern', '2026-05-12'],
  ['this-week', '2026-05-11'],
  ['letzte-woche', '2026-05-04'],
  ['last-month', '2026-04-01'],
  ['letzter Monat', '2026-04-01'],
  ['last-year', '2025-01-01'],
  ['30d', '2026-04-13'],
  ['6m', '2025-11-13'],
  ['2j', '2024-05-13'],
  ['2024-02-31', undefined],
  ['2024-13', undefined],
  ['soon', undefined],
])('the day meant by %j is %s', (text, day) => {
  expect(firstDayOf(text, NOW)).toBe(day);
});

test('the day before the first of March knows leap years', () => {
  expect(dayBefore('2024-03-01')).toBe('2024-02-29');
});

test('kinds of files have the names people use', () => {
  expect(mediaFamily('Word')?.mediaTypes).toContain('application/msword');
  expect(mediaFamily('Präsentation')?.shown).toBe('PowerPoint');
  expect(mediaFamily('application/pdf')?.mediaTypes).toEqual(['application/pdf']);
  expect(mediaFamily('banana')).toBeUndefined();
});
