import { describe, expect, test } from 'vitest';
import { readMinilm } from '#server/semantics/builtin/minilm-package.ts';
import { createWordPieces } from '#server/semantics/builtin/word-pieces.ts';

const pieces = createWordPieces(readMinilm().tokenizerJson);
const ids = (text: string) => pieces.tokenize(text, 256);
/** Without the marks of beginning and end. */
const inner = (text: string) => ids(text).slice(1, -1);
const UNKNOWN = 100;

describe('the tokens of a BERT model without capitals', () => {
  test('are those that the model was trained with', () => {
    // As `bert-base-uncased` gives them.
    expect(ids('Hello, world!')).toEqual([101, 7592, 1010, 2088, 999, 102]);
    expect(inner('The quick brown fox')).toEqual([1996, 4248, 2829, 4419]);
    expect(inner('unaffable')).toEqual([14477, 20961, 3468]);
  });

  test('know neither capitals nor accents', () => {
    expect(inner('MÜLLER résumé')).toEqual(inner('muller resume'));
  });

  test('take ideographs one by one', () => {
    expect(inner('東京')).toEqual([...inner('東'), ...inner('京')]);
    expect(inner('東京')).toHaveLength(2);
  });

  test('have one for a word that nothing is known of, and none for dirt', () => {
    expect(inner('🦒')).toEqual([UNKNOWN]);
    expect(inner('x'.repeat(101))).toEqual([UNKNOWN]);
    expect(inner('co\u0000rp\u200borate')).toEqual(inner('corporate'));
  });

  test('are cut at the most the model takes, and never without the mark of the end', () => {
    const long = ids('holiday '.repeat(10_000));
    expect(long).toHaveLength(256);
    expect(long.at(-1)).toBe(102);
  });

  test('of nothing are the two marks', () => {
    expect(ids('')).toEqual([101, 102]);
    expect(ids(' \n\t ')).toEqual([101, 102]);
  });
});
