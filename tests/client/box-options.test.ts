import { describe, expect, test } from 'vitest';
import { boxOptions, neighbour, searchHref } from '../../client/features/search/box-options.ts';
import type { DocumentHit, PersonHit, TeamHit } from '../../server/contract/search.ts';

const person = (o: Partial<PersonHit> = {}): PersonHit => ({
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
  matched: [],
  score: 1,
  ...o,
});

const document = (o: Partial<DocumentHit> = {}): DocumentHit => ({
  id: 'd1',
  source: 'library',
  path: 'a/b.pdf',
  title: 'B',
  snippet: [],
  page: null,
  mediaType: 'application/pdf',
  size: 1,
  modifiedAt: '2026-01-01T00:00:00Z',
  authors: [],
  label: null,
  url: '/api/v1/documents/d1/content',
  score: 1,
  partial: null,
  scanned: false,
  ...o,
});

const team = (): TeamHit => ({ name: 'B', nameMarked: [], people: 3, head: null });

describe('the rows below the box', () => {
  test('are people, then documents, then the search itself', () => {
    const suggestions = { query: 'b', completions: [], teams: [], people: [person()], documents: [document({ page: 12 })] };
    const options = boxOptions({ text: ' b ', suggestions, recent: ['old'], seen: [], team: undefined });
    expect(options.map((option) => [option.kind, option.href])).toEqual([
      ['person', '/people/p1'],
      ['document', '/documents/d1?page=12&q=b'],
      ['search', '/search?q=b'],
    ]);
  });

  test('keep their order whatever is likelier', () => {
    const found = { query: 'b', completions: [], teams: [team()], people: [person()], documents: [document()] };
    const best = [
      { type: 'document' as const, id: 'd1' },
      { type: 'person' as const, id: 'p1' },
    ];
    const kinds = boxOptions({
      text: 'b',
      suggestions: { ...found, best },
      recent: ['bravo', 'b'],
      seen: [],
      team: undefined,
    }).map(({ kind }) => kind);
    expect(kinds).toEqual(['person', 'team', 'document', 'recent', 'search']);
  });

  test('are earlier searches while nothing is typed', () => {
    const options = boxOptions({ text: '  ', suggestions: undefined, recent: ['river gauge'], seen: [], team: undefined });
    expect(options.map((option) => option.href)).toEqual(['/search?q=river+gauge']);
  });

  test("are one's own team too while nothing is typed, each person once and not all of a large one", () => {
    const colleague = (id: string) => ({ id, name: id, title: null, photoUrl: null });
    const team = { department: 'Moorings', people: ['boss', 'a', 'b', 'c', 'd', 'e', 'f'].map(colleague) };
    const options = boxOptions({ text: '', suggestions: undefined, recent: ['buoy'], seen: [colleague('a')], team });
    expect(options.map(({ kind, href }) => [kind, href])).toEqual([
      ['recent', '/search?q=buoy'],
      ['seen', '/people/a'],
      ...['boss', 'b', 'c', 'd', 'e'].map((id) => ['colleague', `/people/${id}`]),
      ['department', '/teams?name=Moorings'],
    ]);
    expect(boxOptions({ text: 'b', suggestions: undefined, recent: [], seen: [], team }).map(({ kind }) => kind)).toEqual([
      'search',
    ]);
  });

  test('lead to a person whatever characters the id has', () => {
    const suggestions = { query: 'x', completions: [], teams: [], people: [person({ id: 'a/b?c#d' })], documents: [] };
    expect(boxOptions({ text: 'x', suggestions, recent: [], seen: [], team: undefined })[0]?.href).toBe('/people/a%2Fb%3Fc%23d');
  });

  test('are walked round, with the box itself between the last and the first', () => {
    expect([neighbour(null, 1, 3), neighbour(0, 1, 3), neighbour(2, 1, 3)]).toEqual([0, 1, null]);
    expect([neighbour(null, -1, 3), neighbour(2, -1, 3), neighbour(0, -1, 3)]).toEqual([2, 1, null]);
    expect(neighbour(null, 1, 0)).toBeNull();
  });

  test('escape the words of a search', () => {
    expect(new URL(searchHref('a&type=people #'), 'http://x').searchParams.get('q')).toBe('a&type=people #');
  });
});
