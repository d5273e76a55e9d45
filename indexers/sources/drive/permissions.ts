import { z } from 'zod';
import { LocalGroups } from '../nt-acl/local-groups.ts';

const parties = z.array(z.string().min(1)).min(1);
const EveryoneOrGroups = z.union([z.literal('everyone'), parties]);

/**
 * Who may read what:
 * - `auto`: what the file system and its attributes suggest (see `acl/choose-reader.ts`); `check` says which one it is.
 * - `posix`: owner, group, mode and POSIX ACLs of the files and of the folders above them (local disk, NFSv3).
 * - `ntacl`, `cifs`, `nfs4`: ACLs of a Samba server's disk, of a CIFS mount, of an NFSv4 mount.
 * - `everyone`: whoever may search may read all of it.
 * - `groups`: the people of these groups may read all of it.
 * - `folders`: for shares whose permissions cannot be read: the first glob that matches a path names the groups.
 */
export const DrivePermissions = z.union([
  z.enum(['auto', 'posix', 'ntacl', 'cifs', 'nfs4', 'everyone']),
  z.strictObject({ groups: parties }),
  z.strictObject({ folders: z.record(z.string(), EveryoneOrGroups) }),
]);
export type DrivePermissions = z.output<typeof DrivePermissions>;

/**
 * Whether whoever reads a file needs the right to pass the folders above it in the ACLs of Windows too, or the server lets
 * everybody pass ("bypass traverse checking", the default of Windows). POSIX and NFS always demand it.
 */
export const Traverse = z.enum(['strict', 'bypass']);
export type Traverse = z.output<typeof Traverse>;

/** Who is let into the share at all, where the server says so outside its files (share permissions, `valid users`). */
export const ShareReadableBy = EveryoneOrGroups;
export type ShareReadableBy = z.output<typeof ShareReadableBy>;

/** What a file server's own permissions leave open, for mounted and for native shares. */
export const shareSettings = {
  traverse: Traverse.default('strict'),
  /** Groups, or `user:ada`, `sid:S-1-5-…`, `gid:100`. */
  shareReadableBy: ShareReadableBy.default('everyone'),
  /** `BUILTIN\Users` or a SID of the server's own accounts → who is in it. */
  localGroups: LocalGroups.default({}),
};

/** Everything of a drive's configuration that decides who may read. */
export const AccessRules = z.strictObject({
  /** Id of the source. */
  source: z.string(),
  permissions: DrivePermissions,
  traverse: Traverse,
  shareReadableBy: ShareReadableBy,
  localGroups: LocalGroups,
  /** Names of this domain in NFSv4 ACLs are those of the directory. */
  nfs4Domain: z.string().optional(),
});
export type AccessRules = z.output<typeof AccessRules>;

export function accessRules(config: Omit<AccessRules, 'source'> & { id: string }): AccessRules {
  const { id, permissions, traverse, shareReadableBy, localGroups, nfs4Domain } = config;
  return { source: id, permissions, traverse, shareReadableBy, localGroups, ...(nfs4Domain !== undefined && { nfs4Domain }) };
}
