import type { XmlHandler } from '../xml-reader.ts';
import { showNumber } from './cell-number.ts';
import type { Workbook } from './read-workbook.ts';

/** A cell holds 32,767 characters at most. */
const MOST_CHARACTERS = 100_000;
/** A longer row is passed on in pieces. */
const LONGEST_ROW = 64 * 1024;

/** Cells of a sheet as they are shown: a row is a line, with tabs between the cells; formulas are left out, their results are not. */
export function createSheetHandler({ strings, kindOf, isEpoch1904 }: Workbook, addText: (text: string) => void): XmlHandler {
  let row = '';
  let type: string | undefined;
  let style: string | undefined;
  let value = '';
  let isValue = false;
  let isReading = false;

  function showValue(): string {
    if (type === 's') return strings.get(Number(value));
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    if (type === undefined || type === 'n')
      return showNumber(value, kindOf(style === undefined ? 0 : Number(style)), isEpoch1904);
    return value;
  }

  function endCell(): void {
    if (value !== '') row += row === '' ? showValue() : `\t${showValue()}`;
    value = '';
    if (row.length > LONGEST_ROW) passOn();
  }

  function passOn(): void {
    if (row !== '') addText(`${row}\n`);
    row = '';
  }

  return {
    open(name, attributes) {
      if (name === 'c') {
        type = attributes.get('t');
        style = attributes.get('s');
      } else if (name === 'rPh') isReading = true;
      isValue = name === 'v' || (name === 't' && !isReading);
    },
    text(text) {
      if (isValue && value.length < MOST_CHARACTERS) value += text;
    },
    close(name) {
      isValue = false;
      if (name === 'c') endCell();
      else if (name === 'row' || name === 'sheetData') passOn();
      else if (name === 'rPh') isReading = false;
    },
  };
}
