import type { ArchiveMember } from './list-members.ts';

const BLOCK = 512;
const MOST_MEMBERS = 20_000;
const LONGEST_NAME = 64 * 1024;
const LONG_NAME = 'L';
const EXTENDED = 'x';
const FOLDER = '5';
const NOT_FILES = new Set([EXTENDED, LONG_NAME, 'g', 'K', FOLDER]);

type Read = (position: number, length: number) => Uint8Array;

/** POSIX.1-2024 pax, "ustar Interchange Format", and GNU tar's long names: headers only, what lies between is passed over. */
export function tarMembers(read: Read): { members: ArchiveMember[]; isWhole: boolean } {
  const members: ArchiveMember[] = [];
  let longName: string | undefined;
  for (let at = 0; members.length < MOST_MEMBERS; ) {
    const header = asBuffer(read(at, BLOCK));
    // Two blocks of zeros end an archive; some writers leave them out, and then it ends where the last file does.
    if (header.length === 0) return { members, isWhole: at === 0 || read(at - 1, 1).length === 1 };
    if (header.every((byte) => byte === 0)) return { members, isWhole: true };
    if (header.length < BLOCK || !hasRightSum(header)) return { members, isWhole: false };
    const size = sizeOf(header);
    const type = String.fromCharCode(header.readUInt8(156));
    const content = at + BLOCK;
    if (type === LONG_NAME) longName = text(read(content, Math.min(size, LONGEST_NAME)));
    else if (type === EXTENDED) longName = pathOf(text(read(content, Math.min(size, LONGEST_NAME)))) ?? longName;
    if (!NOT_FILES.has(type)) members.push({ name: longName ?? nameOf(header), size, ...timeOf(header) });
    if (type !== LONG_NAME && type !== EXTENDED) longName = undefined;
    at = content + Math.ceil(size / BLOCK) * BLOCK;
  }
  return { members, isWhole: false };
}

function nameOf(header: Buffer): string {
  const prefix =
    header.toString('latin1', 257, 262) === 'ustar' && header.readUInt8(263) !== 0x20 ? text(header.subarray(345, 500)) : '';
  const name = text(header.subarray(0, 100));
  return prefix === '' ? name : `${prefix}/${name}`;
}

function timeOf(header: Buffer): { modifiedAt?: number } {
  const seconds = octal(header.subarray(136, 148));
  return seconds > 0 && seconds < 2 ** 33 ? { modifiedAt: seconds * 1000 } : {};
}

/** Octal digits, or beyond 8 GB a binary number with its first bit set. */
function sizeOf(header: Buffer): number {
  const isBinary = header.readUInt8(124) >= 0x80;
  return isBinary ? header.readUIntBE(130, 6) : octal(header.subarray(124, 136));
}

function octal(field: Buffer): number {
  const value = Number.parseInt(text(field).trim(), 8);
  return Number.isNaN(value) ? 0 : value;
}

function hasRightSum(header: Buffer): boolean {
  const sum = header.reduce((total, byte, position) => total + (position >= 148 && position < 156 ? 0x20 : byte), 0);
  return sum === octal(header.subarray(148, 156));
}

/** The record "27 path=reports/2026.txt" of an extended header. */
function pathOf(records: string): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)/.exec(records)?.[1];
}

function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end === -1 ? bytes : bytes.subarray(0, end));
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
