import { type BerCursor, enter, frameSize, peek, readBytes, readInteger, readText, Tag } from './ber.ts';
import { LdapError, type LdapResult } from './ldap-error.ts';
import type { RawValues } from './values.ts';

/** An entry as it came: names of attributes in lower case with their options (`member;range=0-1499`). */
export interface LdapEntry {
  dn: string;
  attributes: Map<string, RawValues>;
}

export type LdapAnswer =
  | { type: 'entry'; id: number; entry: LdapEntry }
  | { type: 'reference'; id: number; uris: string[] }
  /** The end of a search, a bind or an extended operation. `cookie` continues a paged search (RFC 2696). */
  | { type: 'done'; id: number; result: LdapResult; cookie: Buffer | undefined }
  /** Anything else, such as intermediate responses, which nobody here asks for. */
  | { type: 'other'; id: number };

const SEARCH_ENTRY = 0x64;
const SEARCH_REFERENCE = 0x73;
const RESULTS: ReadonlySet<number> = new Set([0x61, 0x65, 0x78]); // bind, search done, extended
const CONTROLS = 0xa0;
const REFERRALS = 0xa3;
const PAGED_RESULTS = '1.2.840.113556.1.4.319';

/**
 * Cuts a byte stream into LDAP messages (RFC 4511). Chunks are joined once per message, not once per chunk: a group with
 * 100,000 members is one message of megabytes in hundreds of chunks.
 */
export function createMessageReader(options: { maxMessageBytes: number }): {
  /** The messages that are complete with this chunk. Throws LdapError when it is not LDAP or beyond the limit. */
  push(chunk: Buffer): LdapAnswer[];
  /** True in the middle of a message. */
  hasRest(): boolean;
} {
  let chunks: Buffer[] = [];
  let size = 0;
  let needed: number | undefined;

  return {
    push(chunk) {
      chunks.push(chunk);
      size += chunk.length;
      if (needed !== undefined && size < needed) return [];
      let bytes = chunks.length === 1 ? chunk : Buffer.concat(chunks, size);
      const answers: LdapAnswer[] = [];
      for (;;) {
        if (bytes.length > 0 && bytes[0] !== Tag.sequence) throw new LdapError('the answer is not LDAP');
        needed = frameSize(bytes);
        if (needed !== undefined && needed > options.maxMessageBytes)
          throw new LdapError(`an answer of ${needed} bytes is beyond the limit of ${options.maxMessageBytes}`);
        if (needed === undefined || bytes.length < needed) break;
        answers.push(decode(bytes.subarray(0, needed)));
        bytes = bytes.subarray(needed);
      }
      chunks = bytes.length > 0 ? [bytes] : [];
      size = bytes.length;
      return answers;
    },
    hasRest: () => size > 0,
  };
}

function decode(bytes: Buffer): LdapAnswer {
  const cursor: BerCursor = { bytes, at: 0 };
  enter(cursor, Tag.sequence);
  const id = readInteger(cursor);
  const operation = peek(cursor) ?? 0;
  if (operation === SEARCH_ENTRY) return { type: 'entry', id, entry: readEntry(cursor) };
  if (operation === SEARCH_REFERENCE) return { type: 'reference', id, uris: readUris(cursor, SEARCH_REFERENCE) };
  if (!RESULTS.has(operation)) return { type: 'other', id };
  const end = enter(cursor, operation);
  const result = readResult(cursor, end);
  cursor.at = end;
  return { type: 'done', id, result, cookie: readCookie(cursor) };
}

function readEntry(cursor: BerCursor): LdapEntry {
  enter(cursor, SEARCH_ENTRY);
  const dn = readText(cursor);
  const attributes = new Map<string, RawValues>();
  const end = enter(cursor, Tag.sequence);
  while (cursor.at < end) {
    enter(cursor, Tag.sequence);
    const name = readText(cursor).toLowerCase();
    const endOfValues = enter(cursor, Tag.set);
    const spans: number[] = [];
    while (cursor.at < endOfValues) {
      const endOfValue = enter(cursor, Tag.octetString);
      spans.push(cursor.at, endOfValue);
      cursor.at = endOfValue;
    }
    attributes.set(name, { message: cursor.bytes, spans });
  }
  return { dn, attributes };
}

function readResult(cursor: BerCursor, end: number): LdapResult {
  const code = readInteger(cursor, Tag.enumerated);
  const matchedDn = readText(cursor);
  const message = readText(cursor);
  const referrals = cursor.at < end && peek(cursor) === REFERRALS ? readUris(cursor, REFERRALS) : [];
  return { code, matchedDn, message, referrals };
}

function readUris(cursor: BerCursor, tag: number): string[] {
  const end = enter(cursor, tag);
  const uris: string[] = [];
  while (cursor.at < end) uris.push(readText(cursor));
  return uris;
}

function readCookie(cursor: BerCursor): Buffer | undefined {
  if (peek(cursor) !== CONTROLS) return undefined;
  const end = enter(cursor, CONTROLS);
  while (cursor.at < end) {
    const endOfControl = enter(cursor, Tag.sequence);
    const type = readText(cursor);
    if (peek(cursor) === Tag.boolean) readBytes(cursor, Tag.boolean);
    if (type === PAGED_RESULTS && cursor.at < endOfControl) {
      const value: BerCursor = { bytes: readBytes(cursor), at: 0 };
      enter(value, Tag.sequence);
      readInteger(value);
      // Copied: it outlives the buffer that it came in.
      return Buffer.from(readBytes(value));
    }
    cursor.at = endOfControl;
  }
  return undefined;
}
