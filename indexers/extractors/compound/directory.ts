const ENTRY_BYTES = 128;
const NONE = 0xffffffff;
const STORAGE = 1;
const STREAM = 2;
const ROOT = 5;
const MAX_NAME_BYTES = 64;
/** Deeper storages (documents in documents) are nobody's text. */
const MAX_DEPTH = 8;

/** Where a stream begins and how long it is, bytes. */
export interface StreamEntry {
  path: string;
  start: number;
  size: number;
}

/**
 * The streams of a compound file by their upper-case paths (MS-CFB 2.6). Each entry is visited once, whatever its neighbours
 * claim. Undefined without a root.
 */
export function readDirectory(bytes: Buffer): { root: StreamEntry; streams: Map<string, StreamEntry> } | undefined {
  const count = Math.floor(bytes.length / ENTRY_BYTES);
  if (count === 0 || bytes.readUInt8(66) !== ROOT) return undefined;
  const streams = new Map<string, StreamEntry>();
  const seen = new Set<number>();
  const open = [{ id: bytes.readUInt32LE(76), parents: '', depth: 0 }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { id, parents, depth } = place;
    if (id === NONE || id >= count || seen.has(id)) continue;
    seen.add(id);
    const entry = bytes.subarray(id * ENTRY_BYTES, (id + 1) * ENTRY_BYTES);
    const path = `${parents}${nameOf(entry)}`;
    const type = entry.readUInt8(66);
    if (type === STREAM && !streams.has(path.toUpperCase())) streams.set(path.toUpperCase(), placeOf(entry, path));
    if (type === STORAGE && depth < MAX_DEPTH) open.push({ id: entry.readUInt32LE(76), parents: `${path}/`, depth: depth + 1 });
    open.push({ id: entry.readUInt32LE(68), parents, depth }, { id: entry.readUInt32LE(72), parents, depth });
  }
  return { root: placeOf(bytes, ''), streams: streams.size > 0 ? streams : listFlat(bytes) };
}

/** Where the tree is broken the entries are still there. */
function listFlat(bytes: Buffer): Map<string, StreamEntry> {
  const streams = new Map<string, StreamEntry>();
  for (let at = ENTRY_BYTES; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) {
    const entry = bytes.subarray(at, at + ENTRY_BYTES);
    const path = nameOf(entry);
    if (entry.readUInt8(66) === STREAM && !streams.has(path.toUpperCase())) streams.set(path.toUpperCase(), placeOf(entry, path));
  }
  return streams;
}

function nameOf(entry: Buffer): string {
  const length = Math.min(MAX_NAME_BYTES, entry.readUInt16LE(64)) - 2;
  return length <= 0 ? '' : entry.toString('utf16le', 0, length);
}

function placeOf(entry: Buffer, path: string): StreamEntry {
  // The upper half of the size is rubbish in files of version 3.
  return { path, start: entry.readUInt32LE(116), size: entry.readUInt32LE(120) };
}
