import { describe, expect, test } from 'vitest';
import { orgNodes, stepFrom } from '../../client/features/people/org-nodes.ts';
import { pageNumbers } from '../../client/features/search/page-numbers.ts';
import { nextAddress } from '../../client/features/session/next-address.ts';

const card = (id: string) => ({ id, name: id, uid: id, title: null, department: null, location: null, photoUrl: null });

describe('the org chart', () => {
  const nodes = orgNodes({
    managers: [card('ceo'), card('cto')],
    person: card('me'),
    reports: [
      { ...card('a'), reportCount: 2 },
      { ...card('b'), reportCount: 0 },
    ],
    organisationSize: 4,
    problems: [],
  });
  const walk = (from: string, key: string, view: 'chart' | 'list' = 'chart') => stepFrom(nodes, from, { key, view });

  test('counts its levels from the top of the company', () => {
    expect(nodes.map(({ person, level, position, siblings }) => [person.id, level, position, siblings])).toEqual([
      ['ceo', 1, 1, 1],
      ['cto', 2, 1, 1],
      ['me', 3, 1, 1],
      ['a', 4, 1, 2],
      ['b', 4, 2, 2],
    ]);
  });

  test('is walked with the arrows as it is drawn', () => {
    expect([walk('me', 'ArrowUp'), walk('me', 'ArrowDown'), walk('a', 'ArrowRight'), walk('b', 'ArrowUp')]).toEqual([
      'cto',
      'a',
      'b',
      'me',
    ]);
    expect([walk('ceo', 'ArrowUp'), walk('me', 'ArrowRight'), walk('b', 'ArrowRight'), walk('a', 'x')]).toEqual(
      Array(4).fill(undefined),
    );
    expect([walk('b', 'Home'), walk('ceo', 'End')]).toEqual(['ceo', 'b']);
  });

  test('is walked row by row as a list', () => {
    expect([walk('a', 'ArrowDown', 'list'), walk('a', 'ArrowUp', 'list'), walk('a', 'ArrowLeft', 'list')]).toEqual([
      'b',
      'me',
      'me',
    ]);
  });
});

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
