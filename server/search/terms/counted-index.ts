import type { DocumentRecord } from '#indexers/types/records.ts';
import { codesIn } from '../index/codes.ts';
import type { SearchIndex } from '../search-index.ts';
import type { TermDocument, TermWriter } from './term-writer.ts';

/** The index, with the words of all that goes into it counted. A record is written when both have it. */
export function countedIndex(index: SearchIndex, terms: TermWriter): SearchIndex {
  return {
    ...index,
    async write(record) {
      const counted = record.kind === 'document' ? terms.replace(termDocument(record)) : undefined;
      await Promise.all([index.write(record), counted]);
    },
    async move(change) {
      const { documentId: id, title } = change;
      await Promise.all([index.move(change), terms.describe({ id, title, place: placeText(change) })]);
    },
    async setAuthors(change) {
      const { documentId: id, authors } = change;
      await Promise.all([index.setAuthors(change), terms.describe({ id, authors: authorsText(authors) })]);
    },
    async remove(record) {
      await Promise.all([index.remove(record), record.kind === 'document' ? terms.remove(record.id) : undefined]);
    },
  };
}

function termDocument(record: DocumentRecord): TermDocument {
  const { id, title } = record;
  return {
    id,
    language: record.language ?? null,
    title,
    place: placeText(record),
    authors: authorsText(record.authors),
    passages: record.passages.map(({ heading, text }) => passageText({ heading: heading ?? null, text })),
  };
}

function authorsText(authors: DocumentRecord['authors']): string {
  return authors.map(({ name }) => name).join('\n');
}

export function placeText({ name, path }: { name: string; path: string }): string {
  return [name, ...path.split('/').slice(0, -1), ...codesIn(name)].join('\n');
}

export function passageText({ heading, text }: { heading: string | null; text: string }): string {
  return [...(heading === null ? [] : [heading]), text, ...codesIn(text)].join('\n');
}
