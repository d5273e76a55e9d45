import type { DocumentRecord } from '#indexers/types/records.ts';
import type { SearchIndex } from '../search-index.ts';
import { placeText, termDocumentOf, withCodes } from './term-document.ts';
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
      await Promise.all([
        index.move(change),
        terms.describe({ id, title: title === undefined ? undefined : withCodes(title), place: placeText(change) }),
      ]);
    },
    async setAuthors(change) {
      const { documentId: id, authors } = change;
      await Promise.all([index.setAuthors(change), terms.describe({ id, authors: namesOf(authors).join('\n') })]);
    },
    async remove(record) {
      await Promise.all([index.remove(record), record.kind === 'document' ? terms.remove(record.id) : undefined]);
    },
  };
}

function termDocument(record: DocumentRecord): TermDocument {
  const { id, title, name, path, language = null } = record;
  const passages = record.passages.map(({ heading = null, text }) => ({ heading, text }));
  return termDocumentOf(
    passages.map((passage) => ({ documentId: id, title, name, path, language, authors: namesOf(record.authors), ...passage })),
  );
}

function namesOf(authors: DocumentRecord['authors']): string[] {
  return authors.map(({ name }) => name);
}
