import { z } from 'zod';
import { sourceBase } from '../../define-source.ts';
import { DrivePermissions } from './permissions.ts';

const globs = z.array(z.string().min(1));

export const DriveConfig = sourceBase.extend({
  kind: z.literal('drive'),
  /** A folder: local disk, NFS or CIFS mount. */
  path: z.string().min(1),
  permissions: DrivePermissions.default('posix'),
  /** Globs on the path relative to `path`; a file must match one. */
  include: globs.default(['**/*']),
  /** Globs for files and folders to leave out, with all that is in them. */
  exclude: globs.default([]),
  /** Names beginning with a dot are left out unless this is set. */
  hidden: z.boolean().default(false),
  /** Glob → label; the first that matches counts. */
  labels: z.record(z.string(), z.string().min(1)).default({}),
  /** Larger files are found by their name only. */
  maxFileBytes: z
    .int()
    .positive()
    .default(200 * 1024 * 1024),
  /** False for mounts that give a file another inode each time (some FUSE, CIFS with noserverino). */
  stableInodes: z.boolean().default(true),
  /** Seconds without a word from the mount before a run fails. */
  answerWithin: z.int().min(1).max(3600).default(60),
  /** The identity of a folder that took the place of the known one; a failed run names it. */
  acceptRoot: z.string().optional(),
});
export type DriveConfig = z.output<typeof DriveConfig>;
