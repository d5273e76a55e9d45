import { expect, test } from 'vitest';
import { encodePostings, readPostings, termsOf } from '#server/search/terms/postings.ts';
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
  const bytes = encodePostings(postings);
  expect(termsOf(bytes)).toEqual([1, 5, 2_000_000_000]);
  const found: unknown[] = [];
  readPostings(bytes, [0, 5, 6, 2_000_000_000, 2_000_000_001], (term, positions) => found.push([term, positions]));
  expect(found).toEqual([
    [5, [3, 4, 900_000]],
    [2_000_000_000, [7]],
  ]);
});
