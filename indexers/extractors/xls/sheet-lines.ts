import type { BiffGlobals } from './biff-globals.ts';
import { BIFF, type BiffRecord } from './biff-records.ts';
import { readContinued } from './biff-strings.ts';
import { readShortNumber } from './number-text.ts';

/** What a formula came to, where it is no number (MS-XLS 2.5.133). */
const TRUTH = 1;
/** No number of a record. */
const OBJECT_TEXT = -1;
const WORKSHEETS = [0x0010, 0x0040];

/** Lines of one sheet: its rows, and text boxes, comments and titles of charts where they stand in the file. */
export function* sheetLines(records: Iterable<BiffRecord>, globals: BiffGlobals): Generator<string> {
  let row = -1;
  let cells: string[] = [];
  let depth = 0;
  let isWorksheet = false;
  for (const { type, data } of withObjectTexts(records)) {
    if (type === BIFF.begin) {
      depth += 1;
      if (depth === 1) isWorksheet = data.length >= 4 && WORKSHEETS.includes(data.readUInt16LE(2));
      continue;
    }
    if (type === BIFF.eof) {
      depth -= 1;
      if (depth <= 0) break;
      continue;
    }
    const beside =
      type === OBJECT_TEXT ? data.toString('utf16le') : type === BIFF.chartText ? globals.strings.read(data, 2, 1) : '';
    const texts = depth === 1 && isWorksheet ? cellTexts({ type, data }, globals) : undefined;
    // The text of a formula follows it and names no row.
    const at = texts === undefined || type === BIFF.formulaText ? row : data.readUInt16LE(0);
    if ((at !== row || beside !== '') && cells.length > 0) {
      yield cells.join('\t');
      cells = [];
    }
    row = at;
    if (beside !== '') yield beside;
    for (const text of texts ?? []) if (text !== '') cells.push(text);
  }
  if (cells.length > 0) yield cells.join('\t');
}

/** The text of a box or a comment goes on in records of its own: they come out as one, in UTF-16. */
function* withObjectTexts(records: Iterable<BiffRecord>): Generator<BiffRecord> {
  let object: { length: number; pieces: Buffer[] } | undefined;
  for (const record of records) {
    if (object !== undefined && record.type === BIFF.continued) {
      object.pieces.push(record.data);
      continue;
    }
    if (object !== undefined)
      yield { type: OBJECT_TEXT, data: Buffer.from(readContinued(object.pieces, object.length), 'utf16le') };
    const isObject = record.type === BIFF.textObject && record.data.length >= 12;
    object = isObject ? { length: record.data.readUInt16LE(10), pieces: [] } : undefined;
    if (!isObject) yield record;
  }
}

/** Undefined for records that are no cells. */
function cellTexts({ type, data }: BiffRecord, { shared, strings, numberText }: BiffGlobals): string[] | undefined {
  if (type === BIFF.formulaText) return [oneLine(strings.read(data, 0, 2))];
  if (data.length < 8) return undefined;
  const format = data.readUInt16LE(4);
  switch (type) {
    case BIFF.sharedLabel:
      return data.length < 10 ? undefined : [oneLine(shared[data.readUInt32LE(6)] ?? '')];
    case BIFF.label:
    case BIFF.richLabel:
      return [oneLine(strings.read(data, 6, 2))];
    case BIFF.number:
      return data.length < 14 ? undefined : [numberText(data.readDoubleLE(6), format)];
    case BIFF.shortNumber:
      return data.length < 10 ? undefined : [numberText(readShortNumber(data, 6), format)];
    case BIFF.manyNumbers:
      return Array.from({ length: Math.floor((data.length - 6) / 6) }, (_, index) =>
        numberText(readShortNumber(data, 6 + index * 6), data.readUInt16LE(4 + index * 6)),
      );
    case BIFF.formula:
      return data.length < 14 ? undefined : [formulaText(data, (value) => numberText(value, format))];
    case BIFF.truth:
      return data.readUInt8(7) === 0 ? [truthText(data.readUInt8(6))] : undefined;
    default:
      return undefined;
  }
}

function formulaText(data: Buffer, numberText: (value: number) => string): string {
  if (data.readUInt16LE(12) !== 0xffff) return numberText(data.readDoubleLE(6));
  // A text follows in a record of its own.
  return data.readUInt8(6) === TRUTH ? truthText(data.readUInt8(8)) : '';
}

function truthText(value: number): string {
  return value === 0 ? 'FALSE' : 'TRUE';
}

function oneLine(text: string): string {
  return text.includes('\n') ? text.replaceAll('\n', ' ') : text;
}
