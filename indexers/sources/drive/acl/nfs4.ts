/** One entry of an NFSv4 ACL (RFC 7530 §6.2.1). */
export interface Nfs4Ace {
  type: number;
  flags: number;
  mask: number;
  who: string;
}

const ENTRY_HEADER_BYTES = 16;
const MAX_ENTRIES = 4096;

/**
 * The value of `system.nfs4_acl`, XDR and so big-endian: u32 count, then {u32 type, flags, mask, u32 length, who padded to 4} for
 * each entry. Throws for anything else.
 */
export function parseNfs4Acl(value: Buffer): Nfs4Ace[] {
  if (value.length < 4) throw new Error(`an NFSv4 ACL of ${value.length} bytes`);
  const count = value.readUInt32BE(0);
  if (count > MAX_ENTRIES) throw new Error(`an NFSv4 ACL of ${count} entries`);
  const entries: Nfs4Ace[] = [];
  let at = 4;
  for (let entry = 0; entry < count; entry += 1) {
    if (at + ENTRY_HEADER_BYTES > value.length) throw new Error('an NFSv4 ACL that is cut off');
    const [type, flags, mask, length] = [0, 4, 8, 12].map((offset) => value.readUInt32BE(at + offset));
    if (type === undefined || flags === undefined || mask === undefined || length === undefined)
      throw new Error('an NFSv4 ACL that is cut off');
    const start = at + ENTRY_HEADER_BYTES;
    if (start + length > value.length) throw new Error('an NFSv4 ACL that is cut off');
    entries.push({ type, flags, mask, who: value.subarray(start, start + length).toString('utf8') });
    at = start + Math.ceil(length / 4) * 4;
  }
  if (at !== value.length) throw new Error('an NFSv4 ACL with something behind its end');
  return entries;
}

const PLAIN = new Set(['OWNER@', 'GROUP@', 'EVERYONE@']);

/** Whether an NFSv4 ACL says no more than the mode does: no named users or groups (RFC 7530 §6.3.2). */
export function namesOnlyOwnerGroupEveryone(value: Buffer | null): boolean {
  return value === null || parseNfs4Acl(value).every(({ who }) => PLAIN.has(who));
}
