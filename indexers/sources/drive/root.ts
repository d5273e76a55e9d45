import type { BigIntStats } from 'node:fs';
import { lstatSync, realpathSync, statfsSync } from 'node:fs';
import { joinRaw } from '../file-tree/path-id.ts';
import type { Root } from '../file-tree/walk-messages.ts';
import { describeFileSystem, type FileSystem } from './file-systems.ts';

export interface OpenRoot {
  fileSystem: FileSystem;
  device: bigint;
  stat: BigIntStats;
  /** Raw, absolute, without symbolic links. */
  rawPath: string;
  identity: string;
  message: Root;
  /** Absolute raw path of a relative one. */
  absolute(raw: string): string;
}

/**
 * Looks at the root. It is recognised by file system type and inode: an unmounted share shows the empty folder below it, which
 * has another inode. The device number would tell more, but network mounts get a new one each time they are mounted.
 */
export function openRoot(path: string): OpenRoot {
  const realPath = realpathSync(path, { encoding: 'buffer' });
  const rawPath = realPath.toString('latin1');
  const stat = lstatSync(realPath, { bigint: true });
  if (!stat.isDirectory()) throw new Error(`"${path}" is not a folder`);
  const fileSystem = describeFileSystem(statfsSync(realPath, { bigint: true }).type);
  const identity = `${fileSystem.type}:${stat.ino}`;
  return {
    fileSystem,
    device: stat.dev,
    stat,
    rawPath,
    identity,
    message: { type: 'root', identity, fileSystem: fileSystem.name, realPath: rawPath },
    absolute: (raw) => (raw === '' ? rawPath : rawPath === '/' ? `/${raw}` : joinRaw(rawPath, raw)),
  };
}

/** Throws when the folder is not the one the walk began with: then what was not seen proves nothing. */
export function requireSameRoot(path: string, before: OpenRoot): void {
  const after = openRoot(path);
  if (after.device !== before.device || after.identity !== before.identity)
    throw new Error('the folder was replaced or unmounted while it was read');
}
