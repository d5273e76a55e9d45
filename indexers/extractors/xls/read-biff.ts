import { ExtractionError } from '../extraction-error.ts';
import { BIFF, type BiffRecord, biffRecords } from './biff-records.ts';
import { createBiffStrings, readStringTable } from './biff-strings.ts';
import { createNumberText } from './number-text.ts';
import { sheetLines } from './sheet-lines.ts';
import type { WorkbookSheet } from './workbook.ts';

const EXCEL_5 = 0x0500;
const EXCEL_97 = 0x0600;
/** Kinds of sheets: a module of macros has no cells. */
const MODULE = 6;

/**
 * A workbook of Excel 5 to 2003. Records are read one after the other and nothing is believed about sizes, so damage costs what
 * stands behind it. Undefined for older ones. Throws `encrypted`.
 */
export function readBiff(stream: Buffer, damaged: () => void): { sheets: WorkbookSheet[] } | undefined {
  const version = stream.length >= 6 && stream.readUInt16LE(0) === BIFF.begin ? stream.readUInt16LE(4) : undefined;
  if (version !== EXCEL_5 && version !== EXCEL_97) return undefined;
  const places: { name: string; at: number }[] = [];
  const formats: number[] = [];
  const codes = new Map<number, string>();
  let codepage: number | undefined;
  let isDate1904 = false;
  const strings = createBiffStrings({ isOld: version === EXCEL_5, codepage: () => codepage });
  const table: Buffer[] = [];
  let last: BiffRecord | undefined;

  for (const record of biffRecords(stream, 0, damaged)) {
    const { type, data } = record;
    if (type === BIFF.password) throw new ExtractionError('encrypted', 'The workbook is protected by a password');
    if (type === BIFF.eof) break;
    if (type === BIFF.codepage && data.length >= 2) codepage = data.readUInt16LE(0);
    if (type === BIFF.date1904 && data.length >= 2) isDate1904 = data.readUInt16LE(0) === 1;
    if (type === BIFF.cellFormat && data.length >= 4) formats.push(data.readUInt16LE(2));
    if (type === BIFF.numberFormat && data.length >= 2)
      codes.set(data.readUInt16LE(0), strings.read(data, 2, version === EXCEL_5 ? 1 : 2));
    if (type === BIFF.sheet && data.length >= 7 && data.readUInt8(5) !== MODULE)
      places.push({ at: data.readUInt32LE(0), name: strings.read(data, 6, 1) });
    const isTable = type === BIFF.strings || (type === BIFF.continued && last?.type === BIFF.strings);
    if (isTable) table.push(data);
    // What continues the table is as good as the table for what comes next.
    last = isTable ? { type: BIFF.strings, data } : record;
  }

  const globals = {
    shared: readStringTable(table),
    strings,
    numberText: createNumberText({ formats, codes, isDate1904: () => isDate1904 }),
  };
  return { sheets: places.map(({ name, at }) => ({ name, lines: () => sheetLines(biffRecords(stream, at, damaged), globals) })) };
}
