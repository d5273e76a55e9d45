/** The numbers of the records that matter (MS-PPT 2.13.24). */
export const RECORD = {
  document: 0x03e8,
  slide: 0x03ee,
  notes: 0x03f0,
  notesAtom: 0x03f1,
  slidePersist: 0x03f3,
  master: 0x03f8,
  outlineText: 0x0f9e,
  textKind: 0x0f9f,
  wideText: 0x0fa0,
  narrowText: 0x0fa8,
  string: 0x0fba,
  headersFooters: 0x0fd9,
  slideList: 0x0ff0,
  userEdit: 0x0ff5,
  tagData: 0x138b,
  comment: 0x2ee0,
  persistDirectory: 0x1772,
  shapeOptions: 0xf00b,
} as const;

export interface PptRecord {
  type: number;
  /** Tells records of one type apart. */
  instance: number;
  isContainer: boolean;
  /** Cut off where the stream ends. */
  data: Buffer;
}

const HEADER_BYTES = 8;
const CONTAINER = 0xf;
/** Shapes lie in groups, and groups in groups. */
const MAX_DEPTH = 40;

/** The record at a place (MS-PPT 2.3.1); undefined where none can be. */
export function recordAt(bytes: Buffer, at: number): PptRecord | undefined {
  if (at + HEADER_BYTES > bytes.length) return undefined;
  const head = bytes.readUInt16LE(at);
  const start = at + HEADER_BYTES;
  return {
    type: bytes.readUInt16LE(at + 2),
    instance: head >> 4,
    isContainer: (head & 0xf) === CONTAINER,
    data: bytes.subarray(start, start + bytes.readUInt32LE(at + 4)),
  };
}

export function* recordsIn(bytes: Buffer): Generator<PptRecord> {
  for (let at = 0, record = recordAt(bytes, at); record !== undefined; record = recordAt(bytes, at)) {
    yield record;
    at += HEADER_BYTES + record.data.length;
  }
}

/** All records, containers before what is in them; `enter` says into which ones to go. */
export function* recordsBelow(
  bytes: Buffer,
  enter: (record: PptRecord) => boolean = ({ isContainer }) => isContainer,
  depth = 0,
): Generator<PptRecord> {
  for (const record of recordsIn(bytes)) {
    yield record;
    if (depth < MAX_DEPTH && enter(record)) yield* recordsBelow(record.data, enter, depth + 1);
  }
}

/** Text in either of its two forms, or a string; undefined for other records. */
export function textOf({ type, data }: PptRecord): string | undefined {
  if (type === RECORD.wideText || type === RECORD.string) return data.toString('utf16le');
  return type === RECORD.narrowText ? data.toString('latin1') : undefined;
}
