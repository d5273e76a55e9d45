import { readHeadingStyles } from './styles.ts';
import type { WordFile } from './word-file.ts';

/** Places of the tables in the file information block, bytes. */
const FIB = { styles: 0xa2, characters: 0xfa, paragraphs: 0x102 };
const PAGE_BYTES = 512;
/** Properties that matter (MS-DOC 2.6). */
const DELETED = 0x0800;
const ROW_END = 0x2417;
const OUTLINE_LEVEL = 0x2640;
const BODY_LEVEL = 9;
/** Bytes of a property's value by the three highest bits of its number; 6 says its length itself. */
const VALUE_BYTES = [1, 1, 2, 4, 2, 2, 0, 3];

/** Which paragraphs are headings or ends of table rows, and which text a tracked change deleted. Damage leaves out, never throws. */
export function readFormatting(bytes: Buffer, table: (place: number) => Buffer): Pick<WordFile, 'paragraphs' | 'deleted'> {
  const headings = readHeadingStyles(table(FIB.styles));
  const paragraphs = new Map<number, 'heading' | 'row-end'>();
  forEachRun(bytes, table(FIB.paragraphs), ({ page, run, end }) => {
    const kind = kindOfParagraph(paragraphProperties(page, run), headings);
    if (kind !== undefined) paragraphs.set(end, kind);
  });
  const deleted: { start: number; end: number }[] = [];
  forEachRun(bytes, table(FIB.characters), ({ page, run, start, end }) => {
    if (findProperty(characterProperties(page, run), DELETED) === 1) deleted.push({ start, end });
  });
  return { paragraphs, deleted: deleted.sort((a, b) => a.start - b.start) };
}

interface Run {
  page: Buffer;
  run: number;
  /** Bytes of the stream. */
  start: number;
  end: number;
}

/** Pages of 512 bytes hold runs; the table lists the pages (MS-DOC 2.8.5, 2.8.6). */
function forEachRun(bytes: Buffer, table: Buffer, visit: (run: Run) => void): void {
  const count = Math.floor((table.length - 4) / 8);
  const seen = new Set<number>();
  for (let index = 0; index < count; index += 1) {
    const number = table.readUInt32LE((count + 1) * 4 + index * 4) & 0x3fffff;
    const page = bytes.subarray(number * PAGE_BYTES, (number + 1) * PAGE_BYTES);
    if (page.length < PAGE_BYTES || seen.has(number)) continue;
    seen.add(number);
    const runs = Math.min(page.readUInt8(PAGE_BYTES - 1), 101);
    for (let run = 0; run < runs; run += 1)
      visit({ page, run, start: page.readUInt32LE(run * 4), end: page.readUInt32LE(run * 4 + 4) });
  }
}

function characterProperties(page: Buffer, run: number): Buffer {
  const runs = page.readUInt8(PAGE_BYTES - 1);
  const at = byteAt(page, (runs + 1) * 4 + run) * 2;
  return at === 0 ? page.subarray(0, 0) : page.subarray(at + 1, at + 1 + byteAt(page, at));
}

/** The number of its style and then its properties. */
function paragraphProperties(page: Buffer, run: number): Buffer {
  const runs = page.readUInt8(PAGE_BYTES - 1);
  const at = byteAt(page, (runs + 1) * 4 + run * 13) * 2;
  if (at === 0) return page.subarray(0, 0);
  const words = byteAt(page, at);
  return words === 0 ? page.subarray(at + 2, at + 2 + byteAt(page, at + 1) * 2) : page.subarray(at + 1, at + words * 2);
}

function kindOfParagraph(properties: Buffer, headings: ReadonlySet<number>): 'heading' | 'row-end' | undefined {
  if (properties.length < 2) return undefined;
  const own = properties.subarray(2);
  if (findProperty(own, ROW_END) === 1) return 'row-end';
  const level = findProperty(own, OUTLINE_LEVEL);
  if (level !== undefined) return level < BODY_LEVEL ? 'heading' : undefined;
  return headings.has(properties.readUInt16LE(0)) ? 'heading' : undefined;
}

/** The first byte of a property's value. */
function findProperty(properties: Buffer, wanted: number): number | undefined {
  let found: number | undefined;
  for (let at = 0; at + 3 <= properties.length; ) {
    const number = properties.readUInt16LE(at);
    if (number === wanted) found = properties.readUInt8(at + 2);
    const size = VALUE_BYTES[number >> 13] ?? 0;
    at += 2 + (size === 0 ? properties.readUInt8(at + 2) + 1 : size);
  }
  return found;
}

function byteAt(page: Buffer, offset: number): number {
  return offset < page.length ? page.readUInt8(offset) : 0;
}
