const PLAIN = new Set(['OWNER@', 'GROUP@', 'EVERYONE@']);

/**
 * Whether an NFSv4 ACL says no more than the mode does: no named users or groups (RFC 7530 §6.3.2). The value of
 * `system.nfs4_acl` is big-endian: u32 count, then {u32 type, flag, mask, u32 length, who padded to 4} for each entry.
 */
export function namesOnlyOwnerGroupEveryone(value: Buffer | null): boolean {
  if (value === null) return true;
  const count = value.readUInt32BE(0);
  let at = 4;
  for (let entry = 0; entry < count; entry += 1) {
    const length = value.readUInt32BE(at + 12);
    const who = value.subarray(at + 16, at + 16 + length).toString('latin1');
    if (!PLAIN.has(who)) return false;
    at += 16 + Math.ceil(length / 4) * 4;
  }
  return true;
}
