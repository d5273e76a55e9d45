import { describe, expect, test } from 'vitest';
import { parseQuery } from '#server/search/query/parse-query.ts';
import { createQueryMatcher } from '#server/search/rank/query-matcher.ts';
import { editsWithin } from '#server/search/text/edit-distance.ts';
import { fold, foldExpanded } from '#server/search/text/fold.ts';
import { markAll, snippet } from '#server/search/text/mark.ts';
import { phoneDigits, phoneQuery } from '#server/search/text/phone-digits.ts';
import { stem } from '#server/search/text/stem.ts';

test.each([
  ['Müller', 'muller'],
  ['STRASSE', 'strasse'],
  ['Straße', 'strasse'],
  ['Łódź', 'lodz'],
  ['Ærøskøbing', 'aeroskobing'],
  ['ﬁle', 'file'],
])('%s and %s are the same word', (written, folded) => {
  expect(fold(written)).toBe(folded);
});

test('words are marked by the rules of the language of the text', () => {
  const matcher = createQueryMatcher(parseQuery('haus '));
  const marked = (language: string) =>
    markAll('Die Häuser', matcher, language)
      .filter(({ match }) => match)
      .map(({ text }) => text);
  expect([marked('de'), marked('en')]).toEqual([['Häuser'], []]);
});

test('umlauts are written out where there are any', () => {
  expect(foldExpanded('Jürgen Groß')).toBe('juergen gross');
  expect(foldExpanded('Mu\u0308ller')).toBe('mueller');
  expect(foldExpanded('plain')).toBeUndefined();
});

// From the vocabulary of Porter's paper and its reference implementation.
test.each([
  ['caresses', 'caress'],
  ['ponies', 'poni'],
  ['cats', 'cat'],
  ['feed', 'feed'],
  ['agreed', 'agre'],
  ['plastered', 'plaster'],
  ['motoring', 'motor'],
  ['sing', 'sing'],
  ['conflated', 'conflat'],
  ['sized', 'size'],
  ['hopping', 'hop'],
  ['falling', 'fall'],
  ['filing', 'file'],
  ['happy', 'happi'],
  ['relational', 'relat'],
  ['conditional', 'condit'],
  ['digitizer', 'digit'],
  ['operator', 'oper'],
  ['hopefulness', 'hope'],
  ['formaliti', 'formal'],
  ['triplicate', 'triplic'],
  ['electrical', 'electr'],
  ['revival', 'reviv'],
  ['adoption', 'adopt'],
  ['replacement', 'replac'],
  ['effective', 'effect'],
  ['probate', 'probat'],
  ['rate', 'rate'],
  ['controll', 'control'],
  ['roll', 'roll'],
  ['generalizations', 'gener'],
  ['yearly', 'yearli'],
])('the stem of %s is %s', (word, expected) => {
  expect(stem(word)).toBe(expected);
});

test.each([
  ['anna', 'anan', 1, 1],
  ['jonathan', 'jonahtan', 1, 1],
  ['kitten', 'sitting', 3, 3],
  ['kitten', 'sitting', 2, undefined],
  ['', 'ab', 2, 2],
])('from %s to %s within %i edits: %s', (a, b, limit, edits) => {
  expect(editsWithin(a, b, limit)).toBe(edits);
});

describe('phone numbers', () => {
  test('are kept in every form people type', () => {
    const forms = phoneDigits('+49 157 1234567');
    expect(forms).toEqual(expect.arrayContaining(['491571234567', '00491571234567', '01571234567', '1234567', '4567', '567']));
    expect(phoneDigits('+49 (0) 30 1234')).toContain('0301234');
    expect(phoneDigits('+351 21 5550 100 ext. 18640')).toEqual(expect.arrayContaining(['351215550100', '0100', '18640']));
    expect(phoneDigits('12')).toEqual([]);
  });

  test.each([
    ['+49 157 1234567', '491571234567'],
    ['030 / 555-2001', '0305552001'],
    ['4567', '4567'],
    ['x4567', '4567'],
    ['ext. 4567', '4567'],
    ['room 4567', undefined],
    ['12', undefined],
  ])('%s is asked for as %s', (typed, digits) => {
    expect(phoneQuery(typed)).toBe(digits);
  });
});

describe('a query', () => {
  const words = (query: string) => parseQuery(query).words.map((word) => word.folded);

  test('has its words once, without common ones', () => {
    expect(words('how do I book the Train to the train station ')).toEqual(['book', 'train', 'station']);
    expect(parseQuery('how do I book ').ignored).toEqual(['how', 'do', 'I']);
  });

  test('of nothing but common words keeps them', () => {
    expect(words('to be or not to be ')).toEqual(['to', 'be', 'or', 'not']);
  });

  test('keeps common words inside quotes and while they are being typed', () => {
    expect(words('"out of office" train ')).toEqual(['out', 'of', 'office', 'train']);
    expect(words('visit the')).toEqual(['visit', 'the']);
  });

  test('reads an open quote as a phrase', () => {
    expect(parseQuery('"red wine').phrases).toEqual([{ text: 'red wine', folded: ['red', 'wine'] }]);
  });

  test('knows a minus from a hyphen', () => {
    expect(parseQuery('follow-up -draft')).toMatchObject({
      excluded: ['draft'],
      words: [{ folded: 'follow' }, { folded: 'up' }],
    });
  });

  test('survives whatever is typed', () => {
    for (const odd of ['"', '-', '""', '- -', '\u0000', '😀', '"-"', '-"a b"', `${'a '.repeat(500)}`]) parseQuery(odd);
    expect(parseQuery('😀').words).toEqual([]);
  });
});

describe('marking', () => {
  const marked = (text: string, query: string) =>
    markAll(text, createQueryMatcher(parseQuery(query)))
      .filter((piece) => piece.match)
      .map((piece) => piece.text);

  test('marks other forms, accents and beginnings, and leaves the text as it is', () => {
    const text = 'Indexing indexes; the café’s Müller.';
    expect(marked(text, 'index ')).toEqual(['Indexing', 'indexes']);
    expect(marked(text, 'cafe mull')).toEqual(['café’s', 'Müller']);
    expect(marked('Café Müller', 'cafe muller ')).toEqual(['Café', 'Müller']);
    const pieces = markAll(text, createQueryMatcher(parseQuery('index ')));
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  });

  test('a snippet is cut where the words are together, with no more than some forty words', () => {
    const text = `${'alpha '.repeat(100)}needle ${'beta '.repeat(100)}needle thread ${'gamma '.repeat(100)}`;
    const pieces = snippet(text, createQueryMatcher(parseQuery('needle thread ')));
    const cut = pieces.map((piece) => piece.text).join('');
    expect(cut).toContain('needle thread');
    expect(cut.split(/\s+/).length).toBeLessThan(45);
    expect(cut).toMatch(/^… .* …$/);
  });

  test('a snippet of a text without spaces is cut too', () => {
    const text = `${'文'.repeat(3000)}测试${'字'.repeat(3000)}`;
    const pieces = snippet(text, createQueryMatcher(parseQuery('测试')));
    expect(pieces).toContainEqual({ text: '测试', match: true });
    expect(pieces.map((piece) => piece.text).join('').length).toBeLessThan(600);
  });
});
