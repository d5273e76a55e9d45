type Permissions = 'posix' | 'invented' | 'other';

/** File systems told apart by `statfs` (linux/magic.h), and whether owner and mode of their files mean anything. */
const KNOWN: Record<string, { name: string; permissions: Permissions }> = {
  ef53: { name: 'ext4', permissions: 'posix' },
  '58465342': { name: 'XFS', permissions: 'posix' },
  '9123683e': { name: 'Btrfs', permissions: 'posix' },
  '2fc12fc1': { name: 'ZFS', permissions: 'posix' },
  ca451a4e: { name: 'bcachefs', permissions: 'posix' },
  f2f52010: { name: 'F2FS', permissions: 'posix' },
  '3153464a': { name: 'JFS', permissions: 'posix' },
  '1021994': { name: 'tmpfs', permissions: 'posix' },
  '858458f6': { name: 'ramfs', permissions: 'posix' },
  '794c7630': { name: 'overlay', permissions: 'posix' },
  '73717368': { name: 'SquashFS', permissions: 'posix' },
  f15f: { name: 'eCryptfs', permissions: 'posix' },
  c36400: { name: 'Ceph', permissions: 'posix' },
  bd00bd0: { name: 'Lustre', permissions: 'posix' },
  '7461636f': { name: 'OCFS2', permissions: 'posix' },
  '1161970': { name: 'GFS2', permissions: 'posix' },
  '6969': { name: 'NFS', permissions: 'posix' },
  '65735546': { name: 'FUSE', permissions: 'other' },
  '47504653': { name: 'GPFS', permissions: 'other' },
  '5346414f': { name: 'AFS', permissions: 'invented' },
  '6b414653': { name: 'AFS', permissions: 'invented' },
  ff534d42: { name: 'CIFS', permissions: 'invented' },
  fe534d42: { name: 'SMB', permissions: 'invented' },
  '517b': { name: 'SMB', permissions: 'invented' },
  '786f4256': { name: 'VirtualBox shared folders', permissions: 'invented' },
  '9660': { name: 'ISO 9660', permissions: 'invented' },
  '4d44': { name: 'FAT', permissions: 'invented' },
  '2011bab0': { name: 'exFAT', permissions: 'invented' },
  '5346544e': { name: 'NTFS', permissions: 'invented' },
  '7366746e': { name: 'NTFS', permissions: 'invented' },
  '1021997': { name: '9P', permissions: 'invented' },
};

/** Written by this machine alone, so that its kernel sees every change. */
const LOCAL = new Set(['ext4', 'XFS', 'Btrfs', 'ZFS', 'bcachefs', 'F2FS', 'JFS', 'tmpfs', 'ramfs', 'overlay', 'eCryptfs']);

export interface FileSystem {
  /** `f_type` in hexadecimal: part of what a root is recognised by. */
  type: string;
  name: string;
  /**
   * `invented`: owner and mode come from mount options, so they must not decide who reads. `other`: they may mean what they say
   * or not, and an administrator has to know.
   */
  permissions: Permissions;
  /** Whether inotify(7) tells what changes. */
  tellsChanges: boolean;
}

export function describeFileSystem(magic: bigint): FileSystem {
  const type = BigInt.asUintN(32, magic).toString(16);
  const known = KNOWN[type] ?? { name: `file system 0x${type}`, permissions: 'other' };
  return { type, ...known, tellsChanges: LOCAL.has(known.name) };
}
