import type { Extracted, ExtractorLimits } from '../types/extraction.ts';
import { decodeText } from './decode-text.ts';
import { createSectionBuilder, oneLine, tooLong } from './section-builder.ts';

const ROWS_PER_SECTION = 100;
const LONGEST_HEADING = 300;
const SEPARATOR = ' | ';
const DELIMITERS = [',', ';', '\t', '|'];
const SAMPLE_LINES = 50;
const QUOTE = '"';
const LF = 10;
const CR = 13;

/** One row after the other goes into the text: nothing but the text is ever held. */
export function readCsv(bytes: Uint8Array, limits: ExtractorLimits): Extracted {
  const whole = decodeText(bytes).text;
  const isCut = whole.length > limits.maxCharacters;
  const { declared, text } = takeDelimiterLine(whole.slice(0, limits.maxCharacters));
  const builder = createSectionBuilder(limits);
  const table = createTable(builder);
  forEachRow(text, declared ?? findDelimiter(text), (cells) => {
    table.row(cells.map(oneLine));
    return !builder.isFull();
  });
  table.end();
  const { sections, warnings } = builder.finish();
  return { authors: [], sections, warnings: isCut ? [tooLong(limits)] : warnings };
}

function createTable(builder: ReturnType<typeof createSectionBuilder>) {
  /** Held back until a second row says whether it is a heading. */
  let first: string[] | undefined;
  let heading: string | undefined;
  let rows = 0;

  function write(cells: string[]): void {
    if (rows % ROWS_PER_SECTION === 0) builder.heading(heading ?? '');
    rows += 1;
    builder.text(cells.filter((cell) => cell !== '').join(SEPARATOR));
    builder.lineBreak();
  }

  return {
    row(cells: string[]): void {
      if (cells.every((cell) => cell === '')) return;
      if (heading !== undefined) write(cells);
      else if (first === undefined) first = cells;
      else {
        const line = looksLikeHeader(first) ? first.join(SEPARATOR) : '';
        heading = line.length <= LONGEST_HEADING ? line : '';
        if (heading === '') write(first);
        write(cells);
      }
    },
    end(): void {
      if (heading === undefined && first !== undefined) write(first);
    },
  };
}

function looksLikeHeader(cells: string[]): boolean {
  return cells.every((cell) => cell === '' || !/^[-+]?[\d.,\s]+%?$/.test(cell));
}

/** Excel's own mark of the delimiter, "sep=;" on a line before the table. */
function takeDelimiterLine(text: string): { declared?: string; text: string } {
  const line = /^sep=(.)\r?\n?/i.exec(text);
  return line?.[1] === undefined ? { text } : { declared: line[1], text: text.slice(line[0].length) };
}

/** The one that gives the first lines the same number of cells, and many of them; quoted text does not count. */
function findDelimiter(text: string): string {
  const sample = text.slice(0, 20_000).replace(/"[^"]*"/g, '');
  const lines = sample.split(/\r\n|\n|\r/, SAMPLE_LINES).filter((line) => line.trim() !== '');
  // The last one may be cut off.
  if (lines.length > 2) lines.pop();
  const scores = DELIMITERS.map((delimiter) => ({
    delimiter,
    score: scoreOf(lines.map((line) => line.split(delimiter).length - 1)),
  }));
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

/** How many there are in a line, times how often a line has exactly the usual number. */
function scoreOf(counts: number[]): number {
  const usual = counts.toSorted((a, b) => a - b)[counts.length >> 1] ?? 0;
  const regular = counts.filter((count) => count === usual).length / Math.max(1, counts.length);
  return usual === 0
    ? counts.reduce((sum, count) => sum + count, 0) / 1000 / Math.max(1, counts.length)
    : Math.min(usual, 50) * regular ** 2;
}

/** RFC 4180, forgiving: a quote that is never closed ends with the text. Stops when `onRow` says so. */
function forEachRow(text: string, delimiter: string, onRow: (cells: string[]) => boolean): void {
  const stop = delimiter.charCodeAt(0);
  let row: string[] = [];
  let cell = '';
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === LF || code === CR) {
      row.push(cell);
      if (!onRow(row)) return;
      row = [];
      cell = '';
      at += code === CR && text.charCodeAt(at + 1) === LF ? 2 : 1;
    } else if (code === stop) {
      row.push(cell);
      cell = '';
      at += 1;
    } else if (cell === '' && text.charAt(at) === QUOTE) {
      const quoted = readQuoted(text, at + 1);
      cell = quoted.value;
      at = quoted.end;
    } else {
      const end = endOfCell(text, at + 1, stop);
      cell += text.slice(at, end);
      at = end;
    }
  }
  if (cell !== '' || row.length > 0) onRow([...row, cell]);
}

function readQuoted(text: string, from: number): { value: string; end: number } {
  let value = '';
  let start = from;
  for (;;) {
    const quote = text.indexOf(QUOTE, start);
    if (quote === -1) return { value: value + text.slice(start), end: text.length };
    value += text.slice(start, quote);
    if (text.charAt(quote + 1) !== QUOTE) return { value, end: quote + 1 };
    value += QUOTE;
    start = quote + 2;
  }
}

function endOfCell(text: string, from: number, stop: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === stop || code === LF || code === CR) break;
  }
  return at;
}
