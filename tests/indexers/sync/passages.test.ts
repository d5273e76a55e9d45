import { describe, expect, test } from 'vitest';
import { toPassages } from '#indexers/sync/passages.ts';

const wordsIn = (text: string) => text.split(/\s+/).filter(Boolean).length;

/** A sentence of so many words. */
const sentence = (words: number) => `${'word '.repeat(words - 1)}end. `;

describe('passages', () => {
  test('of a short text are one', () => {
    expect(toPassages([{ text: ' A few words. ', page: 3 }])).toEqual([{ text: 'A few words.', page: 3 }]);
  });

  test('joined are the text again, and each but the last has 150 to 180 words', () => {
    const paragraphs = Array.from({ length: 60 }, (_, n) =>
      sentence(7 + (n % 23))
        .repeat(1 + (n % 4))
        .trim(),
    );
    const text = paragraphs.join('\n\n');
    const passages = toPassages([{ text }]);
    expect(passages.map((passage) => passage.text).join('')).toBe(text);
    for (const passage of passages.slice(0, -1)) {
      expect(wordsIn(passage.text)).toBeGreaterThanOrEqual(150);
      expect(wordsIn(passage.text)).toBeLessThanOrEqual(180);
    }
  });

  test('end with a paragraph where one ends, else with a sentence', () => {
    const byParagraph = `${sentence(155).trim()}\n\n${sentence(10).repeat(10)}`;
    expect(toPassages([{ text: byParagraph }])[0]?.text).toBe(`${sentence(155).trim()}\n\n`);
    const bySentence = sentence(16).repeat(30);
    expect(wordsIn(toPassages([{ text: bySentence }])[0]?.text ?? '')).toBe(176);
  });

  test('never cross pages or headings', () => {
    const sections = [
      { text: 'one', page: 1, heading: 'Intro' },
      { text: 'two', page: 1 },
      { text: 'three', page: 2 },
    ];
    expect(toPassages(sections)).toEqual([
      { text: 'one\n\n', page: 1, heading: 'Intro' },
      { text: 'two', page: 1 },
      { text: 'three', page: 2 },
    ]);
  });

  test('keep a heading that has no text, and drop what has neither', () => {
    expect(toPassages([{ text: '', heading: 'Appendix' }, { text: ' \n ' }])).toEqual([{ text: '', heading: 'Appendix' }]);
  });

  test('of scripts without spaces are cut by characters, at the end of a sentence', () => {
    const text = '海の深さを測る装置は毎日動いている。'.repeat(100);
    const passages = toPassages([{ text }]);
    expect(passages.map((passage) => passage.text).join('')).toBe(text);
    expect(passages.length).toBeGreaterThan(3);
    for (const passage of passages) expect(passage.text.endsWith('。')).toBe(true);
  });

  test.each([
    ['one endless word', 'x'.repeat(3_000_000)],
    ['nothing but emoji', '🐟'.repeat(500_000)],
    ['white space with two words', `a${' '.repeat(2_000_000)}b`],
    ['one line of numbers', '3.14159 '.repeat(400_000)],
  ])('of %s are small, whole and made in a moment', (_what, text) => {
    const started = performance.now();
    const passages = toPassages([{ text }]);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(passages.map((passage) => passage.text).join('')).toBe(text.trim());
    expect(Math.max(...passages.map((passage) => passage.text.length))).toBeLessThanOrEqual(2400);
    expect(passages.every((passage) => passage.text.isWellFormed())).toBe(true);
  });
});
