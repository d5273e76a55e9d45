import { showGeneral } from '../ooxml/cell-number.ts';
import type { XmlAttributes, XmlHandler } from '../xml-reader.ts';

/** Where the text of an OpenDocument goes. */
export interface OdfTextSink {
  text(text: string): void;
  heading(text: string): void;
  /** A slide, a sheet or a page of a drawing begins. */
  page?(name: string): void;
}

interface Paragraph {
  pieces: string[];
  length: number;
  isHeading: boolean;
}

const MOST_CHARACTERS = 64 * 1024;
const LONGEST_HEADING = 1000;
const MOST_SPACES = 100;
/** Cells. */
const LONGEST_ROW = 20_000;
/** A cell may stand for a million like it: equal ones are told so often, and all repetitions together have this many characters. */
const MOST_REPEATS = 100;
const REPEATED_CHARACTERS = 100_000;
/** What was deleted, templates of lists to be made, numbers that are filled in, help for whoever fills in a cell. */
const LEFT_OUT = new Set([
  ...[
    'tracked-changes',
    'note-citation',
    'page-number',
    'page-count',
    'sheet-name',
    'binary-data',
    'content-validations',
    'scripts',
    'forms',
  ],
  ...['table-of-content-source', 'alphabetical-index-source', 'bibliography-source', 'illustration-index-source'],
  ...['table-index-source', 'object-index-source', 'user-index-source', 'dde-links', 'index-title-template'],
]);
const IN_ANNOTATION = new Set(['creator', 'date', 'date-string', 'creator-initials', 'sender-initials']);
const DECLARATIONS = new Set(['header-decl', 'footer-decl']);
const CELLS = new Set(['table-cell', 'covered-table-cell']);

/**
 * Text between the tags of a body, of a header or a footer (ODF 1.3 part 3): paragraphs are lines, rows of tables are lines with
 * tabs between the cells, notes and annotations stand before the paragraph that they belong to. Only paragraphs hold text.
 */
export function createOdfTextHandler(sink: OdfTextSink, titleStyles: ReadonlySet<string> = new Set()): XmlHandler {
  const open: Paragraph[] = [];
  let leftOut: { depth: number } | undefined;
  let annotations = 0;
  let isTitle = false;
  let isSpreadsheet = false;
  let cells = 0;
  let rows = 0;
  let repeatRoom = REPEATED_CHARACTERS;
  let rowRepeats = 1;
  let row: string[] = [];
  let cell: { text: string; repeats: number; value: string | undefined } | undefined;

  function add(text: string): void {
    const paragraph = open.at(-1);
    if (paragraph === undefined) return;
    paragraph.pieces.push(text);
    paragraph.length += text.length;
    if (paragraph.length <= MOST_CHARACTERS) return;
    emit(paragraph.pieces.join(''));
    open[open.length - 1] = { pieces: [], length: 0, isHeading: false };
  }

  function emit(text: string): void {
    if (cell === undefined) sink.text(text);
    else {
      cell.text += text;
      if (cell.text.length > MOST_CHARACTERS) passOnRow();
    }
  }

  /** A row that holds a whole document does not wait for its end. */
  function passOnRow(): void {
    sink.text(row.join('') + (cell?.text ?? ''));
    row = [];
    if (cell !== undefined) cell = { text: '', repeats: 1, value: undefined };
  }

  function endParagraph(): void {
    const paragraph = open.pop();
    if (paragraph === undefined) return;
    const text = paragraph.pieces.join('');
    const isHeading = paragraph.isHeading && cells === 0 && annotations === 0 && text.length <= LONGEST_HEADING;
    if (isHeading && open.length === 0 && text.trim() !== '') sink.heading(text);
    else emit(text + (cells > 0 ? ' ' : '\n'));
  }

  function beginCell(attributes: XmlAttributes): void {
    cells += 1;
    // A table within a cell is told as part of that cell.
    if (cells > 1) return;
    cell = { text: '', repeats: repeatsOf(attributes.get('number-columns-repeated')), value: storedValue(attributes) };
  }

  function endCell(): void {
    cells = Math.max(0, cells - 1);
    if (cells > 0) emit('\t');
    if (cells > 0 || cell === undefined) return;
    const shown = cell.text.trim() || (isSpreadsheet ? (cell.value ?? '') : '');
    const { repeats } = cell;
    cell = undefined;
    if (shown !== '') repeat(`${shown}\t`, { times: repeats, tell: (text) => void row.push(text) });
    if (row.length > LONGEST_ROW) passOnRow();
  }

  function endRow(): void {
    rows = Math.max(0, rows - 1);
    if (rows > 0) {
      emit(' ');
      return;
    }
    const text = row.join('');
    row = [];
    if (text !== '') repeat(`${text.slice(0, -1)}\n`, { times: rowRepeats, tell: sink.text });
  }

  function repeat(text: string, { times, tell }: { times: number; tell: (text: string) => void }): void {
    tell(text);
    for (let time = 1; time < times && repeatRoom > 0; time += 1) {
      repeatRoom -= text.length;
      tell(text);
    }
  }

  function openElement(name: string, attributes: XmlAttributes): void {
    if (name === 'p' || DECLARATIONS.has(name))
      open.push({ pieces: [], length: 0, isHeading: isTitle || hasTitleStyle(attributes) });
    else if (name === 'h') open.push({ pieces: [], length: 0, isHeading: true });
    else if (name === 's') add(' '.repeat(Math.min(MOST_SPACES, Number(attributes.get('c') ?? 1) || 1)));
    else if (name === 'tab') add('\t');
    else if (name === 'line-break') add(cells > 0 ? ' ' : '\n');
    else if (CELLS.has(name)) beginCell(attributes);
    else if (name === 'table-row') {
      rows += 1;
      if (rows === 1) rowRepeats = repeatsOf(attributes.get('number-rows-repeated'));
    } else if (name === 'annotation') annotations += 1;
    else if (name === 'spreadsheet') isSpreadsheet = true;
    else if (name === 'table' && isSpreadsheet && rows === 0) sink.page?.(attributes.get('name') ?? '');
    else if (name === 'page') sink.page?.('');
    else if (name === 'frame' || name === 'custom-shape') isTitle = attributes.get('class') === 'title';
  }

  function hasTitleStyle(attributes: XmlAttributes): boolean {
    return titleStyles.has(attributes.get('style-name') ?? '');
  }

  function closeElement(name: string): void {
    if (name === 'p' || name === 'h' || DECLARATIONS.has(name)) endParagraph();
    else if (CELLS.has(name)) endCell();
    else if (name === 'table-row') endRow();
    else if (name === 'annotation') annotations = Math.max(0, annotations - 1);
    else if (name === 'frame' || name === 'custom-shape') isTitle = false;
  }

  return {
    open(name, attributes) {
      if (leftOut !== undefined) leftOut.depth += 1;
      else if (LEFT_OUT.has(name) || (annotations > 0 && IN_ANNOTATION.has(name))) leftOut = { depth: 1 };
      else openElement(name, attributes);
    },
    text(text) {
      if (leftOut === undefined && open.length > 0) add(text);
    },
    close(name) {
      if (leftOut === undefined) closeElement(name);
      else if (leftOut.depth > 1) leftOut.depth -= 1;
      else leftOut = undefined;
    },
  };
}

function repeatsOf(text: string | undefined): number {
  return Math.min(MOST_REPEATS, Math.max(1, Number(text ?? 1) || 1));
}

/** For writers that leave the shown text out (ODF 1.3 part 3 §19.385). */
function storedValue(attributes: XmlAttributes): string | undefined {
  const number = attributes.get('value');
  if (number === undefined)
    return attributes.get('date-value') ?? attributes.get('string-value') ?? attributes.get('boolean-value')?.toUpperCase();
  return attributes.get('value-type') === 'percentage' ? `${showGeneral(String(Number(number) * 100))}%` : showGeneral(number);
}
