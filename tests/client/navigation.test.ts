import { describe, expect, test } from 'vitest';
import { pageNumbers } from '../../client/features/search/page-numbers.ts';
import { nextAddress } from '../../client/features/session/next-address.ts';

describe('page numbers', () => {
  const shown = (current: number, last: number) =>
    pageNumbers(current, last)
      .map((page) => (page.kind === 'gap' ? '…' : page.number))
      .join(' ');

  test('show the ends and the neighbours', () => {
    expect(shown(1, 1)).toBe('1');
    expect(shown(1, 9)).toBe('1 2 … 9');
    expect(shown(5, 9)).toBe('1 … 4 5 6 … 9');
    expect(shown(9, 9)).toBe('1 … 8 9');
  });

  test('never hide a single page behind a gap', () => {
    expect(shown(4, 9)).toBe('1 2 3 4 5 … 9');
    expect(shown(6, 9)).toBe('1 … 5 6 7 8 9');
  });
});

describe('after signing in', () => {
  const next = (address: string | null) => nextAddress(address, 'http://localhost:3000');

  test('one goes on where one was', () => {
    expect(next('/search?q=a%26b#x')).toBe('/search?q=a%26b#x');
    expect(next(null)).toBe('/');
  });

  test('no link leads to another site', () => {
    for (const address of [
      'https://evil.example/a',
      '//evil.example/a',
      '/\\evil.example/a',
      'javascript:alert(1)',
      '/\t/evil.example/a',
      'a',
    ]) {
      expect(next(address)).toBe('/');
    }
  });
});
