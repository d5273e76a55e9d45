import { describe, expect, test } from 'vitest';
import { readMarkdown } from '#indexers/extractors/read-markdown.ts';
import { compileSynonyms } from '#server/curation/synonyms.ts';
import { goTarget, readGo } from '#server/knowledge/go-target.ts';
import { askedWords, likeness, mayBecome, typedWords } from '#server/knowledge/match-words.ts';
import { fileNameOf, postFile } from '#server/knowledge/post-file.ts';

const none = () => [];
const like = (asked: string, typed: string) => likeness(askedWords(asked), typedWords(typed, none));

describe('a question is the same', () => {
  test.each([
    ['Where can visitors park?', 'where can visitors park'],
    ['Where can visitors park?', 'Parking for a visitor'],
    ['Wie beantrage ich Urlaub?', 'Urlaub beantragen'],
    ['Wo stehen die Müllcontainer?', 'mullcontainer stehen'],
    ['How do I report a lost badge?', 'my badge is lost, how to report it'],
  ])('"%s" and "%s"', (asked, typed) => {
    expect(like(asked, typed)).toBeGreaterThan(1);
  });

  test.each([
    ['Where can visitors park?', 'visitors'],
    ['Where can visitors park?', 'the national park in the north of the country where the herons breed'],
    ['How do I report a lost badge?', 'lost sample, field report and laboratory badge print out of the annual review'],
    ['Where can visitors park?', ''],
  ])('"%s" but not "%s"', (asked, typed) => {
    expect(like(asked, typed)).toBeLessThanOrEqual(1);
  });

  test('in the words that the house has for it', () => {
    const expand = compileSynonyms([{ direction: 'both', terms: ['annual leave', 'vacation'] }]);
    const typed = typedWords('request vacation', expand);
    expect(likeness(askedWords('How do I request annual leave?'), typed)).toBe(2);
  });

  test('and what is being typed may become it', () => {
    const asked = askedWords('Where can visitors park their cars?');
    for (const text of ['visi', 'visitors par', 'park visitor'])
      expect(mayBecome(asked, typedWords(text, none)), text).toBe(true);
    for (const text of ['visi park', 'visitors xy', '']) expect(mayBecome(asked, typedWords(text, none)), text).toBe(false);
  });
});

describe('a go link', () => {
  test.each([
    ['go/ticket/123', { name: 'ticket', argument: '123', isSaid: true }],
    ['go/ticket 1 2', { name: 'ticket', argument: '1 2', isSaid: true }],
    ['GO/Wiki', { name: 'Wiki', argument: '', isSaid: true }],
    ['wiki', { name: 'wiki', argument: '', isSaid: false }],
    ['go/', undefined],
    ['', undefined],
  ])('is read from "%s"', (text, read) => {
    expect(readGo(text)).toEqual(read);
  });

  test('takes an argument as one escaped piece, dollar signs too', () => {
    expect(goTarget('https://t.example/%s?again={}', '$& /../')).toBe(
      'https://t.example/%24%26%20%2F..%2F?again=%24%26%20%2F..%2F',
    );
  });
});

describe('a post as a file', () => {
  const about = { id: 1, path: 'News/x.md', author: 'p', createdAt: 1_700_000_000_000, changedAt: 1_700_000_100_000 };
  const everyone = { kind: 'everyone' } as const;

  test('keeps its title and author whatever they hold, and shows no markup of the subject', () => {
    const title = 'Costs: "10 %" --- [and more]\n';
    const post = { kind: 'review', title, subject: '# *Hemp*', rating: 2, text: 'Fine.', audience: everyone } as const;
    const bytes = postFile({ ...about, authorName: "Siobhán: O'Connor, Jr.", post });
    const read = readMarkdown(bytes, { maxCharacters: 10_000, maxPages: 10 });
    expect(read.title).toBe(title.trim());
    expect(read.authors).toEqual(["Siobhán: O'Connor, Jr."]);
    expect(read.sections.map(({ text }) => text).join('\n')).toContain('# *Hemp*: ★★☆☆☆ (2/5)');
  });

  test.each([
    ['a/b\\c:d', 'a b c d'],
    ['...', 'Untitled'],
    ['  Two   words ', 'Two words'],
    ['😀'.repeat(80), '😀'.repeat(50)],
  ])('is called by its title "%s" as a path may be', (title, name) => {
    expect(fileNameOf(title)).toBe(name);
  });
});
