import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { parseQuery } from '#server/search/query/parse-query.ts';
import { matchField } from '#server/search/terms/match-field.ts';
import { createTermIndex, type TermIndex } from '#server/search/terms/term-index.ts';
import type { UnderstandOptions, WantedFields } from '#server/search/terms/term-reader.ts';
import type { TermDocument } from '#server/search/terms/term-writer.ts';
import { termIndexes } from '../../../support/term-indexes.ts';

const { opened, folder } = termIndexes();

function document({
  passages = [''],
  ...overrides
}: Partial<Omit<TermDocument, 'passages'>> & { id: string; passages?: string[] }): TermDocument {
  const texts = passages.map((text) => ({ heading: null, text }));
  return { language: 'en', title: 'Untitled', place: '', authors: '', passages: texts, ...overrides };
}

function fieldsOf(terms: TermIndex, wanted: WantedFields, until = 1) {
  const [fields] = terms.fields([wanted], until);
  return fields ?? new Map<number, never>();
}

/** Frequencies of the query's words in a passage. */
function frequencies(terms: TermIndex, o: { id: string; n?: number; query: string } & UnderstandOptions): number[] {
  const query = terms.understand(parseQuery(o.query), o);
  const stored = fieldsOf(terms, { documentId: o.id, besides: [o.n ?? 0] }).get(o.n ?? 0);
  return matchField(stored, query)
    .frequencies.slice(0, query.words)
    .map((value) => Math.round(value * 100) / 100);
}

test('words are found in their other forms by the rules of the language of the text', async () => {
  const terms = opened();
  await terms.replace(document({ id: 'de', language: 'de', passages: ['Die Häuser der Mitarbeiterinnen'] }));
  await terms.replace(document({ id: 'fr', language: 'fr', passages: ['Les réunions générales'] }));
  await terms.replace(document({ id: 'es', language: 'es', passages: ['Las vacaciones anuales'] }));
  await terms.replace(document({ id: 'en', passages: ['Indexing the houses'] }));
  expect(frequencies(terms, { id: 'de', query: 'haus ' })).toEqual([0.9]);
  expect(frequencies(terms, { id: 'de', query: 'häuser ' })).toEqual([1]);
  expect(frequencies(terms, { id: 'fr', query: 'réunion générale ' })).toEqual([0.9, 0.9]);
  expect(frequencies(terms, { id: 'es', query: 'vacación anual ' })).toEqual([0.9, 0.9]);
  expect(frequencies(terms, { id: 'en', query: 'index house ' })).toEqual([0.9, 0.9]);
  // By the rules of German "Indexing" is another word.
  await terms.replace(document({ id: 'en', language: 'de', passages: ['Indexing'] }));
  expect(frequencies(terms, { id: 'en', query: 'index ' })).toEqual([0]);
});

test('numbers are found as they are, never by their beginning or a slip', async () => {
  const terms = opened();
  await terms.replace(document({ id: 'a', passages: ['Invoice 20391 of 2024'] }));
  expect(frequencies(terms, { id: 'a', query: '20391 ' })).toEqual([1]);
  expect(frequencies(terms, { id: 'a', query: '2039 ' })).toEqual([0]);
  expect(frequencies(terms, { id: 'a', query: '20392 ' })).toEqual([0]);
});

test('the word that is being typed is found by its beginning', async () => {
  const terms = opened();
  await terms.replace(document({ id: 'a', passages: ['quarterly report'] }));
  expect(frequencies(terms, { id: 'a', query: 'quart' })).toEqual([0.8]);
  expect(frequencies(terms, { id: 'a', query: 'quart ' })).toEqual([0]);
});

test('a slip is forgiven only where that is asked for', async () => {
  const terms = opened();
  await terms.replace(document({ id: 'a', passages: ['the budget'] }));
  expect(frequencies(terms, { id: 'a', query: 'budgte ' })).toEqual([0]);
  expect(frequencies(terms, { id: 'a', query: 'budgte ', forgiven: new Set([0]) })).toEqual([0.6]);
  expect(frequencies(terms, { id: 'a', query: '"budgte" ', forgiven: new Set([0]) })).toEqual([0]);
});

test('any part of a run of Chinese or Japanese is found in it', async () => {
  const terms = opened();
  await terms.replace(document({ id: 'a', language: 'ja', passages: ['東京タワーの営業時間と入場料'] }));
  expect(frequencies(terms, { id: 'a', query: '営業時間 ' })).toEqual([1]);
  expect(frequencies(terms, { id: 'a', query: '京都 ' })).toEqual([0]);
  expect(frequencies(terms, { id: 'a', query: '入 ' })[0]).toBeGreaterThan(0.5);
});

test('fields of several documents come in the order in which they were asked for, also of one that nobody counted', async () => {
  const terms = opened();
  const passages = Array.from({ length: 9 }, (_, n) => `passage ${n}`);
  await terms.replace(document({ id: 'long', passages }));
  await terms.replace(document({ id: 'short', passages: ['one'] }));
  const found = terms.fields(
    [{ documentId: 'short' }, { documentId: 'unknown', besides: [3] }, { documentId: 'long', besides: [1, 7, 8] }],
    2,
  );
  expect(found.map((fields) => [...fields.keys()].sort((a, b) => a - b))).toEqual([[-3, -2, -1, 0], [], [-3, -2, -1, 0, 1, 7, 8]]);
});

test('a phrase and a synonym of several words count only in their order', async () => {
  const terms = opened();
  await terms.replace(document({ id: 'a', passages: ['annual leave is granted'] }));
  await terms.replace(document({ id: 'b', passages: ['leave the annual meeting'] }));
  const alternatives = [{ word: 0, text: 'annual leave', weight: 0.7 }];
  expect(frequencies(terms, { id: 'a', query: 'pto ', alternatives })).toEqual([0.7]);
  expect(frequencies(terms, { id: 'b', query: 'pto ', alternatives })).toEqual([0]);
  const query = terms.understand(parseQuery('"annual leave"'));
  const inOrder = (id: string) => matchField(fieldsOf(terms, { documentId: id }).get(0), query).sequences;
  expect([inOrder('a'), inOrder('b')]).toEqual([[[0]], [[]]]);
});

test('a word counts once in a passage, and a title with the first', async () => {
  const terms = opened();
  await terms.replace(document({ id: 'a', title: 'Budgets', passages: ['budget budget', 'the budget', 'other'] }));
  await terms.replace(document({ id: 'b', title: 'Budget', passages: ['nothing of it'] }));
  expect(terms.understand(parseQuery('budget '))).toMatchObject({ frequencies: [3], passages: 4 });
});

test('counts stay those of what is there, whatever happened before', async () => {
  const terms = opened();
  const words = ['alpha', 'beta', 'gamma', 'delta', 'alphas', 'betas'];
  let seed = 7;
  const random = (limit: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % limit;
  };
  const text = () => Array.from({ length: random(6) }, () => words[random(words.length)]).join(' ');
  const kept = new Map<string, Parameters<typeof document>[0]>();
  for (let step = 0; step < 300; step++) {
    const id = `d${random(12)}`;
    const known = kept.get(id);
    if (random(4) === 0) {
      kept.delete(id);
      void terms.remove(id);
    } else if (known && random(3) === 0) {
      const title = text();
      kept.set(id, { ...known, title });
      void terms.describe({ id, title });
    } else {
      const written = { id, title: text(), passages: Array.from({ length: 1 + random(150) }, text) };
      kept.set(id, written);
      void terms.replace(document(written));
    }
  }
  await terms.settled();
  const fresh = opened();
  for (const written of kept.values()) await fresh.replace(document(written));
  for (const word of words)
    expect(terms.understand(parseQuery(`${word} `)), word).toMatchObject({
      frequencies: fresh.understand(parseQuery(`${word} `)).frequencies,
      passages: fresh.passages(),
    });
});

test('a long document is written in pieces and replaced by a shorter one', async () => {
  const terms = opened();
  await terms.replace(document({ id: 'a', passages: Array.from({ length: 1000 }, (_, n) => `passage number${n}`) }));
  expect(terms.passagesOf(['a', 'unknown'])).toEqual(new Map([['a', 1000]]));
  expect(frequencies(terms, { id: 'a', n: 777, query: 'number777 ' })).toEqual([1]);
  await terms.replace(document({ id: 'a', passages: ['short'] }));
  expect(terms.passages()).toBe(1);
  expect(terms.understand(parseQuery('passage ')).frequencies).toEqual([0]);
  expect([...fieldsOf(terms, { documentId: 'a' }, 5000).keys()].filter((n) => n >= 0)).toEqual([0]);
});

test('two processes count into one file', async () => {
  const dataDir = folder();
  const [one, other] = [opened(dataDir), opened(dataDir)];
  await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      (n % 2 === 0 ? one : other).replace(document({ id: `d${n}`, passages: [`common word${n}`] })),
    ),
  );
  expect(one.understand(parseQuery('common '))).toMatchObject({ frequencies: [60], passages: 60 });
  expect(frequencies(other, { id: 'd0', query: 'word0 ' })).toEqual([1]);
});

test('how many passages hold a word is the same before and after it is counted, also by the process that comes next', async () => {
  const dataDir = folder();
  const killed = opened(dataDir);
  const many = Array.from({ length: 5000 }, (_, n) => `word${n}`).join(' ');
  await killed.replace(document({ id: 'a', passages: [many, 'word7 word8'] }));
  await killed.replace(document({ id: 'b', passages: ['word7'] }));
  await killed.remove('b');
  const counts = (terms: TermIndex) =>
    ['word0 ', 'word7 ', 'word4999 '].map((word) => terms.understand(parseQuery(word)).frequencies);
  expect(noted(dataDir)).toBeGreaterThan(0);
  expect(counts(killed)).toEqual([[1], [2], [1]]);
  const next = createTermIndex({ dataDir });
  expect(counts(next)).toEqual([[1], [2], [1]]);
  await next.close();
  expect(noted(dataDir)).toBe(0);
  expect(counts(opened(dataDir))).toEqual([[1], [2], [1]]);
});

function noted(dataDir: string): number {
  const sql = new DatabaseSync(path.join(dataDir, 'terms.sqlite'), { readOnly: true });
  const rows = sql.prepare('SELECT count(*) AS rows FROM differences').get();
  sql.close();
  return Number(rows?.rows);
}

test('a word of kilobytes is not kept', async () => {
  const terms = opened();
  await terms.replace(document({ id: 'a', passages: [`${'x'.repeat(5000)} plain`] }));
  expect(terms.understand(parseQuery(`${'x'.repeat(5000)} `)).frequencies).toEqual([0]);
  expect(frequencies(terms, { id: 'a', query: 'plain ' })).toEqual([1]);
});

test.each([
  ['damaged', (file: string) => writeFileSync(file, 'no database '.repeat(1000))],
  ['of an older version', (file: string) => editedFile(file, 'DROP TABLE fields; PRAGMA user_version = 1')],
  ['of a newer version', (file: string) => editedFile(file, 'PRAGMA user_version = 1000')],
])('a file that is %s is begun anew', async (_what, spoil) => {
  const dataDir = folder();
  const before = createTermIndex({ dataDir });
  await before.replace(document({ id: 'a', passages: ['budget'] }));
  await before.close();
  spoil(path.join(dataDir, 'terms.sqlite'));
  const terms = opened(dataDir);
  expect(terms.passages()).toBe(0);
  await terms.replace(document({ id: 'b', passages: ['budget'] }));
  expect(terms.understand(parseQuery('budget ')).frequencies).toEqual([1]);
});

function editedFile(file: string, statements: string): void {
  const sql = new DatabaseSync(file);
  sql.exec(statements);
  sql.close();
}
