import type { FileTree } from '../file-tree/file-tree.ts';
import type { LocalGroups } from '../nt-acl/local-groups.ts';
import type { SecurityDescriptor } from '../nt-acl/security-descriptor.ts';
import type { Libsmbclient } from './libsmbclient.ts';
import { connectByLibrary } from './libsmbclient-session.ts';
import { membersOfLocalGroups } from './local-members.ts';
import type { SmbPlace } from './place.ts';
import { readRootDescriptor } from './root-descriptor.ts';
import { findProgram } from './samba-program.ts';
import { SmbError, type SmbSession } from './session.ts';
import { shareEntries } from './share-access.ts';
import { openSmbTree } from './smb-tree.ts';
import { connectByProgram } from './smbclient-session.ts';

const SMB_PORT = 445;
/** How long the rights of the share and the members of its groups count for single questions, ms. */
const SHARE_AGE_MS = 5_000;

export interface OpenShare {
  tree: FileTree;
  engine: SmbSession['engine'];
}

/** One conversation for the life of the process; each call looks at the share's folder anew. */
export function createSmbOpener(library: Libsmbclient | { missing: string }): (place: SmbPlace) => OpenShare {
  let session: SmbSession | undefined;
  let rights: { at: number; share: ReturnType<typeof shareEntries>; members?: LocalGroups } | undefined;

  function rightsOf(place: SmbPlace): NonNullable<typeof rights> {
    if (rights === undefined || Date.now() - rights.at > SHARE_AGE_MS) rights = { share: shareEntries(place), at: Date.now() };
    return rights;
  }

  return (place) => {
    session ??= connect(library, place);
    const { engine } = session;
    try {
      const known = rightsOf(place);
      const localGroups = (): LocalGroups => {
        known.members ??= membersOfLocalGroups(place);
        return known.members;
      };
      return { tree: openSmbTree({ place, session, share: known.share, localGroups }), engine };
    } catch (error) {
      // The next question begins a new conversation.
      if (error instanceof SmbError && error.failure === 'lost') session = undefined;
      throw error;
    }
  };
}

function connect(library: Libsmbclient | { missing: string }, place: SmbPlace): SmbSession {
  const { engine, port } = place;
  // Permissions the library asks for on port 445, whatever port the rest goes to.
  const reason =
    'missing' in library ? library.missing : port === SMB_PORT ? undefined : `it reads permissions on port ${SMB_PORT} only`;
  if (reason === undefined && !('missing' in library) && engine !== 'smbclient')
    return connectByLibrary(library, place, createSecondOpinion(place));
  if (engine === 'libsmbclient') throw new SmbError('lost', `libsmbclient cannot be used: ${reason}; set "engine: auto"`);
  return connectByProgram(place);
}

/** A conversation by the program, begun only when there is something that the library cannot tell. */
function createSecondOpinion(place: SmbPlace): (path: string) => SecurityDescriptor {
  let program: SmbSession | undefined;
  return (path) => {
    if (findProgram('smbclient') === undefined)
      throw new Error('whether everyone or nobody may read it can only be told with the program smbclient, which is missing');
    if (path === '') return readRootDescriptor(place);
    program ??= connectByProgram(place);
    return program.descriptor(path);
  };
}
