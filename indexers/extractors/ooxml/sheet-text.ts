import type { XmlHandler } from '../xml-reader.ts';
import { showNumber } from './cell-number.ts';
import type { Workbook } from './read-workbook.ts';

/** A cell holds 32,767 characters at most. */
const MOST_CHARACTERS = 100_000;
/** A longer row is passed on in pieces. */
const LONGEST_ROW = 64 * 1024;
/** ISO/IEC 29500-1 §18.3.1.46: of odd pages, of even ones, of the first. */
const MARGINS = new Set(['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter']);

/** Cells of a sheet as they are shown: a row is a line, with tabs between the cells; formulas are left out, their results are not. */
export function createSheetHandler({ strings, kindOf, isEpoch1904 }: Workbook, addText: (text: string) => void): XmlHandler {
  let row = '';
  let type: string | undefined;
  let style: string | undefined;
  let value = '';
  let isValue = false;
  let isReading = false;
  let margin: string | undefined;

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
      else if (MARGINS.has(name)) margin = '';
      isValue = name === 'v' || (name === 't' && !isReading);
    },
    text(text) {
      if (margin !== undefined && margin.length < MOST_CHARACTERS) margin += text;
      else if (isValue && value.length < MOST_CHARACTERS) value += text;
    },
    close(name) {
      isValue = false;
      if (name === 'c') endCell();
      else if (name === 'row' || name === 'sheetData') passOn();
      else if (name === 'rPh') isReading = false;
      else if (margin !== undefined && MARGINS.has(name)) {
        for (const line of marginLines(margin)) addText(`${line}\n`);
        margin = undefined;
      }
    },
  };
}

/**
 * What somebody wrote to the left, in the middle and to the right. Codes say what it looks like (`&B`, `&14`, `&"Arial,Bold"`)
 * or what Excel puts there: "Page &P of &N" is nothing that anybody wrote.
 */
function marginLines(margin: string): string[] {
  const lines = margin.replace(
    /&(&|[LCRPN]|"[^"]*"|K[0-9A-F]{6}|\d+|.)/gi,
    (_, code: string) => MARGIN_CODES[code.toUpperCase()] ?? '',
  );
  return lines.split('\v').flatMap((line) => {
    const words = line.replaceAll('\f', ' ').replace(/\s+/g, ' ').trim();
    const isPageNumber = line.includes('\f') && words.split(' ').length < 3;
    return words === '' || isPageNumber ? [] : [words];
  });
}

/** Where a part begins, where a number of pages goes, and what stands for itself. */
const MARGIN_CODES: Readonly<Record<string, string>> = { L: '\v', C: '\v', R: '\v', P: '\f', N: '\f', '&': '&' };
