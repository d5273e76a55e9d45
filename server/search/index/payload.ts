export type IndexName = 'people' | 'passages' | 'vectors';

/** `replace` whole documents, `update` some fields of existing ones, `delete` by id. */
export type ChangeKind = 'replace' | 'update' | 'delete';

/** What is to happen to one document of an index. */
export type Change =
  | { index: IndexName; kind: 'replace' | 'update'; document: { id: string } }
  | { index: IndexName; kind: 'delete'; id: string };

/** A submission on its way. */
export interface Job {
  recordId: string;
  /** Payloads that are still to succeed. */
  open: number;
  /** A later change replaces the same record: this one must not be sent again after it. */
  overtaken: boolean;
  resolve(): void;
  reject(error: unknown): void;
}

/** A change, ready to be sent. */
export interface Entry {
  index: IndexName;
  kind: ChangeKind;
  id: string;
  /** The document, or its id when it is deleted, as JSON; bytes, because thousands wait and texts would fill the heap. */
  json: Buffer;
  job: Job;
}

/** What one request carries. */
export interface Payload {
  index: IndexName;
  kind: ChangeKind;
  entries: Entry[];
  /** Those it has something of, each once. */
  jobs: Job[];
}

export function entryOf(change: Change, job: Job): Entry {
  const json = Buffer.from(JSON.stringify(change.kind === 'delete' ? change.id : change.document));
  const id = change.kind === 'delete' ? change.id : change.document.id;
  return { index: change.index, kind: change.kind, id, json, job };
}

/** What it takes in a payload, with its comma. */
export function bytesOf({ json }: Entry): number {
  return json.length + 1;
}

/** All of them as one JSON array. */
export function bodyOf(entries: Entry[]): Buffer {
  const parts = entries.flatMap(({ json }, index) => [index === 0 ? OPENING : COMMA, json]);
  return Buffer.concat([...parts, CLOSING]);
}

const OPENING = Buffer.from('[');
const COMMA = Buffer.from(',');
const CLOSING = Buffer.from(']');

/** Sorted by index and kind (a record is in a batch once, so the order between them does not matter), each cut by size. */
export function cutIntoPayloads(entries: Entry[], payloadBytes: number): Payload[] {
  const groups = Map.groupBy(entries, (entry) => `${entry.index} ${entry.kind}`);
  return [...groups.values()].flatMap((group) => cut(group, payloadBytes).map(payloadOf));
}

function cut(entries: Entry[], payloadBytes: number): Entry[][] {
  const pieces: Entry[][] = [];
  let piece: Entry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (piece.length > 0 && bytes + bytesOf(entry) > payloadBytes) {
      pieces.push(piece);
      piece = [];
      bytes = 0;
    }
    piece.push(entry);
    bytes += bytesOf(entry);
  }
  pieces.push(piece);
  return pieces;
}

function payloadOf(entries: Entry[]): Payload {
  const [first] = entries;
  if (first === undefined) throw new RangeError('a payload has at least one entry');
  return { index: first.index, kind: first.kind, entries, jobs: [...new Set(entries.map((entry) => entry.job))] };
}
