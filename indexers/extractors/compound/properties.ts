import { decodeCodepage } from '../codepage.ts';
import { parseDate } from '../dates.ts';
import { usableTitle } from '../document-title.ts';
import { splitAuthors } from '../split-authors.ts';
import type { CompoundFile } from './compound-file.ts';

const MAX_BYTES = 4 * 1024 * 1024;
const MAX_PROPERTIES = 1000;
/** Property numbers of the two standard sets (MS-OLEPS 2.25). */
const SUMMARY = { codepage: 1, title: 2, author: 4, created: 12, saved: 13, pages: 14 };
const DOCUMENT_SUMMARY = { slides: 7 };

export interface CompoundProperties {
  title?: string;
  authors: string[];
  createdAt?: number;
  modifiedAt?: number;
  /** As the program that saved it counted. */
  pages?: number;
  slides?: number;
}

type Property = string | number | Date;

/** What the file says of itself. Properties are an extra: a damaged set says nothing and harms nothing. */
export function readCompoundProperties(compound: CompoundFile): CompoundProperties {
  const summary = readSet(compound, '\u0005SummaryInformation');
  const more = readSet(compound, '\u0005DocumentSummaryInformation');
  const title = usableTitle(asText(summary.get(SUMMARY.title)));
  const createdAt = parseDate(asDate(summary.get(SUMMARY.created)));
  const modifiedAt = parseDate(asDate(summary.get(SUMMARY.saved)));
  const pages = asCount(summary.get(SUMMARY.pages));
  const slides = asCount(more.get(DOCUMENT_SUMMARY.slides));
  return {
    ...(title === undefined ? {} : { title }),
    authors: splitAuthors(asText(summary.get(SUMMARY.author))),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
    ...(pages === undefined ? {} : { pages }),
    ...(slides === undefined ? {} : { slides }),
  };
}

function readSet(compound: CompoundFile, stream: string): ReadonlyMap<number, Property> {
  const bytes = compound.stream(stream, { maxBytes: MAX_BYTES });
  const properties = new Map<number, Property>();
  if (bytes === undefined || bytes.length < 48) return properties;
  const start = bytes.readUInt32LE(44);
  if (start + 8 > bytes.length) return properties;
  const set = bytes.subarray(start);
  const count = Math.min(set.readUInt32LE(4), MAX_PROPERTIES, Math.floor((set.length - 8) / 8));
  const places = Array.from({ length: count }, (_, index) => ({
    id: set.readUInt32LE(8 + index * 8),
    offset: set.readUInt32LE(12 + index * 8),
  }));
  const codepage = codepageOf(set, places);
  for (const { id, offset } of places) {
    const value = readValue(set, offset, codepage);
    if (value !== undefined) properties.set(id, value);
  }
  return properties;
}

function codepageOf(set: Buffer, places: readonly { id: number; offset: number }[]): number | undefined {
  const offset = places.find(({ id }) => id === SUMMARY.codepage)?.offset;
  return offset === undefined || offset + 6 > set.length ? undefined : set.readUInt16LE(offset + 4);
}

/** The types that matter (MS-OLEPS 2.15): numbers, strings of bytes or UTF-16, moments. */
function readValue(set: Buffer, offset: number, codepage: number | undefined): Property | undefined {
  if (offset + 8 > set.length) return undefined;
  const type = set.readUInt16LE(offset);
  const at = offset + 4;
  if (type === 0x02) return set.readInt16LE(at);
  if (type === 0x03) return set.readInt32LE(at);
  if (type === 0x1e) {
    const text = set.subarray(at + 4, at + 4 + set.readUInt32LE(at));
    return beforeNull(decodeCodepage(text, codepage));
  }
  if (type === 0x1f) return beforeNull(set.toString('utf16le', at + 4, Math.min(set.length, at + 4 + set.readUInt32LE(at) * 2)));
  if (type === 0x40 && at + 8 <= set.length) return fromFileTime(set.readBigUInt64LE(at));
  return undefined;
}

function beforeNull(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

/** Tenths of microseconds since 1601. */
function fromFileTime(ticks: bigint): Date {
  return new Date(Number(ticks / 10_000n) - 11_644_473_600_000);
}

function asText(value: Property | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function asDate(value: Property | undefined): Date | undefined {
  return value instanceof Date ? value : undefined;
}

function asCount(value: Property | undefined): number | undefined {
  return typeof value === 'number' && value > 0 && value < 1_000_000 ? value : undefined;
}
