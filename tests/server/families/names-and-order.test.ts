import { describe, expect, test } from 'vitest';
import { bestFirst } from '#server/families/order.ts';
import { placeOf } from '#server/families/related.ts';
import { similarity, sketchOf } from '#server/families/sketch.ts';
import { versionName } from '#server/families/version-name.ts';

describe('a name says which version it is', () => {
  test.each([
    ['offer_v3_final (2).docx', { stem: 'offer', number: [3], status: 'final', isCopy: true }],
    ['Offer v1.2b.docx', { stem: 'offer', number: [1, 2, 2], status: undefined, isCopy: false }],
    ['Offer v1.2', { stem: 'offer', number: [1, 2], extension: '' }],
    ['Report 2024-05-12.pdf', { stem: 'report', day: '2024-05-12', isMarked: false }],
    ['20240512 Report.pdf', { stem: 'report', day: '2024-05-12' }],
    ['Bericht 2.7.2024.pdf', { stem: 'bericht', day: '2024-07-02' }],
    ['Kopie von Angebot.docx', { stem: 'angebot', isCopy: true, isMarked: true }],
    ['Angebot - Kopie (3).docx', { stem: 'angebot', isCopy: true }],
    ['Copy of Copy of plan.md', { stem: 'plan', isCopy: true }],
    ['Angebot_Entwurf.docx', { stem: 'angebot', status: 'draft' }],
    ['Richtlinie freigegeben.pdf', { stem: 'richtlinie', status: 'final' }],
    ['plan final2.docx', { stem: 'plan', status: 'final', number: [2] }],
    ['draft_final_plan.docx', { stem: 'plan', status: 'draft' }],
  ])('%s', (name, expected) => {
    expect(versionName(name)).toMatchObject(expected);
  });

  test.each([
    ['Budget 2024.xlsx', 'budget 2024'],
    ['Minutes 2024-05.docx', 'minutes 2024 05'],
    ['Invoice 20240799.pdf', 'invoice 20240799'],
    ['Chapter 3.docx', 'chapter 3'],
    ['final.docx', 'final'],
    ['2024-05-12.docx', '2024 05 12'],
  ])('and nothing in %s', (name, stem) => {
    expect(versionName(name)).toMatchObject({ stem, isMarked: false });
  });
});

test('old versions lie in folders that are called so', () => {
  expect(placeOf('Sales/ACME/Archive/v1/offer.docx')).toEqual({ home: 'Sales/ACME', parent: 'Sales', isShelved: true });
  expect(placeOf('Sales/ACME/offer.docx')).toEqual({ home: 'Sales/ACME', parent: 'Sales', isShelved: false });
  expect(placeOf('Budget/2024/plan.xlsx')).toMatchObject({ home: 'Budget/2024' });
});

describe('the best comes first', () => {
  const member = (name: string, day: number, more: { path?: string; text?: string } = {}) => ({
    name,
    path: name,
    modifiedAt: Date.UTC(2026, 0, day),
    ...more,
  });
  const names = (...members: Parameters<typeof bestFirst>[0]) => bestFirst(members).map(({ path }) => path);

  test('what is called final before what is newer, drafts last', () => {
    expect(names(member('a draft', 9), member('a final', 1), member('a', 5))).toEqual(['a final', 'a', 'a draft']);
  });
  test('by number where all have one, else by time', () => {
    expect(names(member('a v2', 9), member('a v10', 1))).toEqual(['a v10', 'a v2']);
    expect(names(member('a v2', 9), member('a v10', 1), member('a', 5))).toEqual(['a v2', 'a', 'a v10']);
  });
  test('by the day in the name where all have one', () => {
    expect(names(member('a 2024-05-12', 9), member('a 2025-05-12', 1))).toEqual(['a 2025-05-12', 'a 2024-05-12']);
  });
  test('the original before its later copy, a later text before both', () => {
    const copies = [member('Copy of a', 9, { text: 'x' }), member('a', 1, { text: 'x' })];
    expect(names(...copies)).toEqual(['a', 'Copy of a']);
    expect(names(...copies, member('a (2)', 10, { text: 'y' }))).toEqual(['a (2)', 'a', 'Copy of a']);
  });
});

describe('a sketch', () => {
  const text = Array.from({ length: 400 }, (_, n) => `word${n} of${n % 7}`).join(' ');

  test('is the same whatever the capitals, line breaks and punctuation', () => {
    const other = text.toUpperCase().replaceAll(' ', '\r\n, ');
    expect(sketchOf(other)).toEqual(sketchOf(text));
    expect(sketchOf('eﬃcient Größe')).toEqual(sketchOf('efficient GRÖSSE'.replace('SS', 'ß').toLowerCase()));
  });
  test('tells the common part of two texts, also of scripts without spaces', () => {
    expect(similarity(sketchOf(text).runs, sketchOf(`${text} and ten more words than it had at first`).runs)).toBeGreaterThan(
      0.95,
    );
    expect(similarity(sketchOf(text).runs, sketchOf(text.split(' ').slice(400).join(' ')).runs)).toBeCloseTo(0.5, 0);
    expect(similarity(sketchOf('東京都の計画書').runs, sketchOf('東京都の報告書').runs)).toBeGreaterThan(0.2);
    expect(similarity(sketchOf('').runs, sketchOf('').runs)).toBe(0);
  });
  test('of a book is that of all its runs', () => {
    const long = Array.from({ length: 20_000 }, (_, n) => `w${(n * 7919) % 20_011}`).join(' ');
    expect(sketchOf(long).runs).toHaveLength(128);
    expect(similarity(sketchOf(long).runs, sketchOf(long.slice(0, long.length / 2)).runs)).toBeCloseTo(0.5, 0);
    const dull = `${'again and again '.repeat(20_000)} ${text}`;
    expect(sketchOf(dull).runs).toHaveLength(128);
  });
});
