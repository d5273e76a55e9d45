import { getSystemErrorName } from 'node:util';
import { rawPathToText } from '../file-tree/path-id.ts';
import type { SecurityDescriptor } from '../nt-acl/security-descriptor.ts';
import { parseDescriptorText } from './descriptor-text.ts';
import type { Libsmbclient } from './libsmbclient.ts';
import type { SmbPlace } from './place.ts';
import { ATTRIBUTE, type SmbEntry, SmbError, type SmbFailure, type SmbFile, type SmbSession } from './session.ts';
import { connectError } from './status-words.ts';

/** How long what a listing told of a folder counts for single questions about its files, ms. */
const LISTING_AGE_MS = 10_000;

/**
 * Speaks by Samba's client library. The library's text of a descriptor is the same for "everyone" (no list) and "nobody" (an
 * empty one): `askAgain` tells them apart.
 */
export function connectByLibrary(
  library: Libsmbclient,
  place: SmbPlace,
  askAgain: (path: string) => SecurityDescriptor,
): SmbSession {
  const { username, password, domain, answerWithinMs: timeoutMs } = place;
  if (!library.begin({ username, password, domain, timeoutMs, mustEncrypt: place.encryption === 'required' }))
    throw new SmbError('lost', 'libsmbclient cannot begin its work; set "engine: smbclient"');
  const base = `smb://${place.host.includes(':') ? `[${place.host}]` : place.host}:${place.port}/${encode(place.share)}`;
  let recent: { folder: string; at: number; attributes: Map<string, number | undefined> } | undefined;

  const urlOf = (path: string): string => (path === '' ? base : `${base}/${path.split('/').map(encode).join('/')}`);

  function fail(path: string): SmbError {
    const code = nameOf(library.errno());
    const failure = FAILURES[code] ?? 'other';
    const text = `"${rawPathToText(path)}": ${WORDS[code] ?? code}`;
    // A server that is gone answers with many codes: only one that still shows the share can be believed about what is in it.
    if (failure !== 'lost' && library.stat(base).result < 0) return connectError(place, STATUS[nameOf(library.errno())] ?? code);
    return new SmbError(failure, failure === 'lost' ? connectError(place, STATUS[code] ?? code).message : text);
  }

  function list(path: string, beat: () => void): SmbEntry[] {
    const handle = library.opendir(urlOf(path));
    if (handle < 0) throw fail(path);
    const entries: SmbEntry[] = [];
    for (let entry = library.readdir(handle); entry !== undefined; entry = library.readdir(handle)) {
      if (entry.name === '.' || entry.name === '..') continue;
      const { attributes, size, modified, changed } = entry;
      const isFolder = (attributes & ATTRIBUTE.folder) !== 0;
      const name = Buffer.from(entry.name, 'utf8').toString('latin1');
      entries.push({ name, attributes, isFolder, size, modified, changed, inode: String(entry.inode) });
      if (entries.length % 1024 === 0) beat();
    }
    library.closedir(handle);
    recent = { folder: path, at: Date.now(), attributes: new Map(entries.map(({ name, attributes }) => [name, attributes])) };
    return entries;
  }

  /** The library tells the attributes of a single file only with all its neighbours. */
  function attributesOf(path: string): number | undefined {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    if (recent?.folder !== folder || Date.now() - recent.at > LISTING_AGE_MS) list(folder, () => undefined);
    return recent?.attributes.get(path.slice(path.lastIndexOf('/') + 1));
  }

  function look(path: string): SmbEntry {
    const { result, inode, ...stat } = library.stat(urlOf(path));
    if (result < 0) throw fail(path);
    return { name: path.slice(path.lastIndexOf('/') + 1), attributes: undefined, inode: String(inode), ...stat };
  }

  function open(path: string): SmbFile {
    const entry = { ...look(path), attributes: attributesOf(path) };
    const file = library.open(urlOf(path));
    if (file < 0) throw fail(path);
    let at = 0;
    return {
      entry,
      read(into, length, position) {
        if (position !== at && library.seek(file, position) < 0) throw fail(path);
        const read = library.read(file, into, length);
        if (read < 0) throw fail(path);
        at = position + read;
        return read;
      },
      close: () => library.close(file),
    };
  }

  const opened = library.stat(base);
  if (opened.result < 0) throw connectError(place, whyNot(library, place));
  if (place.encryption === 'required') requireEncryption(library, { base, place });
  return {
    engine: 'libsmbclient',
    list,
    look,
    descriptor(path) {
      const { result, value } = library.getxattr(urlOf(path), 'system.nt_sec_desc.*');
      if (result < 0) throw fail(path);
      return parseDescriptorText(value) ?? askAgain(path);
    },
    open,
    identity: (path) => `smb:${look(path).inode}`,
  };
}

/**
 * Told to require encryption, the library (Samba 4.17) goes on without where the server has none, and says so nowhere; only the
 * second connection that it makes for permissions is refused then. So that one is made before anything is read.
 */
function requireEncryption(library: Libsmbclient, { base, place }: { base: string; place: SmbPlace }): void {
  const { result } = library.getxattr(base, 'system.nt_sec_desc.*');
  if (result < 0) throw connectError(place, `no ENCRYPTION: ${nameOf(library.errno())}`);
}

/** As a status: the library says only "permission denied" to a wrong password and to a share that is closed. */
function whyNot(library: Libsmbclient, { host, port }: SmbPlace): string {
  const code = nameOf(library.errno());
  if (code !== 'EACCES') return STATUS[code] ?? code;
  const shares = library.opendir(`smb://${host.includes(':') ? `[${host}]` : host}:${port}/`);
  if (shares < 0) return nameOf(library.errno()) === 'EACCES' ? 'NT_STATUS_LOGON_FAILURE' : 'NT_STATUS_ACCESS_DENIED';
  library.closedir(shares);
  return 'NT_STATUS_ACCESS_DENIED';
}

const FAILURES: Record<string, SmbFailure> = {
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  EACCES: 'refused',
  EPERM: 'refused',
  ECONNREFUSED: 'lost',
  ECONNRESET: 'lost',
  ECONNABORTED: 'lost',
  ENOTCONN: 'lost',
  EPIPE: 'lost',
  ETIMEDOUT: 'lost',
  EHOSTUNREACH: 'lost',
  ENETUNREACH: 'lost',
};

const WORDS: Record<string, string> = {
  ENOENT: 'it is not there',
  ENOTDIR: 'it is not there',
  EACCES: 'the account may not (permission denied)',
  EPERM: 'the account may not (permission denied)',
};

/** What the program smbclient calls it. */
const STATUS: Record<string, string> = {
  ENOENT: 'NT_STATUS_BAD_NETWORK_NAME',
  ENODEV: 'NT_STATUS_BAD_NETWORK_NAME',
  EACCES: 'NT_STATUS_ACCESS_DENIED',
  EPERM: 'NT_STATUS_ACCESS_DENIED',
  ECONNREFUSED: 'NT_STATUS_CONNECTION_REFUSED',
  ETIMEDOUT: 'NT_STATUS_IO_TIMEOUT',
  EHOSTUNREACH: 'NT_STATUS_HOST_UNREACHABLE',
  ENETUNREACH: 'NT_STATUS_NETWORK_UNREACHABLE',
  EINVAL: 'NT_STATUS_BAD_NETWORK_PATH',
};

/** libsmbclient wants %XX for whatever could mean something in an address. */
function encode(segment: string): string {
  return segment.replace(/[^A-Za-z0-9._-]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

function nameOf(errno: number): string {
  return errno === 0 ? 'no reason given' : getSystemErrorName(-errno);
}
