import { expect, test } from 'vitest';
import { ofTheseDocuments } from '#server/access/filter.ts';
import { rotations } from '#server/search/documents/document-queries.ts';
import { parseQuery } from '#server/search/query/parse-query.ts';

const words = 'alpha bravo charlie delta echo foxtrot ';

/** Frequencies in the order of the words: the last is the rarest. */
function asked(o: { isMeaningEnough: boolean; frequencies?: number[] }) {
  const { isMeaningEnough, frequencies = [900, 800, 700, 600, 500, 400] } = o;
  const parsed = parseQuery(words);
  return rotations({ parsed, terms: { frequencies }, isMeaningEnough, filter: ofTheseDocuments(['a']), facets: [] });
}

test('each word leads once, the most telling first, with the most telling of the others', () => {
  const queries = asked({ isMeaningEnough: false }).map(({ q }) => q.trim());
  expect(queries).toEqual(['foxtrot echo', 'echo foxtrot', 'delta foxtrot', 'charlie foxtrot', 'bravo foxtrot', 'alpha foxtrot']);
});

test('only the most telling words lead, where meaning finds the rest', () => {
  expect(asked({ isMeaningEnough: true }).map(({ q }) => q.split(' ')[0])).toEqual(['foxtrot', 'echo', 'delta', 'charlie']);
});

test('all passages with a rare word are asked for, whatever else they hold', () => {
  const [rarest] = asked({ isMeaningEnough: true, frequencies: [900, 800, 700, 600, 500, 7] });
  expect(rarest).toMatchObject({ q: 'foxtrot ', limit: 7 });
});
