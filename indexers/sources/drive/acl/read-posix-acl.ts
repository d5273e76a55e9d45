import { spawnSync } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { getAttributeSync, listAttributesSync } from '@napi-rs/xattr';
import { rawPathAsUtf8 } from '../path-id.ts';

const NAME = 'system.posix_acl_access';
const O_PATH = 0x200000;

/** Value of the access ACL of an absolute raw path, null when it has none. Throws when it cannot tell. */
export function readPosixAcl(raw: string, kind: 'file' | 'folder'): Buffer | null {
  const path = rawPathAsUtf8(raw);
  if (path !== undefined) return readAttribute(path);
  return kind === 'folder' ? readThroughDescriptor(raw) : readWithGetfacl(raw);
}

/** Value of the NFSv4 ACL, null on mounts that have none (NFSv3). Throws when it cannot tell. */
export function readNfs4Acl(raw: string): Buffer | null {
  const path = rawPathAsUtf8(raw);
  if (path === undefined) throw new Error('its name is not UTF-8, so its NFSv4 ACL cannot be asked for');
  return getAttributeSync(path, 'system.nfs4_acl');
}

function readAttribute(path: string): Buffer | null {
  const value = getAttributeSync(path, NAME);
  if (value !== null) return value;
  // The package answers null for errors too; the list of names throws, so an unreadable ACL is not taken for a missing one.
  if (listAttributesSync(path).includes(NAME)) throw new Error(`${NAME} exists but cannot be read`);
  return null;
}

/** The package takes text only; a folder can be named by a descriptor instead. */
function readThroughDescriptor(raw: string): Buffer | null {
  const descriptor = openSync(Buffer.from(raw, 'latin1'), O_PATH | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    return readAttribute(`/proc/self/fd/${descriptor}/.`);
  } finally {
    closeSync(descriptor);
  }
}

const TAGS: Record<string, number> = { 'user:': 0x01, user: 0x02, 'group:': 0x04, group: 0x08, 'mask:': 0x10, 'other:': 0x20 };

/** Only `getfacl` (package acl) takes a file name as bytes: on its standard input. Slow, and rarely needed. */
function readWithGetfacl(raw: string): Buffer | null {
  if (/[\n\r]/.test(raw)) throw new Error('its name is not UTF-8 and has line breaks');
  const run = spawnSync('getfacl', ['--numeric', '--absolute-names', '--omit-header', '--no-effective', '-'], {
    input: Buffer.from(`${raw}\n`, 'latin1'),
    timeout: 10_000,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    maxBuffer: 1024 * 1024,
  });
  if (run.error !== undefined || run.status !== 0)
    throw new Error('its name is not UTF-8, and getfacl (package acl), which could read its ACL, does not work', {
      cause: run.error,
    });
  const lines = run.stdout
    .toString('latin1')
    .split('\n')
    .filter((line) => line !== '');
  const entries = lines.map(parseGetfaclLine);
  if (!entries.some(({ tag }) => tag === 0x10)) return null;
  const value = Buffer.alloc(4 + 8 * entries.length);
  value.writeUInt32LE(2, 0);
  entries.forEach(({ tag, permissions, id }, position) => {
    value.writeUInt16LE(tag, 4 + 8 * position);
    value.writeUInt16LE(permissions, 6 + 8 * position);
    value.writeUInt32LE(id, 8 + 8 * position);
  });
  return value;
}

function parseGetfaclLine(line: string): { tag: number; permissions: number; id: number } {
  const match = /^(user|group|mask|other):(\d*):([r-])([w-])([x-])$/.exec(line);
  const [, name = '', id = '', r, w, x] = match ?? [];
  const tag = TAGS[id === '' ? `${name}:` : name];
  if (tag === undefined) throw new Error(`getfacl answered "${line}"`);
  const permissions = (r === 'r' ? 4 : 0) + (w === 'w' ? 2 : 0) + (x === 'x' ? 1 : 0);
  return { tag, permissions, id: id === '' ? 0xffffffff : Number(id) };
}
