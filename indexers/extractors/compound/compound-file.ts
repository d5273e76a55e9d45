import { ExtractionError } from '../extraction-error.ts';
import type { RawFile } from '../raw-file.ts';
import { readDirectory, type StreamEntry } from './directory.ts';
import { createSectors } from './sectors.ts';

/** More than any text needs: pictures have streams of their own, which nobody opens. */
const MAX_STREAM_BYTES = 256 * 1024 * 1024;

/**
 * The old Office formats' file system in a file (MS-CFB). Sectors are read as they are needed, and no chain is followed
 * further than the file is long, so that chains in circles end.
 */
export interface CompoundFile {
  /** Paths of all streams, `/` between storages, as the file spells them. */
  readonly streams: readonly string[];
  /** The bytes of a stream, case aside, or what is left of them in a damaged file; undefined when there is none. */
  stream(path: string, options?: { maxBytes?: number }): Buffer | undefined;
  /** Whether something that was asked for is missing: the file ends early or its chains are broken. */
  isDamaged(): boolean;
}

/** Throws `corrupt` when there is no such file system. */
export function openCompound(file: Pick<RawFile, 'size' | 'read'>): CompoundFile {
  const sectors = createSectors(file);
  const directory = readDirectory(sectors.regular.readChain(sectors.header.directoryStart, sectors.header.maxDirectoryBytes));
  if (directory === undefined) throw new ExtractionError('corrupt', 'The file is damaged: its list of contents is missing');
  const { root, streams } = directory;
  return {
    streams: [...streams.values()].map(({ path }) => path),
    stream(path, { maxBytes = MAX_STREAM_BYTES } = {}) {
      const entry = streams.get(path.toUpperCase());
      return entry === undefined ? undefined : readStream(entry, maxBytes);
    },
    isDamaged: sectors.isDamaged,
  };

  function readStream({ start, size }: StreamEntry, maxBytes: number): Buffer {
    const bytes = Math.min(size, maxBytes);
    const isSmall = size < sectors.header.smallBelow;
    return isSmall ? sectors.small(root).readStream(start, bytes) : sectors.regular.readStream(start, bytes);
  }
}
