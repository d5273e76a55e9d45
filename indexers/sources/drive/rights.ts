import type { BigIntStats } from 'node:fs';
import type { AccessRules } from './permissions.ts';
import type { OpenRoot } from './root.ts';

/**
 * Local file systems whose kernel code sets ctime with every change of an ACL or of `security.NTACL`, to the tick of the clock
 * (inode_set_ctime_current in their setxattr and set_acl).
 */
const CTIME_TELLS_ACLS: ReadonlySet<string> = new Set(['ext4', 'XFS', 'Btrfs']);
/** A change within the tick (up to 10 ms) in which a file was looked at keeps its ctime. Five of them, nanoseconds. */
const RECENT = 50_000_000n;

/**
 * What of a file decides about its access as long as nobody asks for its ACL, which costs more than everything else in a walk:
 * nothing where the access is configured, owner and mode where any change of the ACL shows in ctime.
 */
export function createRightsOf(
  { permissions }: AccessRules,
  { fileSystem, device }: Pick<OpenRoot, 'fileSystem' | 'device'>,
  now = Date.now(),
): (stat: BigIntStats) => string | undefined {
  if (permissions === 'everyone' || typeof permissions === 'object') return () => '';
  if (!CTIME_TELLS_ACLS.has(fileSystem.name)) return () => undefined;
  const recent = BigInt(now) * 1_000_000n - RECENT;
  return ({ dev, ctimeNs, uid, gid, mode }) => (dev === device && ctimeNs < recent ? `${uid}:${gid}:${mode}` : undefined);
}
