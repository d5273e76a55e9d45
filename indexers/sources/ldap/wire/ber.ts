import { LdapError } from './ldap-error.ts';

/** A place in a buffer of BER (X.690, definite lengths as RFC 4511 5.1 demands), moved on by the functions below. */
export interface BerCursor {
  bytes: Buffer;
  at: number;
}

export const Tag = {
  boolean: 0x01,
  integer: 0x02,
  octetString: 0x04,
  enumerated: 0x0a,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Size of tag and length octets plus content, or undefined while too little has arrived to tell. */
export function frameSize(bytes: Buffer): number | undefined {
  const first = bytes[1];
  if (first === undefined) return undefined;
  if (first < 0x80) return 2 + first;
  const octets = first & 0x7f;
  if (octets === 0 || octets > 4) throw new LdapError('the answer is not LDAP: its length cannot be read');
  if (bytes.length < 2 + octets) return undefined;
  return 2 + octets + bytes.readUIntBE(2, octets);
}

/** Steps into an element and returns where it ends. Throws when it has another tag or runs past the buffer. */
export function enter(cursor: BerCursor, tag: number): number {
  const { bytes } = cursor;
  if (bytes[cursor.at] !== tag) throw malformed(cursor, tag);
  let at = cursor.at + 1;
  let length = bytes[at++];
  if (length === undefined) throw malformed(cursor, tag);
  if (length >= 0x80) {
    const octets = length & 0x7f;
    if (octets === 0 || octets > 4 || at + octets > bytes.length) throw malformed(cursor, tag);
    length = bytes.readUIntBE(at, octets);
    at += octets;
  }
  if (at + length > bytes.length) throw malformed(cursor, tag);
  cursor.at = at;
  return at + length;
}

/** The content as a view of the buffer: copy it before keeping it for long, or the whole buffer stays in memory. */
export function readBytes(cursor: BerCursor, tag: number = Tag.octetString): Buffer {
  const end = enter(cursor, tag);
  const value = cursor.bytes.subarray(cursor.at, end);
  cursor.at = end;
  return value;
}

export function readText(cursor: BerCursor, tag: number = Tag.octetString): string {
  const end = enter(cursor, tag);
  const value = cursor.bytes.toString('utf8', cursor.at, end);
  cursor.at = end;
  return value;
}

/** Integers and enumerations up to 32 bits. */
export function readInteger(cursor: BerCursor, tag: number = Tag.integer): number {
  const end = enter(cursor, tag);
  const octets = end - cursor.at;
  if (octets < 1 || octets > 4) throw malformed(cursor, tag);
  const value = cursor.bytes.readIntBE(cursor.at, octets);
  cursor.at = end;
  return value;
}

/** The tag of the next element without moving. */
export function peek(cursor: BerCursor): number | undefined {
  return cursor.bytes[cursor.at];
}

function malformed(cursor: BerCursor, expected: number): LdapError {
  const found = cursor.bytes[cursor.at];
  return new LdapError(
    `the answer is not valid LDAP: expected element 0x${expected.toString(16)}, found ${found === undefined ? 'its end' : `0x${found.toString(16)}`}`,
  );
}
