import { describe, expect, test } from 'vitest';
import {
  changed,
  countFilters,
  newQuery,
  readState,
  selectedFilters,
  withoutFilters,
  withValueToggled,
  writeState,
} from '../../client/features/search/search-state.ts';

const read = (query: string) => readState(new URLSearchParams(query));
const roundTrip = (query: string) => writeState(read(query)).toString();

describe('the address of a search', () => {
  test('survives reading and writing, whatever characters it holds', () => {
    const query = new URLSearchParams([
      ['q', 'Żuławy & "Ōno" + 100 % #1'],
      ['type', 'documents'],
      ['label', 'product'],
      ['label', 'a&b=c'],
      ['author', 'Inês Carvalho'],
      ['modifiedFrom', '2026-01-31'],
      ['sort', 'newest'],
      ['page', '3'],
    ]);
    expect([...new URLSearchParams(roundTrip(query.toString()))].sort()).toEqual([...query].sort());
  });

  test('leaves out what is the default', () => {
    expect(roundTrip('q=x&type=all&sort=relevance&page=1&label=&modifiedTo=')).toBe('q=x');
  });

  test('falls back to the default where it makes no sense, so that the server never refuses it', () => {
    expect(roundTrip('q=x&type=planets&sort=oldest&page=-4&modifiedFrom=2026-13-45&modifiedTo=yesterday&colour=red')).toBe('q=x');
  });

  test('stays within the fifty pages that the server answers', () => {
    expect(read('page=51').page).toBe(50);
    expect(read('page=0').page).toBe(1);
    expect(read('page=1e3').page).toBe(1);
  });

  test('names each value of a filter once', () => {
    expect(read('label=a&label=b&label=a').filters).toEqual({ label: ['a', 'b'] });
  });
});

describe('a change of the search', () => {
  test('begins again at the first page', () => {
    expect(withValueToggled(read('q=x&page=4'), 'label', 'review').page).toBe(1);
    expect(changed(read('q=x&page=4'), { sort: 'newest' }).page).toBe(1);
  });

  test('adds a value and takes it away again without a trace', () => {
    const before = read('q=x&label=a');
    const chosen = withValueToggled(before, 'author', 'Ada');
    expect(selectedFilters(chosen)).toEqual([
      { name: 'label', value: 'a' },
      { name: 'author', value: 'Ada' },
    ]);
    expect(withValueToggled(chosen, 'author', 'Ada')).toEqual(before);
  });

  test('of the words drops the filters and keeps the tab', () => {
    expect(newQuery('  river gauge ', 'people').toString()).toBe('q=river+gauge&type=people');
  });

  test('counts a span of time as one filter, and clears it with the others', () => {
    const state = read('q=x&label=a&label=b&modifiedFrom=2026-01-01&modifiedTo=2026-02-01');
    expect(countFilters(state)).toBe(3);
    expect(writeState(withoutFilters(state)).toString()).toBe('q=x');
  });
});
