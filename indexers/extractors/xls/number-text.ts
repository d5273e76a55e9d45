import { SSF } from '@e965/xlsx';
import { builtInKind, kindOfCode, type NumberKind, showNumber } from '../ooxml/cell-number.ts';

const GENERAL = 0;

/** A number as its cell shows it; days as ISO 8601 has them, as in newer workbooks. */
export type NumberText = (value: number, cellFormat: number) => string;

/** `formats`: of each cell format the number of its number format; `codes`: the workbook's own number formats by number. */
export function createNumberText(options: {
  formats: readonly number[];
  codes: ReadonlyMap<number, string>;
  isDate1904(): boolean;
}): NumberText {
  const kinds = new Map<number, NumberKind>();
  function kindOf(format: number): NumberKind {
    const code = options.codes.get(format);
    const kind = kinds.get(format) ?? (code === undefined ? builtInKind(format) : kindOfCode(code));
    kinds.set(format, kind);
    return kind;
  }

  return (value, cellFormat) => {
    const format = options.formats[cellFormat] ?? GENERAL;
    if (format === GENERAL && Number.isInteger(value)) return String(value);
    const kind = kindOf(format);
    if (kind === 'date' || kind === 'time' || kind === 'date-time') return showNumber(String(value), kind, options.isDate1904());
    try {
      const shown: unknown = SSF.format(options.codes.get(format) ?? format, value, { date1904: options.isDate1904() });
      return typeof shown === 'string' ? shown : String(value);
    } catch {
      // The library throws for formats that it does not understand.
      return String(value);
    }
  };
}

/** Numbers in four bytes: thirty bits, whole or the upper part of a double, a hundredth or not (MS-XLS 2.5.217). */
export function readShortNumber(data: Buffer, at: number): number {
  const bits = data.readInt32LE(at);
  const value = (bits & 2) === 0 ? doubleOf(bits & ~3) : bits >> 2;
  return (bits & 1) === 0 ? value : value / 100;
}

function doubleOf(upper: number): number {
  const bytes = Buffer.alloc(8);
  bytes.writeInt32LE(upper, 4);
  return bytes.readDoubleLE(0);
}
