import { read } from '@e965/xlsx';
import { ExtractionError } from '../extraction-error.ts';
import { readBiff } from './read-biff.ts';
import { PARSING, sheetsOf } from './read-library.ts';
import { DAMAGED, type Workbook } from './workbook.ts';

/** The first record of the versions 2, 3, 4, and 5 to 2003. */
const BEGINNINGS = [0x0009, 0x0209, 0x0409, 0x0809];
const LONGEST_BEGINNING = 32;

/** Whether these are the first bytes of a workbook's stream: Excel 2 to 4 wrote nothing around it. */
export function isExcelStream(head: Buffer): boolean {
  return head.length >= 4 && BEGINNINGS.includes(head.readUInt16LE(0)) && head.readUInt16LE(2) <= LONGEST_BEGINNING;
}

/** Throws `encrypted`, `corrupt`. */
export function readExcelStream(stream: Buffer): Omit<Workbook, 'properties'> {
  if (!isExcelStream(stream)) throw new ExtractionError('corrupt', 'The file is damaged: the workbook in it cannot be read');
  let isDamaged = false;
  const book = readBiff(stream, () => {
    isDamaged = true;
  });
  if (book !== undefined) return { ...book, warnings: () => (isDamaged ? [DAMAGED] : []) };
  try {
    return { sheets: sheetsOf(read(stream, { ...PARSING, type: 'buffer' })), warnings: () => [] };
  } catch (error) {
    throw new ExtractionError('corrupt', 'The workbook cannot be read: it is damaged', { cause: error });
  }
}
