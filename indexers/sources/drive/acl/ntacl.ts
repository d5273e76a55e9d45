import { parseSecurityDescriptor, type SecurityDescriptor } from '../../nt-acl/security-descriptor.ts';

const HASH_BYTES: Record<number, number> = { 2: 16, 3: 64, 4: 64 };
const POINTER_BYTES = 4;
const VERSION_BYTES = 4;

/**
 * The value of `security.NTACL`, in which Samba (vfs_acl_xattr) keeps what Windows set: NDR of `xattr_NTACL`
 * (librpc/idl/xattr.idl). The version is there twice; 1 has the descriptor only, 2 a hash of 16 bytes before it, 3 a hash type and
 * 64 bytes, 4 also a description, a time and another hash. The offsets in the descriptor count from the beginning of the value.
 *
 * The hashes say whether the POSIX ACL was changed behind Samba's back, and then Samba goes by that alone. We demand both always,
 * which is never more than Samba allows.
 */
export function parseNtacl(value: Buffer): SecurityDescriptor {
  if (value.length < VERSION_BYTES) throw new Error(`security.NTACL of ${value.length} bytes`);
  const version = value.readUInt16LE(0);
  if (version !== value.readUInt16LE(2)) throw new Error('security.NTACL with two versions');
  return parseSecurityDescriptor(value, descriptorAt(value, version));
}

function descriptorAt(value: Buffer, version: number): number {
  if (version === 1) return VERSION_BYTES + POINTER_BYTES;
  const hash = HASH_BYTES[version];
  if (hash === undefined) throw new Error(`security.NTACL of version ${version}`);
  const afterPointers = VERSION_BYTES + 2 * POINTER_BYTES;
  if (version === 2) return afterPointers + hash;
  const afterHash = afterPointers + 2 + hash;
  if (version === 3) return align(afterHash, 4);
  const end = value.indexOf(0, afterHash);
  if (end === -1) throw new Error('security.NTACL that is cut off');
  return align(end + 1, 4) + 8 + hash;
}

function align(offset: number, to: number): number {
  return Math.ceil(offset / to) * to;
}
