import { codesIn } from '../index/codes.ts';
import type { TermDocument } from './term-writer.ts';

/** What of a passage is counted; what describes the document is repeated in each of its passages. */
export interface CountedPassage {
  documentId: string;
  title: string;
  name: string;
  path: string;
  language: string | null;
  authors: readonly string[];
  heading: string | null;
  text: string;
}

/** From what the index has of its passages, at least one, in the order of the text. */
export function termDocumentOf(passages: readonly CountedPassage[]): TermDocument {
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

export function placeText({ name, path }: { name: string; path: string }): string {
  return withCodes([name, ...path.split('/').slice(0, -1)].join('\n'));
}

/** `PRJ-1234` is also found as `prj1234`. */
export function withCodes(text: string): string {
  return [text, ...codesIn(text)].join('\n');
}
