import { expect, test } from 'vitest';
import { encodePostings, occurrence, readPostings, termsOf } from '#server/search/terms/postings.ts';
import { createTokenHashes } from '#server/search/terms/token-hashes.ts';
import { tokensOf } from '#server/search/terms/tokens.ts';

test.each([
  ["Don't panic, it's 42!", ['dont', 'panic', 'its', '42']],
  ['Müller’s Straße', ['mullers', 'strasse']],
  ['rock-climbing_gear', ['rock', 'climbing', 'gear']],
  ['東京タワー', ['東京', '京タ', 'タワ', 'ワー']],
  ['PDF文件', ['pdf', '文件']],
  ['車', ['車']],
])('%s is counted as %s', (text, tokens) => {
  expect(tokensOf(text)).toEqual(tokens);
});

test('plain texts are cut like all others', () => {
  const plain = "The 'quoted' word, rock'n'roll, x_y, a.b; 3rd 1,000 e-mail's it'll O'Neil";
  expect(tokensOf(plain)).toEqual(tokensOf(`${plain} é`).slice(0, -1));
});

test('postings come back as they went in', () => {
  const postings = [
    { term: 1, positions: [0] },
    { term: 5, positions: [3, 4, 900_000] },
    { term: 2_000_000_000, positions: [7] },
  ];
  const occurrences = postings.flatMap(({ term, positions }) => positions.map((position) => occurrence(term, position)));
  const bytes = encodePostings(Float64Array.from(occurrences));
  expect(termsOf(bytes)).toEqual([1, 5, 2_000_000_000]);
  const found: unknown[] = [];
  readPostings(bytes, [0, 5, 6, 2_000_000_000, 2_000_000_001], (term, positions) => found.push([term, positions]));
  expect(found).toEqual([
    [5, [3, 4, 900_000]],
    [2_000_000_000, [7]],
  ]);
});

test.each([
  "The 'quoted' word, rock'n'roll, x_y, a.b; 3rd 1,000 e-mail's it'll O'Neil x'1 a'b2c ''d",
  'Müller’s Straße, naïve—“quoted” text… 10 €, don’t: l’été d’Ångström',
  '東京タワーの営業時間 PDF文件 ไทย 車',
  'ﬁne x² Ａ１ e\u0301t\u0301 İstanbul \u{1d400}bc 👍ok ’a a’ a’’b',
  '',
])('words are numbered as they are cut: %s', (text) => {
  const read = createTokenHashes();
  const hashes = (one: string) => {
    const { count, high, low, word } = read(one);
    return Array.from({ length: count }, (_, position) => ({ word: word(position), hash: [high(position), low(position)] }));
  };
  const words = hashes(text);
  expect(words.map(({ word }) => word)).toEqual(tokensOf(text));
  // The same word has the same number, wherever and however it stands; others have others.
  expect(words.map(({ word }) => hashes(word)[0]?.hash)).toEqual(words.map(({ hash }) => hash));
  expect(new Set(words.map(({ hash }) => hash.join())).size).toBe(new Set(words.map(({ word }) => word)).size);
});
