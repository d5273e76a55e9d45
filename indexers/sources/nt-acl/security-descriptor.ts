/** What a Windows server keeps with a file (MS-DTYP 2.4.6), as far as it decides who may read. */
export interface SecurityDescriptor {
  /** SID as text; undefined when the descriptor names none. */
  owner: string | undefined;
  group: string | undefined;
  /** In stored order. `absent`: no list at all, which lets everyone in; an empty list lets nobody in. */
  dacl: Ace[] | 'absent';
}

/** One access control entry (MS-DTYP 2.4.4). */
export interface Ace {
  type: number;
  flags: number;
  mask: number;
  /** Undefined in a type of entry that is not known here. */
  sid: string | undefined;
}

const DACL_PRESENT = 0x0004;
const SELF_RELATIVE = 0x8000;
const HEADER_BYTES = 20;
const ACL_HEADER_BYTES = 8;
const ACE_HEADER_BYTES = 4;
const MAX_SUB_AUTHORITIES = 15;
/** A list is at most 64 KiB long, so a whole descriptor is not longer than two of them and some names. */
const MAX_BYTES = 256 * 1024;
/** Header and mask, then the SID; callback types have their condition after it. */
const PLAIN_TYPES = new Set([0x00, 0x01, 0x02, 0x03, 0x09, 0x0a, 0x0d, 0x0e, 0x11, 0x12, 0x13, 0x14]);
/** Header, mask, flags that say which of two GUIDs are there, then the SID (MS-DTYP 2.4.4.3). */
const OBJECT_TYPES = new Set([0x05, 0x06, 0x07, 0x08, 0x0b, 0x0c, 0x0f, 0x10]);

/**
 * Reads a self-relative descriptor whose header is at `start`; its offsets count from the beginning of `bytes` all the same, as
 * in Samba's attribute. Throws for anything that does not hold together: the bytes come from outside, and half an answer would
 * be a wrong one.
 */
export function parseSecurityDescriptor(bytes: Buffer, start = 0): SecurityDescriptor {
  if (bytes.length > MAX_BYTES) throw new Error(`a security descriptor of ${bytes.length} bytes`);
  requireBytes(bytes, start, HEADER_BYTES, 'its header');
  const revision = bytes.readUInt8(start);
  const control = bytes.readUInt16LE(start + 2);
  if (revision !== 1) throw new Error(`a security descriptor of revision ${revision}`);
  if ((control & SELF_RELATIVE) === 0) throw new Error('a security descriptor that is not self-relative');
  const [owner, group, , dacl] = [0, 1, 2, 3].map((field) => bytes.readUInt32LE(start + 4 + 4 * field));
  return {
    owner: optionalSid(bytes, owner),
    group: optionalSid(bytes, group),
    dacl: (control & DACL_PRESENT) === 0 || dacl === undefined || dacl === 0 ? 'absent' : parseAcl(bytes, dacl),
  };
}

function optionalSid(bytes: Buffer, at: number | undefined): string | undefined {
  return at === undefined || at === 0 ? undefined : parseSid(bytes, at, bytes.length);
}

/** MS-DTYP 2.4.5: revision, a zero, size, count, two zeros, then the entries. */
function parseAcl(bytes: Buffer, at: number): Ace[] {
  requireBytes(bytes, at, ACL_HEADER_BYTES, 'its list');
  const revision = bytes.readUInt8(at);
  const size = bytes.readUInt16LE(at + 2);
  const count = bytes.readUInt16LE(at + 4);
  if (revision !== 2 && revision !== 4) throw new Error(`an access control list of revision ${revision}`);
  if (size < ACL_HEADER_BYTES) throw new Error(`an access control list of ${size} bytes`);
  requireBytes(bytes, at, size, 'its list');
  const end = at + size;
  const entries: Ace[] = [];
  let next = at + ACL_HEADER_BYTES;
  for (let number = 0; number < count; number += 1) {
    requireWithin(next, ACE_HEADER_BYTES, end, 'an entry');
    const entrySize = bytes.readUInt16LE(next + 2);
    if (entrySize < ACE_HEADER_BYTES) throw new Error(`an entry of ${entrySize} bytes`);
    requireWithin(next, entrySize, end, 'an entry');
    entries.push(parseAce(bytes, next, next + entrySize));
    next += entrySize;
  }
  return entries;
}

function parseAce(bytes: Buffer, at: number, end: number): Ace {
  const type = bytes.readUInt8(at);
  const flags = bytes.readUInt8(at + 1);
  const isObject = OBJECT_TYPES.has(type);
  // Of a type that we do not know nothing is known but its kind: it counts for every right.
  if (!isObject && !PLAIN_TYPES.has(type)) return { type, flags, mask: 0xffffffff, sid: undefined };
  requireWithin(at, 8, end, 'an entry');
  const mask = bytes.readUInt32LE(at + 4);
  return { type, flags, mask, sid: parseSid(bytes, isObject ? afterGuids(bytes, at, end) : at + 8, end) };
}

function afterGuids(bytes: Buffer, at: number, end: number): number {
  requireWithin(at, 12, end, 'an entry');
  const present = bytes.readUInt32LE(at + 8);
  return at + 12 + ((present & 1) === 0 ? 0 : 16) + ((present & 2) === 0 ? 0 : 16);
}

/** MS-DTYP 2.4.2.2: revision, count, authority (48 bits, big-endian), sub-authorities (32 bits, little-endian). */
function parseSid(bytes: Buffer, at: number, end: number): string {
  requireWithin(at, 8, end, 'a SID');
  const revision = bytes.readUInt8(at);
  const count = bytes.readUInt8(at + 1);
  if (revision !== 1 || count > MAX_SUB_AUTHORITIES) throw new Error(`a SID of revision ${revision} with ${count} parts`);
  requireWithin(at, 8 + 4 * count, end, 'a SID');
  const authority = bytes.readUIntBE(at + 2, 6);
  const parts = Array.from({ length: count }, (_, part) => bytes.readUInt32LE(at + 8 + 4 * part));
  // MS-DTYP 2.4.2.1: an authority of more than 32 bits is written in hexadecimal.
  const shown = authority > 0xffffffff ? `0x${authority.toString(16).padStart(12, '0').toUpperCase()}` : String(authority);
  return ['S', 1, shown, ...parts].join('-');
}

function requireBytes(bytes: Buffer, at: number, length: number, what: string): void {
  requireWithin(at, length, bytes.length, what);
}

function requireWithin(at: number, length: number, end: number, what: string): void {
  if (at + length > end) throw new Error(`a security descriptor that is cut off: ${what} does not fit in`);
}
