import { z } from 'zod';
import { sourceBase } from '../../define-source.ts';
import { treeKeys } from '../file-tree/tree-config.ts';
import { DrivePermissions, shareSettings } from './permissions.ts';

export const DriveConfig = sourceBase.extend({
  kind: z.literal('drive'),
  /** A folder: local disk, NFS or CIFS mount. */
  path: z.string().min(1),
  permissions: DrivePermissions.default('auto'),
  ...shareSettings,
  /** The domain of the names in NFSv4 ACLs (`Domain` in /etc/idmapd.conf) whose users and groups are those of the directory. */
  nfs4Domain: z.string().min(1).optional(),
  /** Whether what is saved is looked at once, where the kernel tells it (local disks); the schedule stays. */
  watch: z.boolean().default(true),
  ...treeKeys,
});
export type DriveConfig = z.output<typeof DriveConfig>;
