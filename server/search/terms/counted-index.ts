import type { DocumentRecord } from '#indexers/types/records.ts';
import { codesIn } from '../index/codes.ts';
import type { SearchIndex } from '../search-index.ts';
import type { CountedPassage } from './catch-up.ts';
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

/** From what the index has of its passages, at least one, in the order of the text. */
export function termDocumentOf(passages: readonly Omit<CountedPassage, 'n'>[]): TermDocument {
  const [first] = passages;
  if (first === undefined) throw new RangeError('a document has at least one passage');
  const { documentId: id, language, title } = first;
  return {
    id,
    language,
    title: withCodes(title),
    place: placeText(first),
    authors: first.authors.join('\n'),
    passages: passages.map(({ heading, text }) => ({ heading, text: withCodes(text) })),
  };
}

function namesOf(authors: DocumentRecord['authors']): string[] {
  return authors.map(({ name }) => name);
}

function placeText({ name, path }: { name: string; path: string }): string {
  return withCodes([name, ...path.split('/').slice(0, -1)].join('\n'));
}

/** `PRJ-1234` is also found as `prj1234`. */
function withCodes(text: string): string {
  return [text, ...codesIn(text)].join('\n');
}
