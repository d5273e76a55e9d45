import type { ParsingOptions, WorkBook, WorkSheet } from '@e965/xlsx';
import type { WorkbookSheet } from './workbook.ts';

/** Values as Excel shows them and nothing else: no formulas, styles, macros, pictures or links. */
export const PARSING = {
  dense: true,
  cellFormula: false,
  cellHTML: false,
  cellStyles: false,
  cellNF: false,
  cellText: true,
  sheetStubs: false,
  bookVBA: false,
  bookDeps: false,
} as const satisfies ParsingOptions;

/** The sheets of a workbook that the library has read. */
export function sheetsOf(book: WorkBook): WorkbookSheet[] {
  return book.SheetNames.map((name) => ({ name, lines: () => linesOf(book.Sheets[name]) }));
}

/** Only cells that are there are visited: the range that a sheet declares may be the whole grid. */
function* linesOf(sheet: WorkSheet | undefined): Generator<string> {
  for (const row of Object.values(sheet?.['!data'] ?? [])) {
    const cells: string[] = [];
    for (const cell of Object.values(row)) {
      // What a number or a date comes to in words; texts have no other form.
      const text = cell.t === 's' ? cell.v : (cell.w ?? cell.v);
      if (text !== undefined && text !== '') cells.push(String(text).replaceAll('\n', ' '));
      for (const note of cell.c ?? []) if (note.t) cells.push(note.t.replaceAll('\n', ' '));
    }
    if (cells.length > 0) yield cells.join('\t');
  }
}
