import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rawPathToText } from '../file-tree/path-id.ts';
import type { SecurityDescriptor } from '../nt-acl/security-descriptor.ts';
import type { SmbPlace } from './place.ts';
import { readRootDescriptor } from './root-descriptor.ts';
import { type SmbEntry, SmbError, type SmbFile, type SmbSession } from './session.ts';
import { parseListing } from './smbclient-listing.ts';
import { type SmbclientProcess, startSmbclient } from './smbclient-process.ts';
import { errorOfStatus } from './status-words.ts';

/** What `ls` prints last: the size of the disk, or why there is no listing. */
const END_OF_LISTING =
  /^(\t\t\d+ blocks of size \d+\. \d+ blocks available$|Error in dskattr: |NT_STATUS_\w+ listing |cd .*: NT_STATUS_)/;
const FAILED_LISTING = /^(NT_STATUS_\w+) listing /;
const END_OF_GET = /^(getting file .* as .* \(|NT_STATUS_\w+ |parallel_read returned |Error |Can't open )/;
/** How long what a program of its own told of the share's folder counts, ms. */
const ROOT_AGE_MS = 5_000;
const VOLUME = /^Volume: \|.*\| serial number (0x[0-9a-f]+)$/;

/** Speaks by the program smbclient: times in whole seconds, no inodes, no time of the last change of permissions. */
export function connectByProgram(place: SmbPlace): SmbSession {
  const program = startSmbclient(place);

  function askSerial(): string {
    const answer = program.ask('volume', (line) => VOLUME.test(line) || /^(NT_STATUS_|Error|Failed)/.test(line)).at(-1) ?? '';
    const serial = VOLUME.exec(answer)?.[1];
    if (serial === undefined) throw new SmbError('lost', `the server does not tell which disk this is: ${answer}`);
    return serial;
  }

  askSerial();
  program.tell('showacls');

  function ls(mask: string, path: string): SmbEntry[] {
    const lines = program.ask(`ls "${mask}"`, (line) => END_OF_LISTING.test(line));
    const status = FAILED_LISTING.exec(lines.at(-1) ?? '')?.[1];
    if (status !== undefined) throw errorOfStatus(status, `"${rawPathToText(path)}"`);
    return parseListing(lines);
  }

  function look(path: string): SmbEntry {
    if (path === '') return { name: '', attributes: 0x10, isFolder: true, size: 0, modified: 0n };
    requireSafe(path);
    const name = path.slice(path.lastIndexOf('/') + 1);
    const entry = ls(windowsPath(path), path).find((one) => one.name === name);
    if (entry === undefined) throw new SmbError('gone', `"${rawPathToText(path)}": it is not there`);
    return entry;
  }

  let ofRoot: { at: number; descriptor: SecurityDescriptor } | undefined;

  function rootDescriptor(): SecurityDescriptor {
    if (ofRoot === undefined || Date.now() - ofRoot.at > ROOT_AGE_MS)
      ofRoot = { descriptor: readRootDescriptor(place), at: Date.now() };
    return ofRoot.descriptor;
  }

  return {
    engine: 'smbclient',
    list(path) {
      requireSafe(path);
      return ls(path === '' ? '*' : `${windowsPath(path)}\\*`, path);
    },
    look,
    descriptor: (path) => (path === '' ? rootDescriptor() : requireDescriptor(look(path))),
    open: (path) => openByCopying(program, { path: windowsPath(path), entry: look(path) }),
    identity: () => `smb:${askSerial()}`,
  };
}

export function requireDescriptor({ descriptor }: SmbEntry): SecurityDescriptor {
  if (descriptor === undefined) throw new Error('the server gave no security descriptor');
  if ('problem' in descriptor) throw new SmbError('refused', descriptor.problem);
  return descriptor;
}

/** No name that a server gives to Windows holds these; a command must not be made of one that does. */
function requireSafe(path: string): void {
  const text = rawPathToText(path);
  if (/[\p{Cc}"\\*?<>|:]/u.test(text)) throw new SmbError('gone', `"${text}" is not a name that Windows knows`);
}

function windowsPath(path: string): string {
  return path.replaceAll('/', '\\');
}

/** The program can only copy a whole file; it is read from that copy, which has no name any more. */
function openByCopying(program: SmbclientProcess, { path, entry }: { path: string; entry: SmbEntry }): SmbFile {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-smb-'));
  try {
    const copy = join(folder, 'copy');
    closeSync(openSync(copy, 'wx', 0o600));
    const answer = program.ask(`get "${windowsPath(path)}" "${copy}"`, (line) => END_OF_GET.test(line)).at(-1) ?? '';
    const status = /NT_STATUS_\w+/.exec(answer)?.[0];
    if (status !== undefined || !answer.startsWith('getting file '))
      throw errorOfStatus(status ?? answer, `"${rawPathToText(path)}"`);
    const file = openSync(copy, 'r');
    return {
      entry,
      read: (into, length, position) => readSync(file, into, 0, length, position),
      close: () => closeSync(file),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
