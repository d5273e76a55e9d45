import { expect, test } from 'vitest';
import { evidenceOf } from '#server/search/blend/evidence.ts';
import { type RankedDocument, unrankedDocument } from '#server/search/documents/ranked-document.ts';
import { personDocument } from '#server/search/index/people-index.ts';
import { personHits } from '#server/search/people/person-hit.ts';
import { rankPeople } from '#server/search/people/rank-people.ts';
import { parseQuery } from '#server/search/query/parse-query.ts';
import { personRecord } from '../../../support/records.ts';

const PEOPLE = [
  { id: 'p1', name: 'Mark Grant', title: 'Security Engineer' },
  { id: 'p2', name: 'Ada Stone', title: 'Baker' },
];

function document(id: string, changes: Partial<RankedDocument> & { author?: string } = {}): RankedDocument {
  const { author = null, ...rest } = changes;
  const best = {
    id: `${id}-0`,
    documentId: id,
    n: 0,
    aclId: 1,
    title: id,
    name: `${id}.md`,
    path: `${id}.md`,
    source: 'library',
    label: null,
    mediaType: 'text/markdown',
    language: null,
    authors: [],
    authorsShown: [{ name: 'Somebody', personId: author }],
    modifiedAt: 0,
    size: 1,
    pages: null,
    partial: null,
    scanned: false,
  };
  return { ...unrankedDocument(best), ...rest };
}

function evidence(query: string, documents: readonly RankedDocument[] = []) {
  const parsed = parseQuery(query);
  const people = rankPeople(parsed, personHits(PEOPLE.map((person) => personDocument(personRecord(person)))));
  return evidenceOf({ parsed, people: people.filter(({ coverage }) => coverage > 0), documents });
}

test('tells the whole name from a part, a beginning and a slip of it', () => {
  expect(evidence('mark grant ')).toMatchObject({ wholeName: 1, partOfName: 0, nameCoverage: 1 });
  expect(evidence('grant ')).toMatchObject({ wholeName: 0, partOfName: 1, oneWord: 1 });
  expect(evidence('gran')).toMatchObject({ partOfName: 0, beginningOfName: 1 });
  expect(evidence('mark grnat ')).toMatchObject({ nearName: 1, nearNameOfSeveralWords: 1 });
});

test('tells work from names', () => {
  expect(evidence('security engineer ')).toMatchObject({ fields: 1, nameCoverage: 0 });
});

test('counts the words that a name does not answer', () => {
  const { someWords, wordsBesideName } = evidence('stone masonry of cathedrals ');
  expect(someWords).toBe(1);
  expect(wordsBesideName).toBeGreaterThan(0);
});

test('knows when the documents found are those that the person wrote', () => {
  const documents = [document('a', { author: 'p2' }), document('b', { author: 'x' })];
  expect(evidence('ada stone ', documents).byThem).toBe(0.5);
});

test('beyond twenty documents with all the words it counts no further', () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => document(`d${n}`));
  expect(evidence('stone ', many(20)).documentsWithAllWords).toBe(1);
  expect(evidence('stone ', many(200)).documentsWithAllWords).toBe(1);
  expect(evidence('stone ', many(2)).documentsWithAllWords).toBeLessThan(1);
  expect(evidence('stone ', [document('d', { hasAllWords: false })]).documentsWithAllWords).toBe(0);
});

test.each(['', ' ', '"', '?', '-', '€', 'x'.repeat(1000), Array.from({ length: 200 }, (_, n) => `w${n}`).join(' ')])(
  'is from 0 to 1 for whatever was typed (%#)',
  (query) => {
    const values = Object.values(evidence(query, [document('d')]));
    expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
  },
);
