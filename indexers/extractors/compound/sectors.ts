import { ExtractionError } from '../extraction-error.ts';
import type { RawFile } from '../raw-file.ts';
import type { StreamEntry } from './directory.ts';

const SIGNATURE = 'd0cf11e0a1b11ae1';
const HEADER_BYTES = 512;
const SMALL_SECTOR_BYTES = 64;
/** Sector numbers from here on are marks: end of chain, free, part of a table. */
const FIRST_MARK = 0xfffffffa;
const MAX_DIRECTORY_BYTES = 16 * 1024 * 1024;
const MAX_SMALL_BYTES = 64 * 1024 * 1024;

export interface CompoundHeader {
  directoryStart: number;
  maxDirectoryBytes: number;
  /** Streams of fewer bytes lie in small sectors. */
  smallBelow: number;
}

/** Chains of one size of sector. */
interface SectorChains {
  /** A stream of so many bytes. */
  readStream(start: number, size: number): Buffer;
  /** To the end of the chain. */
  readChain(start: number, maxBytes: number): Buffer;
}

interface Sectors {
  header: CompoundHeader;
  regular: SectorChains;
  small(root: StreamEntry): SectorChains;
  isDamaged(): boolean;
}

/** Sectors, and the tables that chain them (MS-CFB 2.2 to 2.5). */
export function createSectors(file: Pick<RawFile, 'size' | 'read'>): Sectors {
  const header = readHeader(file);
  const { sectorBytes } = header;
  const sectorCount = Math.ceil(file.size / sectorBytes);
  let isDamaged = false;

  const read = (sector: number, count: number): Buffer => asBuffer(file.read((sector + 1) * sectorBytes, count * sectorBytes));
  const damaged = (): void => {
    isDamaged = true;
  };
  const next = createTable({ header, sectorCount, read, damaged });
  const regular = createChains({ unit: sectorBytes, count: sectorCount, read, next, damaged });

  let small: SectorChains | undefined;
  return {
    header: {
      directoryStart: header.directoryStart,
      maxDirectoryBytes: MAX_DIRECTORY_BYTES,
      smallBelow: header.smallBelow,
    },
    regular,
    small(root) {
      small ??= openSmall(root);
      return small;
    },
    isDamaged: () => isDamaged,
  };

  /** The root's stream holds all small sectors, and a table of its own chains them. */
  function openSmall(root: StreamEntry): SectorChains {
    const table = regular.readChain(header.smallTableStart, MAX_DIRECTORY_BYTES);
    const bytes = regular.readStream(root.start, Math.min(root.size, MAX_SMALL_BYTES));
    return createChains({
      unit: SMALL_SECTOR_BYTES,
      count: Math.ceil(bytes.length / SMALL_SECTOR_BYTES),
      read: (sector, count) => bytes.subarray(sector * SMALL_SECTOR_BYTES, (sector + count) * SMALL_SECTOR_BYTES),
      next: (sector) => (sector * 4 + 4 <= table.length ? table.readUInt32LE(sector * 4) : undefined),
      damaged,
    });
  }
}

interface ChainOptions {
  /** Bytes of a sector. */
  unit: number;
  /** How many sectors there can be: the end of every chain. */
  count: number;
  read(sector: number, count: number): Buffer;
  /** Undefined where the table is missing. */
  next(sector: number): number | undefined;
  damaged(): void;
}

function createChains({ unit, count, read, next, damaged }: ChainOptions): SectorChains {
  /** Neighbours are read at once: most streams lie in few pieces. */
  function readSectors(start: number, most: number, isWhole: (sectors: number) => boolean): Buffer {
    const pieces: Buffer[] = [];
    const seen = new Set<number>();
    let sector: number | undefined = start;
    let taken = 0;
    while (taken < most && sector !== undefined && sector < count && !seen.has(sector)) {
      seen.add(sector);
      const first: number = sector;
      let run = 1;
      for (sector = next(first); sector === first + run && run < most - taken && sector < count; sector = next(sector)) run += 1;
      const piece = read(first, run);
      pieces.push(piece);
      taken += run;
      if (piece.length < run * unit) break;
    }
    const bytes = Buffer.concat(pieces);
    if (!isWhole(bytes.length) || (taken < most && sector !== undefined && sector < FIRST_MARK)) damaged();
    return bytes;
  }

  return {
    readStream(start, size) {
      const most = Math.min(Math.ceil(size / unit), count);
      return readSectors(start, most, (length) => length >= size).subarray(0, size);
    },
    readChain: (start, maxBytes) => readSectors(start, Math.min(Math.ceil(maxBytes / unit), count), () => true),
  };
}

/** Which sector follows a sector: the pieces of the table are read when somebody asks. */
function createTable({
  header,
  sectorCount,
  read,
  damaged,
}: {
  header: RawHeader;
  sectorCount: number;
  read(sector: number, count: number): Buffer;
  damaged(): void;
}): ChainOptions['next'] {
  const perSector = header.sectorBytes / 4;
  const pieces = new Map<number, Buffer | undefined>();
  let places: number[] | undefined;

  return (sector) => {
    const index = Math.floor(sector / perSector);
    if (!pieces.has(index)) pieces.set(index, readPiece(index));
    const piece = pieces.get(index);
    const offset = (sector % perSector) * 4;
    if (piece !== undefined && offset + 4 <= piece.length) return piece.readUInt32LE(offset);
    damaged();
    return undefined;
  };

  function readPiece(index: number): Buffer | undefined {
    if (index >= header.tablePlaces.length) places ??= morePlaces();
    const place = (places ?? header.tablePlaces)[index];
    return place === undefined || place >= sectorCount ? undefined : read(place, 1);
  }

  /** Beyond the 109 places in the header a chain of sectors lists them. */
  function morePlaces(): number[] {
    const all = [...header.tablePlaces];
    const needed = Math.ceil(sectorCount / perSector);
    const seen = new Set<number>();
    let sector = header.morePlacesStart;
    while (all.length < needed && sector < sectorCount && !seen.has(sector)) {
      seen.add(sector);
      const list = read(sector, 1);
      for (let offset = 0; offset + 8 <= list.length; offset += 4) all.push(list.readUInt32LE(offset));
      if (list.length < header.sectorBytes) break;
      sector = list.readUInt32LE(header.sectorBytes - 4);
    }
    return all;
  }
}

interface RawHeader {
  sectorBytes: number;
  directoryStart: number;
  smallBelow: number;
  smallTableStart: number;
  morePlacesStart: number;
  tablePlaces: number[];
}

function readHeader(file: Pick<RawFile, 'read'>): RawHeader {
  const bytes = asBuffer(file.read(0, HEADER_BYTES));
  if (bytes.length < HEADER_BYTES || bytes.toString('hex', 0, 8) !== SIGNATURE)
    throw new ExtractionError('corrupt', 'The file is damaged: its beginning is missing');
  return {
    // Two sizes exist (version 3 and 4); whatever else stands there is damage.
    sectorBytes: bytes.readUInt16LE(30) === 12 ? 4096 : 512,
    directoryStart: bytes.readUInt32LE(48),
    smallBelow: bytes.readUInt32LE(56),
    smallTableStart: bytes.readUInt32LE(60),
    morePlacesStart: bytes.readUInt32LE(68),
    tablePlaces: Array.from({ length: 109 }, (_, index) => bytes.readUInt32LE(76 + index * 4)),
  };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
