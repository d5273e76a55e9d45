import { expect, test } from 'vitest';
import { FIELD_QUESTIONS } from './field-queries.ts';
import { NAME_QUESTIONS } from './name-queries.ts';
import { inventPeople } from './people.ts';
import { inventQuestions } from './questions.ts';
import { expanded, romanise } from './romanise.ts';

const people = inventPeople(2000, 1);

test('every kind of question is asked, each with somebody who is meant', () => {
  const { queries, qrels } = inventQuestions(people, 2);
  const kinds = new Set(queries.map(({ category }) => category));
  expect([...kinds]).toEqual([...Object.keys(NAME_QUESTIONS), ...Object.keys(FIELD_QUESTIONS)]);
  const uids = new Set(people.map(({ uid }) => uid));
  for (const { id } of queries) {
    const wanted = [...(qrels.get(id)?.keys() ?? [])];
    expect(wanted.length).toBeGreaterThan(0);
    expect(wanted.filter((uid) => !uids.has(uid))).toEqual([]);
  }
});

test('the same seed gives the same people', () => {
  expect(inventPeople(50, 1)).toEqual(people.slice(0, 50));
});

test('nobody shares a sign-in name, and all but the first have a manager', () => {
  expect(new Set(people.map(({ uid }) => uid)).size).toBe(people.length);
  expect(people.filter(({ managerUid }) => managerUid === undefined)).toHaveLength(1);
});

test('names of other scripts read as colleagues write them', () => {
  expect(romanise('Щербаков Юрий', 'cyrillic')).toBe('Shcherbakov Yuriy');
  expect(romanise('Γεώργιος Παπαχρήστου', 'greek')).toBe('Georgios Papachristou');
  expect(expanded('Jürgen Åström-Groß')).toBe('Juergen Aastroem-Gross');
});
