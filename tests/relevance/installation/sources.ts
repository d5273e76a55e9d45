import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Slapd } from '../../support/slapd.ts';

/** What Atrium is to find. */
export interface Contents {
  drives?: readonly Drive[];
  directory?: Directory;
}

export interface Drive {
  /** Of the source. */
  id: string;
  /** A folder with files, or what writes them into an empty one. */
  files: string | ((folder: string) => Promise<void>);
}

export interface Directory {
  ldif: string;
  suffix: string;
  peopleBase: string;
  /** Field → attribute, where the defaults do not know it. */
  attributes?: Readonly<Record<string, string>>;
}

/** One entry of `sources` in the configuration. */
export type SourceEntry = { id: string } & Record<string, unknown>;

/** A drive that everyone may read; what has to be written is written once. */
export async function driveSource({ id, files }: Drive, folder: string): Promise<SourceEntry> {
  const root = typeof files === 'string' ? path.resolve(files) : path.join(folder, 'files', id);
  if (typeof files === 'function' && !existsSync(root)) {
    await mkdir(root, { recursive: true });
    await files(root);
  }
  return { id, kind: 'drive', path: root, permissions: 'everyone', watch: false };
}

export function directorySource({ peopleBase, attributes }: Directory, slapd: Slapd): SourceEntry {
  const { url, bindDn, bindPassword } = slapd;
  return { id: 'staff', kind: 'ldap', url, bindDn, bindPassword, peopleBase, attributes: attributes ?? {} };
}
