import { type NtEntriesOptions, ntEntries } from '../../nt-acl/nt-entries.ts';
import { parseSecurityDescriptor } from '../../nt-acl/security-descriptor.ts';
import type { Traverse } from '../permissions.ts';
import type { ReadRights } from './access.ts';
import type { GetXattr } from './get-xattr.ts';

/** Owner, group and list; the newer name of the same; older kernels (before 5.8) have only the list. */
const NAMES = ['system.cifs_ntsd', 'system.smb3_ntsd', 'system.cifs_acl', 'system.smb3_acl'];

/**
 * Security descriptors as the kernel's SMB client passes them on (fs/smb/client/xattr.c), each in a question to the server. The
 * owners and modes of such a mount are made up from mount options and mean nothing.
 */
export function cifsRights({
  getXattr,
  traverse,
  ...nt
}: { getXattr: GetXattr; traverse: Traverse } & NtEntriesOptions): ReadRights {
  let names = NAMES;

  function descriptor(rawPath: string): Buffer {
    for (const name of names) {
      const value = getXattr(rawPath, name);
      if (value === null) continue;
      // The others need not be asked for again.
      names = [name];
      return value;
    }
    throw new Error(`it has no ${names[0]}; the mount's user needs the right to read permissions`);
  }

  return ({ rawPath }, right) => {
    if (right === 'traverse' && traverse === 'bypass') return [];
    return [ntEntries(parseSecurityDescriptor(descriptor(rawPath)), right, nt)];
  };
}
