import { describe, expect, test } from 'vitest';
import { nameWithoutExtension, toDocumentRecord } from '#indexers/sync/to-records.ts';
import type { FileContent } from '#indexers/types/content.ts';
import type { Extracted } from '#indexers/types/extraction.ts';
import type { SourceItem } from '#indexers/types.ts';
import { everyone } from './sync-bench.ts';

const NOW = Date.UTC(2026, 0, 1);
const COPIED = Date.UTC(2025, 5, 1);

function recordOf(extracted: Partial<Extracted>, name = 'scan_0042.pdf') {
  const content: FileContent = {
    kind: 'file',
    name,
    size: 10,
    modifiedAt: COPIED,
    open: () => Promise.reject(new Error('nobody opens it here')),
  };
  const item: SourceItem = { id: name, path: `in/${name}`, version: '1', access: everyone, content };
  return toDocumentRecord(
    { recordId: 'r', source: 'library', aclId: 'a', previousPassages: 0, now: NOW },
    { item, content, mediaType: 'application/pdf', extracted: { authors: [], sections: [], warnings: [], ...extracted } },
    {
      directory: { resolveAuthor: (text) => (text === 'ada@example.com' ? { id: 'p1', name: 'Ada Lovelace' } : undefined) },
      authors: { people: (names) => names.filter((name) => name === 'Ada Lovelace' || name === 'Koen van der Meer') },
    },
  );
}

describe('a document', () => {
  test.each([
    ['its own title', { title: ' Annual  report ' }, 'Annual report'],
    ['its first heading when the title is what a program left there', { title: 'Microsoft Word - Document1' }, 'Buoys'],
    ['its first heading when the title is the name of a file', { title: 'draft_v3.docx' }, 'Buoys'],
  ])('is called by %s', (_what, extracted, title) => {
    const sections = [{ text: 'Preface' }, { text: 'They swim.', heading: 'Buoys' }];
    expect(recordOf({ ...extracted, sections }).title).toBe(title);
  });

  test('is called by its name when nothing in it is a title', () => {
    expect(recordOf({ sections: [{ text: 'They swim.' }] }).title).toBe('scan_0042');
  });

  test('without text has one empty passage', () => {
    expect(recordOf({}).passages).toEqual([{ text: '' }]);
    expect(recordOf({ sections: [{ text: '', heading: 'Buoys' }] }).passages).toEqual([{ text: '' }]);
  });

  test('has the date that it gives itself when that is earlier than the file’s', () => {
    const modifiedAt = Date.UTC(2019, 2, 1);
    expect(recordOf({ modifiedAt }).modifiedAt).toBe(modifiedAt);
  });

  test.each([0, Date.UTC(1970, 0, 1), Date.UTC(2099, 0, 1), Date.UTC(2025, 7, 1)])(
    'has the file’s date when its own cannot be (%i)',
    (modifiedAt) => {
      expect(recordOf({ modifiedAt }).modifiedAt).toBe(COPIED);
    },
  );

  test('names its authors once, and without their addresses', () => {
    const authors = ['ada@example.com', 'Grace Hopper <grace@example.org>', 'ada@example.com', 'grace hopper', ' '];
    expect(recordOf({ authors }).authors).toEqual([
      { name: 'Ada Lovelace', personId: 'p1', texts: ['ada@example.com'] },
      { name: 'Grace Hopper', personId: null, texts: ['Grace Hopper <grace@example.org>', 'grace hopper'] },
    ]);
  });

  test('names people of the directory whom its text names in full', () => {
    const text = 'Ask Ada Lovelace, or on Mondays Koen van der Meer. Contact Ada Lovelace first; Grace Hopper has left.';
    expect(recordOf({ sections: [{ text }] }).named).toEqual(['Ada Lovelace', 'Koen van der Meer']);
    expect(recordOf({ sections: [{ text: 'ada lovelace' }] })).not.toHaveProperty('named');
  });
});

test.each([
  ['Minutes 2024-03.docx', 'Minutes 2024-03'],
  ['archive.tar.gz', 'archive.tar'],
  ['.bashrc', '.bashrc'],
  ['README', 'README'],
  ['v1.0 of the plan', 'v1.0 of the plan'],
])('%s without its extension is %s', (name, expected) => {
  expect(nameWithoutExtension(name)).toBe(expected);
});
