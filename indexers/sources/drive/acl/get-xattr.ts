import { constants } from 'node:os';
import { getSystemErrorName } from 'node:util';
import koffi from 'koffi';

/** Value of an extended attribute of an absolute raw path (a link is not followed); null where it has none. Throws when it cannot tell. */
export type GetXattr = (rawPath: string, name: string) => Buffer | null;

/** XATTR_SIZE_MAX in linux/limits.h. */
const MAX_BYTES = 64 * 1024;
/** It has none, or its file system has no such attributes at all. */
const ABSENT: ReadonlySet<number> = new Set([constants.errno.ENODATA, constants.errno.EOPNOTSUPP]);

/**
 * Asks the C library: packages for Node take names as text only, so files whose names are not UTF-8 would have no permissions,
 * and they do not tell an attribute that is missing from one that cannot be read.
 */
export function createGetXattr(): GetXattr {
  if (process.platform !== 'linux') throw new Error('permissions can be read on Linux only');
  const lgetxattr = koffi
    .load('libc.so.6')
    .func('intptr_t lgetxattr(const void *path, const char *name, _Out_ void *value, size_t size)');
  const value = Buffer.alloc(MAX_BYTES);

  return (rawPath, name) => {
    const length: unknown = lgetxattr(Buffer.from(`${rawPath}\0`, 'latin1'), name, value, value.length);
    if (typeof length === 'number' && length >= 0) return Buffer.from(value.subarray(0, length));
    const errno = koffi.errno();
    if (ABSENT.has(errno)) return null;
    throw new Error(`${name} cannot be read (${getSystemErrorName(-errno)})`);
  };
}
