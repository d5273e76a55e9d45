import type { Qrels, Query } from '../scoring/trec-files.ts';
import { FIELD_QUESTIONS } from './field-queries.ts';
import { createNameBook } from './name-book.ts';
import { NAME_QUESTIONS } from './name-queries.ts';
import { createDice, type InventedPerson } from './people.ts';

const OF_EACH_KIND = 20;
/** People that are tried for one question before its kind is given up. */
const TRIES = 5000;

/** Questions of every kind for invented people, the same for the same seed. Judged by uid. */
export function inventQuestions(people: readonly InventedPerson[], seed: number): { queries: Query[]; qrels: Qrels } {
  const dice = createDice(seed);
  const book = createNameBook(people);
  const queries: Query[] = [];
  const qrels = new Map<string, Map<string, number>>();
  for (const [category, make] of Object.entries({ ...NAME_QUESTIONS, ...FIELD_QUESTIONS })) {
    const asked = new Set<string>();
    for (let tries = 0; asked.size < OF_EACH_KIND && tries < TRIES; tries++) {
      const question = make(dice(people), dice, book);
      if (question === undefined || question.wanted.length === 0 || asked.has(question.text)) continue;
      const id = `${category}-${String(asked.size).padStart(3, '0')}`;
      asked.add(question.text);
      queries.push({ id, text: question.text, category });
      qrels.set(id, new Map(question.wanted.map(({ uid }) => [uid, 1])));
    }
  }
  return { queries, qrels };
}
