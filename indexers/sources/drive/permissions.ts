import { z } from 'zod';

/**
 * Who may read what:
 * - `posix`: owner, group, mode and POSIX ACLs of the files and of the folders above them (local disk, NFSv3).
 * - `ntacl`, `cifs`, `nfs4`: ACLs of a Samba server's disk, of a CIFS mount, of an NFSv4 mount.
 * - `everyone`: whoever may search may read all of it.
 * - `folders`: for shares whose permissions cannot be read: the first glob that matches a path names the groups.
 */
export const DrivePermissions = z.union([
  z.enum(['posix', 'ntacl', 'cifs', 'nfs4', 'everyone']),
  z.strictObject({ folders: z.record(z.string(), z.union([z.literal('everyone'), z.array(z.string().min(1)).min(1)])) }),
]);
export type DrivePermissions = z.output<typeof DrivePermissions>;
