import { expect, test } from 'vitest';
import { z } from 'zod';
import { SourcesResponse } from '#server/contract/admin.ts';
import { SearchResponse, SuggestResponse } from '#server/contract/search.ts';
import { Sentence } from '#server/contract/sentence.ts';
import { saidIn } from '#server/language/said-in.ts';

const ENGLISH = 'The run was stopped';
const GERMAN = 'Der Lauf wurde angehalten';

test('only what the contract calls a sentence is said in another language', () => {
  const said = saidIn(
    z.object({
      name: z.string(),
      reason: Sentence.nullable(),
      more: z.array(z.object({ path: z.string(), reason: Sentence.optional() })),
      steps: z.array(Sentence),
    }),
  );
  const answer = {
    name: ENGLISH,
    reason: ENGLISH,
    more: [{ path: ENGLISH, reason: ENGLISH }, { path: ENGLISH }],
    steps: [ENGLISH],
  };
  const before = structuredClone(answer);
  expect(said?.(answer, 'de')).toEqual({
    name: ENGLISH,
    reason: GERMAN,
    more: [{ path: ENGLISH, reason: GERMAN }, { path: ENGLISH }],
    steps: [GERMAN],
  });
  expect(said?.({ ...answer, reason: null }, 'de')).toMatchObject({ reason: null });
  expect(said?.(answer, 'en')).toEqual(before);
  expect(answer).toEqual(before);
});

test('which fields are sentences may depend on the kind of the answer', () => {
  const said = saidIn(
    z.discriminatedUnion('holds', [
      z.object({ holds: z.literal('people'), rule: z.string() }),
      z.object({ holds: z.literal('documents'), rule: Sentence }),
    ]),
  );
  expect(said?.({ holds: 'people', rule: ENGLISH }, 'de')).toEqual({ holds: 'people', rule: ENGLISH });
  expect(said?.({ holds: 'documents', rule: ENGLISH }, 'de')).toEqual({ holds: 'documents', rule: GERMAN });
});

test('answers of searches are not looked at', () => {
  expect(saidIn(SearchResponse)).toBeUndefined();
  expect(saidIn(SuggestResponse)).toBeUndefined();
  expect(saidIn(SourcesResponse)).toBeDefined();
});
