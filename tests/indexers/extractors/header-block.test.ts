import { describe, expect, test } from 'vitest';
import { readHeaderBlock } from '#indexers/extractors/header-block.ts';
import { markdownExtractor } from '#indexers/extractors/markdown.ts';
import { textExtractor } from '#indexers/extractors/text.ts';
import { extractionContext, inputFor } from '../../support/extraction.ts';

describe('authors in the first lines of a text', () => {
  test.each([
    ['Number: 7\nAuthor: Ada King\nStatus: Final\n\nText', ['Ada King']],
    [
      'Author: Ada King <ada at example.com>,\n        Koen Verbruggen <koen@example.com>\n\nText',
      ['Ada King <ada@example.com>', 'Koen Verbruggen <koen@example.com>'],
    ],
    [
      'Authors: Ada King, Koen Verbruggen,\n         Aminata Diallo\nVersion: 3\n\nText',
      ['Ada King', 'Koen Verbruggen', 'Aminata Diallo'],
    ],
    ['Author: ada@example.com (Ada King)\n\nText', ['Ada King <ada@example.com>']],
    ['Autor: Müller, Jörg; Ewa Lis\n\nText', ['Müller, Jörg', 'Ewa Lis']],
    ['Gauges\n======\n\n:Author: Ada King\n:Date: 2024-05-01\n\nText', ['Ada King']],
    ['# Gauges\n\n**Author:** Ada King\n**Reviewed by:** Ewa Lis\n\nText', ['Ada King']],
    ['MEMORANDUM\n\nTo: All staff\nFrom: Ada King\nSubject: Gauges\n\nText', ['Ada King']],
    ['#!/bin/sh\n# Author: Ada King\necho', ['Ada King']],
    ['# Gauges\n\n*By Ada King and Koen van der Meer*\n\nText', ['Ada King', 'Koen van der Meer']],
    ['\uFEFF\nAuthor(s): Ada King\n\nText', ['Ada King']],
  ])('%j names %j', (text, authors) => {
    expect(readHeaderBlock(text).authors).toEqual(authors);
  });

  test.each([
    'By Monday we will know more\n\nText',
    'From: the beginning it was clear\nthat nothing works',
    'Note: the author is unknown\n\nText',
    'A long sentence about the author: Ada King\nwent on',
    'Text\nof several lines\nAuthor: Ada King',
    'Text\n\nMore text\n\nAuthor: Ada King',
  ])('are not found in %j', (text) => {
    expect(readHeaderBlock(text).authors).toEqual([]);
  });

  test('are those of the document, beside its title and dates; what front matter says comes first', async () => {
    const read = (extractor: typeof textExtractor, text: string) =>
      extractor.extract(inputFor(extractor, `x.${extractor.extensions[0]}`, Buffer.from(text)), extractionContext());
    const memo = 'PEP: 7\nTitle: Gauges in winter\nAuthor: Ada King\nCreated: 2024-05-01\n\nText';
    expect(await read(textExtractor, memo)).toMatchObject({
      title: 'Gauges in winter',
      authors: ['Ada King'],
      createdAt: Date.UTC(2024, 4, 1),
    });
    const page = '---\nauthor: { name: Ewa Lis, email: ewa@example.com }\n---\nAuthor: Ada King\n\n# Gauges\n\nText';
    expect(await read(markdownExtractor, page)).toMatchObject({ authors: ['Ewa Lis <ewa@example.com>'] });
    expect(await read(markdownExtractor, '# Gauges\n\nAuthor: Ada King\n\nText')).toMatchObject({
      title: 'Gauges',
      authors: ['Ada King'],
    });
  });
});
