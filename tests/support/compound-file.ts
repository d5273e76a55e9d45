export const SECTOR = 512;
const END = 0xfffffffe;
const FREE = 0xffffffff;

export interface MadeCompound {
  streams: { name: string; bytes: Buffer }[];
  /** The table of sectors, to break it. */
  table?: (table: number[]) => void;
  /** The list of contents, to break it. */
  directory?: (directory: Buffer) => void;
}

/** A compound file (MS-CFB): sector 0 is the table, 1 the list of contents (three streams at most), then the streams, each of 4096 bytes or more. */
export function makeCompound({ streams, table = () => {}, directory = () => {} }: MadeCompound): Buffer {
  const sectors: Buffer[] = [];
  const next = [0xfffffffd, END];
  const entries = Buffer.alloc(SECTOR);
  writeEntry(entries.subarray(0, 128), { name: 'Root Entry', type: 5, start: END, size: 0 });
  entries.writeUInt32LE(1, 76);
  for (const [index, { name, bytes }] of streams.entries()) {
    const count = Math.ceil(bytes.length / SECTOR);
    const start = next.length;
    for (let sector = 1; sector <= count; sector += 1) next.push(sector === count ? END : start + sector);
    sectors.push(Buffer.concat([bytes], count * SECTOR));
    const entry = entries.subarray((index + 1) * 128, (index + 2) * 128);
    writeEntry(entry, { name, type: 2, start, size: bytes.length });
    entry.writeUInt32LE(index + 1 < streams.length ? index + 2 : FREE, 72);
  }
  table(next);
  directory(entries);
  const places = Buffer.alloc(SECTOR, 0xff);
  for (const [index, value] of next.entries()) places.writeUInt32LE(value, index * 4);
  return Buffer.concat([header(), places, entries, ...sectors]);
}

function writeEntry(
  entry: Buffer,
  { name, type, start, size }: { name: string; type: number; start: number; size: number },
): void {
  entry.write(name, 0, 'utf16le');
  entry.writeUInt16LE((name.length + 1) * 2, 64);
  entry.writeUInt8(type, 66);
  for (const offset of [68, 72, 76]) entry.writeUInt32LE(FREE, offset);
  entry.writeUInt32LE(start, 116);
  entry.writeUInt32LE(size, 120);
}

function header(): Buffer {
  const bytes = Buffer.alloc(SECTOR, 0);
  bytes.write('d0cf11e0a1b11ae1', 'hex');
  bytes.writeUInt16LE(3, 26);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt16LE(6, 32);
  bytes.writeUInt32LE(1, 44);
  bytes.writeUInt32LE(1, 48);
  bytes.writeUInt32LE(4096, 56);
  bytes.writeUInt32LE(END, 60);
  bytes.writeUInt32LE(END, 68);
  bytes.fill(0xff, 76);
  bytes.writeUInt32LE(0, 76);
  return bytes;
}
