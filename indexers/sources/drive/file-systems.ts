/** File systems told apart by `statfs` (linux/magic.h), and whether owner and mode of their files mean anything. */
const KNOWN: Record<string, { name: string; permissions: 'posix' | 'invented' }> = {
  ef53: { name: 'ext4', permissions: 'posix' },
  '58465342': { name: 'XFS', permissions: 'posix' },
  '9123683e': { name: 'Btrfs', permissions: 'posix' },
  '2fc12fc1': { name: 'ZFS', permissions: 'posix' },
  '1021994': { name: 'tmpfs', permissions: 'posix' },
  '794c7630': { name: 'overlay', permissions: 'posix' },
  '6969': { name: 'NFS', permissions: 'posix' },
  '65735546': { name: 'FUSE', permissions: 'posix' },
  ff534d42: { name: 'CIFS', permissions: 'invented' },
  fe534d42: { name: 'SMB', permissions: 'invented' },
  '517b': { name: 'SMB', permissions: 'invented' },
  '4d44': { name: 'FAT', permissions: 'invented' },
  '2011bab0': { name: 'exFAT', permissions: 'invented' },
  '5346544e': { name: 'NTFS', permissions: 'invented' },
  '7366746e': { name: 'NTFS', permissions: 'invented' },
  '1021997': { name: '9P', permissions: 'invented' },
};

export interface FileSystem {
  /** `f_type` in hexadecimal: part of what a root is recognised by. */
  type: string;
  name: string;
  /** `invented`: owner and mode come from mount options, so they must not decide who reads. */
  permissions: 'posix' | 'invented';
}

export function describeFileSystem(magic: bigint): FileSystem {
  const type = BigInt.asUintN(32, magic).toString(16);
  return { type, ...(KNOWN[type] ?? { name: `file system 0x${type}`, permissions: 'posix' }) };
}
