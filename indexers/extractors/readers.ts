import { createHash } from 'node:crypto';
import type { Extractor } from '../types.ts';
import { extractors } from './index.ts';

const SEPARATOR = '+';

/** What the ledger remembers of who read a file: the extractor and its version. */
export function readerOf({ name, version }: Extractor): string {
  return `${name} ${version}`;
}

/** A file and the files within it, each of which would be read again when its own reader gets better. */
export function readersOf(outer: string, inner: Iterable<string>): string {
  return [...new Set([outer, ...[...inner].sort()])].join(SEPARATOR);
}

/** For a file that nothing in the list reads: another list may. */
export function noReader(list: readonly Extractor[]): string {
  const formats = list.map(({ name, extensions, mediaTypes }) => [name, ...extensions, ...mediaTypes].join(' '));
  return `none ${createHash('sha256').update(formats.sort().join('\n')).digest('hex').slice(0, 16)}`;
}

/** Whether a file, and what was in it, would be read today by what read it then. */
export function createReaderCheck(list: readonly Extractor[] = extractors): (reader: string) => boolean {
  const current = new Set([...list.map(readerOf), noReader(list)]);
  return (reader) => reader.split(SEPARATOR).every((part) => current.has(part));
}
