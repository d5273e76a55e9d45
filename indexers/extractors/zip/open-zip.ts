import type { Entry } from 'yauzl';
import { ExtractionError } from '../extraction-error.ts';
import type { RawFile } from '../raw-file.ts';
import { inflateEntry, type StreamEnd, streamEntry } from './inflate-entry.ts';
import { readDirectory } from './read-directory.ts';

/** What a ZIP archive holds, read piece by piece from the file: never more of it than is asked for, and nothing is written anywhere. */
export interface ZipArchive {
  /** In the order of the archive's directory. Names that point outside of it (`../`, `/etc`, `C:`) are left out. */
  readonly entries: readonly ZipEntry[];
  /** What of the directory could not be read, in words; empty when all was. */
  readonly warnings: readonly string[];
  has(name: string): boolean;
  /**
   * The whole entry; undefined when there is none of this name. Names are compared as they are and then without regard to case.
   * Throws `too-large` beyond `maxBytes` unpacked bytes, whatever the archive declares; `encrypted`; `corrupt`.
   */
  read(name: string, maxBytes: number): Promise<Buffer | undefined>;
  /** Piece by piece, as far as it can be read. Throws `encrypted` only; undefined when there is none of this name. */
  stream(name: string, options: StreamOptions): Promise<StreamEnd | undefined>;
}

export interface ZipEntry {
  /** `/`-separated. */
  readonly name: string;
  /** Bytes as the archive declares them, unpacked and packed: for display, not to be relied on. */
  readonly size: number;
  readonly compressedSize: number;
  /** Milliseconds since 1970; times without a zone are taken for this machine's. */
  readonly modifiedAt?: number;
  readonly isEncrypted: boolean;
  readonly isFolder: boolean;
}

export interface StreamOptions {
  /** Unpacked bytes at most. */
  maxBytes: number;
  /** Returns false to stop. The piece is valid during the call only. */
  onChunk(chunk: Buffer): boolean;
}

/** All entries of one archive together, unpacked: what overlapping entries multiply ends here. */
const MAX_UNPACKED = 512 * 1024 * 1024;

/** APPNOTE.TXT 6.3.10. `maxUnpacked` is for all entries together, in bytes. Throws `corrupt` for what is no whole archive, `encrypted` where even the names are. */
export async function openZip(
  file: Pick<RawFile, 'size' | 'read'>,
  { maxUnpacked = MAX_UNPACKED }: { maxUnpacked?: number } = {},
): Promise<ZipArchive> {
  const directory = await readDirectory(file);
  const byLowerCase = new Map([...directory.entries.keys()].map((name) => [name.toLowerCase(), name]));
  let room = maxUnpacked;

  function find(name: string): Entry | undefined {
    const entry = directory.entries.get(name) ?? directory.entries.get(byLowerCase.get(name.toLowerCase()) ?? '');
    if (entry?.isEncrypted()) throw new ExtractionError('encrypted', 'The file is protected by a password');
    return entry;
  }

  return {
    entries: [...directory.entries].map(([name, entry]) => describe(name, entry)),
    warnings: directory.warnings,
    has: (name) => byLowerCase.has(name.toLowerCase()),
    async read(name, maxBytes) {
      const entry = find(name);
      if (entry === undefined) return undefined;
      const bytes = inflateEntry(await directory.open(entry), { name, maxBytes: Math.min(maxBytes, room) });
      room -= bytes.length;
      return bytes;
    },
    async stream(name, { maxBytes, onChunk }) {
      const entry = find(name);
      if (entry === undefined) return undefined;
      const countAndPass = (chunk: Buffer): boolean => {
        room -= chunk.length;
        return onChunk(chunk);
      };
      try {
        return await streamEntry(await directory.open(entry), { maxBytes: Math.min(maxBytes, room), onChunk: countAndPass });
      } catch (error) {
        if (error instanceof ExtractionError && error.failure === 'corrupt') return 'damaged';
        throw error;
      }
    },
  };
}

function describe(name: string, entry: Entry): ZipEntry {
  const modifiedAt = entry.getLastModDate().getTime();
  return {
    name,
    size: entry.uncompressedSize,
    compressedSize: entry.compressedSize,
    ...(Number.isNaN(modifiedAt) ? {} : { modifiedAt }),
    isEncrypted: entry.isEncrypted(),
    isFolder: name.endsWith('/'),
  };
}
