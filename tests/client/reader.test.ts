import { describe, expect, test } from 'vitest';
import { paragraphs } from '../../client/features/documents/paragraphs.ts';
import { matchingPage, readReaderState, shownPage, writeReaderState } from '../../client/features/documents/reader-state.ts';

describe('the reader', () => {
  test('keeps page and words in the address', () => {
    const state = readReaderState(new URLSearchParams('page=187&q=a%26b'));
    expect(state).toEqual({ page: 187, q: 'a&b', view: null, list: 'q=a%26b' });
    expect(writeReaderState(state).toString()).toBe('page=187&q=a%26b');
    expect(readReaderState(new URLSearchParams('page=-1')).page).toBeNull();
  });

  test('remembers the results one came from, also while other words are looked for', () => {
    const list = 'q=swivel&type=documents&page=2';
    const state = readReaderState(new URLSearchParams({ q: 'swivel', view: 'page', list }));
    expect(state).toEqual({ page: null, q: 'swivel', view: 'page', list });
    const other = (from: typeof state) => readReaderState(writeReaderState({ ...from, q: 'shackle' })).list;
    expect(other(state)).toBe(list);
    expect(other(readReaderState(new URLSearchParams('q=swivel')))).toBe('q=swivel');
    expect(other(readReaderState(new URLSearchParams('page=3')))).toBeNull();
    expect(writeReaderState(readReaderState(new URLSearchParams('list='))).toString()).toBe('list=');
  });

  test('shows a page that exists, and none where the format has none', () => {
    expect([shownPage(null, 6), shownPage(4, 6), shownPage(400, 6), shownPage(3, null), shownPage(1, 0)]).toEqual([
      1,
      4,
      6,
      null,
      null,
    ]);
  });

  test('jumps to the next page with a match, and round from the ends', () => {
    const matching = [14, 3, 7];
    expect([matchingPage(matching, 3, 1), matchingPage(matching, 5, 1), matchingPage(matching, 14, 1)]).toEqual([7, 7, 3]);
    expect([matchingPage(matching, 7, -1), matchingPage(matching, 3, -1)]).toEqual([3, 14]);
    expect(matchingPage([], 1, 1)).toBeUndefined();
  });

  test('cuts paragraphs at blank lines and loses no mark', () => {
    const cut = paragraphs([
      { text: 'One\n\nTwo ', match: false },
      { text: 'river', match: true },
      { text: ' end.\n \n\n', match: false },
      { text: 'gauge\n\nnext', match: true },
    ]);
    expect(cut).toEqual([
      [{ text: 'One', match: false }],
      [
        { text: 'Two ', match: false },
        { text: 'river', match: true },
        { text: ' end.', match: false },
      ],
      [{ text: 'gauge', match: true }],
      [{ text: 'next', match: true }],
    ]);
  });
});
