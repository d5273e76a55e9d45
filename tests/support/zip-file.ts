import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  name: string;
  content: string | Uint8Array;
  /** What the archive declares instead of the truth. */
  declaredSize?: number;
  /** General purpose bits: 1 is encrypted. */
  flags?: number;
  /** Names another part whose bytes it shares: an archive with overlapping entries. */
  sameAs?: string;
  isStored?: boolean;
}

/** A ZIP archive that says of itself what it is told to. */
export function zipFile(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  const offsets = new Map<string, number>();
  let offset = 0;
  for (const part of parts) {
    const { header, packed } = describe(part);
    const name = Buffer.from(part.name);
    const at = part.sameAs === undefined ? offset : (offsets.get(part.sameAs) ?? offset);
    if (part.sameAs === undefined) {
      const local = Buffer.concat([Buffer.from('504b0304', 'hex'), header, name, packed]);
      locals.push(local);
      offset += local.length;
    }
    offsets.set(part.name, at);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    central.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), header, tail, name]));
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  Buffer.from('504b0506', 'hex').copy(end);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function describe({ name, content, declaredSize, flags = 0, isStored = false }: ZipPart): { header: Buffer; packed: Buffer } {
  const plain = Buffer.from(content);
  const packed = isStored ? plain : deflateRawSync(plain);
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(flags, 2);
  header.writeUInt16LE(isStored ? 0 : 8, 4);
  header.writeUInt32LE(crc32(plain), 10);
  header.writeUInt32LE(packed.length, 14);
  header.writeUInt32LE(declaredSize ?? plain.length, 18);
  header.writeUInt16LE(Buffer.byteLength(name), 22);
  return { header, packed };
}
