import { type NtEntriesOptions, ntEntries } from '../../nt-acl/nt-entries.ts';
import type { Traverse } from '../permissions.ts';
import type { ReadRights } from './access.ts';
import type { GetXattr } from './get-xattr.ts';
import { parseNtacl } from './ntacl.ts';

export const NTACL = 'security.NTACL';

/**
 * What a Samba server demands of files on its own disk: the ACL that Windows shows, and the POSIX permissions below it, because
 * it opens them as the user. Samba itself goes through folders by their POSIX permissions only: that is `bypass`.
 */
export function ntaclRights(
  o: {
    getXattr: GetXattr;
    posix: ReadRights;
    traverse: Traverse;
    /** What a file without the attribute means: what Samba makes of it, or nothing that can be told. */
    missing: 'posix' | 'unknown';
  } & NtEntriesOptions,
): ReadRights {
  return (subject, right) => {
    const posix = o.posix(subject, right);
    if (right === 'traverse' && o.traverse === 'bypass') return posix;
    const value = o.getXattr(subject.rawPath, NTACL);
    if (value !== null) return [...posix, ntEntries(parseNtacl(value), right, o)];
    // Without the attribute Samba goes by the POSIX permissions; of a folder they are enough, because the file has to say yes too.
    if (right === 'traverse' || o.missing === 'posix') return posix;
    throw new Error(`it has no ${NTACL}; set its permissions once through Samba, or set "permissions" to "auto"`);
  };
}
