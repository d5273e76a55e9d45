import { decodeCodepage } from '../codepage.ts';
import type { CompoundFile } from '../compound/compound-file.ts';

/** A message, a recipient or an attachment: a folder of streams, one for each long property, and a table of the short ones. */
export interface MsgStorage {
  /** With a `/` at its end, or ''. */
  readonly path: string;
  hasProperties(): boolean;
  /** By the property's number in lower-case hexadecimal; '' when there is none. */
  text(id: string): string;
  binary(id: string): Buffer | undefined;
  number(id: string): number | undefined;
  flag(id: string): boolean;
  /** Milliseconds since 1970. */
  time(id: string): number | undefined;
  /** Of texts that are not Unicode. */
  codepage(): number | undefined;
  /** Folders whose names begin like this, in their order. */
  children(prefix: string): MsgStorage[];
  inner(name: string): MsgStorage | undefined;
}

export const PROPERTIES = '__properties_version1.0';
/** MS-OXMSG 2.4.1: what stands before the table depends on whose it is. */
export const HEADER_BYTES = { message: 32, innerMessage: 24, other: 8 };

const INTERNET_CODEPAGE = '3fde';
const MESSAGE_CODEPAGE = '3ffd';
const TYPE = { unicode: '001F', ansi: '001E', binary: '0102', integer: 0x0003, flag: 0x000b, time: 0x0040 };
const ROW_BYTES = 16;
/** 1601 to 1970, in milliseconds. */
const FILETIME_OFFSET = 11_644_473_600_000;

export function createStorage(compound: CompoundFile, path: string, parentCodepage?: number): MsgStorage {
  const table = compound.stream(`${path}${PROPERTIES}`);
  const rows = table === undefined ? new Map<number, Buffer>() : readRows(table, headerBytes(path));
  const stream = (id: string, type: string): Buffer | undefined => compound.stream(`${path}__substg1.0_${id}${type}`);
  const value = (id: string, type: number): Buffer | undefined => rows.get(Number.parseInt(id, 16) * 65536 + type);
  const number = (id: string): number | undefined => value(id, TYPE.integer)?.readInt32LE(8);
  const codepage = (): number | undefined => number(INTERNET_CODEPAGE) ?? number(MESSAGE_CODEPAGE) ?? parentCodepage;

  return {
    path,
    hasProperties: () => table !== undefined,
    text(id) {
      const unicode = stream(id, TYPE.unicode);
      if (unicode !== undefined) return withoutEnd(unicode.toString('utf16le'));
      const ansi = stream(id, TYPE.ansi);
      return ansi === undefined ? '' : withoutEnd(decodeCodepage(ansi, number(MESSAGE_CODEPAGE) ?? codepage()));
    },
    binary: (id) => stream(id, TYPE.binary),
    number,
    flag: (id) => value(id, TYPE.flag)?.readUInt8(8) === 1,
    time(id) {
      const row = value(id, TYPE.time);
      if (row === undefined) return undefined;
      const time = Number(row.readBigUInt64LE(8) / 10_000n) - FILETIME_OFFSET;
      return time > 0 ? time : undefined;
    },
    codepage,
    children: (prefix) =>
      childPaths(compound, `${path}${prefix}`, path.length).map((child) => createStorage(compound, child, codepage())),
    inner(name) {
      const start = `${path}${name}/`.toUpperCase();
      return compound.streams.some((stream) => stream.toUpperCase().startsWith(start))
        ? createStorage(compound, `${path}${name}/`, codepage())
        : undefined;
    },
  };
}

function headerBytes(path: string): number {
  if (path === '') return HEADER_BYTES.message;
  return /3701000D\/$/i.test(path) ? HEADER_BYTES.innerMessage : HEADER_BYTES.other;
}

function readRows(table: Buffer, from: number): Map<number, Buffer> {
  const rows = new Map<number, Buffer>();
  for (let at = from; at + ROW_BYTES <= table.length; at += ROW_BYTES)
    rows.set(table.readUInt32LE(at), table.subarray(at, at + ROW_BYTES));
  return rows;
}

/** "__attach_version1.0_#00000000/" and so on; their order is that of their numbers. */
function childPaths(compound: CompoundFile, start: string, parentLength: number): string[] {
  const wanted = start.toUpperCase();
  const paths = compound.streams
    .filter((stream) => stream.toUpperCase().startsWith(wanted))
    .map((stream) => stream.slice(0, stream.indexOf('/', parentLength) + 1));
  return [...new Set(paths)].filter((path) => path.length > parentLength).sort();
}

function withoutEnd(text: string): string {
  const end = text.indexOf('\0');
  return end === -1 ? text : text.slice(0, end);
}
