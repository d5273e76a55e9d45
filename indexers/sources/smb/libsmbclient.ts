import { type ContextOptions, type Koffi, prepareContext } from './libsmbclient-context.ts';

/** What is used of Samba's client library (libsmbclient.h, since version 0.6 of its interface, Samba 4.11). */
export interface Libsmbclient {
  /** Makes the context in which all other calls work; false when the library cannot begin. */
  begin(options: ContextOptions): boolean;
  stat(url: string): { result: number; isFolder: boolean; size: number; modified: bigint; changed: bigint; inode: bigint };
  opendir(url: string): number;
  /** Undefined at the end. */
  readdir(handle: number): LibraryEntry | undefined;
  closedir(handle: number): void;
  /** Text up to the first zero byte; a negative result is an error. */
  getxattr(url: string, name: string): { result: number; value: string };
  open(url: string): number;
  seek(file: number, position: number): number;
  read(file: number, into: Uint8Array, length: number): number;
  close(file: number): void;
  errno(): number;
}

export interface LibraryEntry {
  name: string;
  attributes: number;
  size: number;
  modified: bigint;
  changed: bigint;
  inode: bigint;
}

const SONAME = 'libsmbclient.so.0';
const XATTR_BYTES = 1024 * 1024;
const STAT_BYTES = 512;
/** struct stat of 64-bit Linux: the same on x86-64 and arm64 but for the place of st_mode. */
const STAT = { inode: 8, mode: process.arch === 'arm64' ? 16 : 24, size: 48, modified: 88, changed: 104 };
const S_IFMT = 0o170000;
const S_IFDIR = 0o040000;

/**
 * The library through koffi, or the reason why it cannot be used. It is GPL and its calls block: only a child process that
 * may be killed loads it.
 */
export async function loadLibsmbclient(): Promise<Libsmbclient | { missing: string }> {
  if (process.arch !== 'x64' && process.arch !== 'arm64') return { missing: `not tried on ${process.arch}` };
  try {
    const { default: koffi } = await import('koffi');
    return bind(koffi);
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  }
}

function bind(koffi: Koffi): Libsmbclient {
  const library = koffi.load(SONAME);
  const call = (declaration: string) => library.func(declaration);
  const time = koffi.struct({ seconds: 'int64_t', nanoseconds: 'int64_t' });
  const info = koffi.struct('libsmb_file_info', {
    size: 'uint64_t',
    attributes: 'uint16_t',
    uid: 'uint32_t',
    gid: 'uint32_t',
    created: time,
    modified: time,
    accessed: time,
    changed: time,
    name: 'const char *',
    shortName: 'const char *',
  });
  const opendir = call('int smbc_opendir(const char *url)');
  const readdir = call('const libsmb_file_info *smbc_readdirplus2(unsigned int handle, void *stat)');
  const closedir = call('int smbc_closedir(int handle)');
  const stat = call('int smbc_stat(const char *url, void *stat)');
  const getxattr = call('int smbc_getxattr(const char *url, const char *name, void *value, size_t size)');
  const open = call('int smbc_open(const char *url, int flags, int mode)');
  const seek = call('int64_t smbc_lseek(int file, int64_t offset, int whence)');
  const read = call('intptr_t smbc_read(int file, void *into, size_t length)');
  const close = call('int smbc_close(int file)');
  const statBytes = Buffer.alloc(STAT_BYTES);
  const xattrBytes = Buffer.alloc(XATTR_BYTES);

  return {
    begin: prepareContext(koffi, library),
    stat: (url) => ({ result: Number(stat(url, statBytes)), ...describeStat(statBytes) }),
    opendir: (url) => Number(opendir(url)),
    readdir(handle) {
      const pointer = readdir(handle, statBytes);
      if (pointer === null) return undefined;
      const entry = koffi.decode(pointer, info);
      return {
        name: entry.name,
        attributes: entry.attributes,
        size: Number(entry.size),
        modified: toNanoseconds(entry.modified),
        changed: toNanoseconds(entry.changed),
        inode: statBytes.readBigUInt64LE(STAT.inode),
      };
    },
    closedir: (handle) => void closedir(handle),
    getxattr(url, name) {
      const result = Number(getxattr(url, name, xattrBytes, XATTR_BYTES));
      return { result, value: result < 0 ? '' : xattrBytes.toString('utf8', 0, xattrBytes.indexOf(0)) };
    },
    open: (url) => Number(open(url, 0, 0)),
    seek: (file, position) => Number(seek(file, position, 0)),
    read: (file, into, length) => Number(read(file, into, length)),
    close: (file) => void close(file),
    errno: () => koffi.errno(),
  };
}

function describeStat(bytes: Buffer): { isFolder: boolean; size: number; modified: bigint; changed: bigint; inode: bigint } {
  return {
    isFolder: (bytes.readUInt32LE(STAT.mode) & S_IFMT) === S_IFDIR,
    size: Number(bytes.readBigInt64LE(STAT.size)),
    modified: bytes.readBigInt64LE(STAT.modified) * 1_000_000_000n + bytes.readBigInt64LE(STAT.modified + 8),
    changed: bytes.readBigInt64LE(STAT.changed) * 1_000_000_000n + bytes.readBigInt64LE(STAT.changed + 8),
    inode: bytes.readBigUInt64LE(STAT.inode),
  };
}

function toNanoseconds({ seconds, nanoseconds }: { seconds: number | bigint; nanoseconds: number | bigint }): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds);
}
