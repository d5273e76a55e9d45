import type { Extracted, Extractor, ExtractorLimits } from '../types.ts';
import { createSectionBuilder, oneLine, tooLong } from './section-builder.ts';

const ROWS_PER_SECTION = 100;
const LONGEST_HEADING = 300;
const SEPARATOR = ' | ';

/** Tables as text, row by row; the first row, when it reads like one, is the heading of all. */
export const csvExtractor: Extractor = {
  name: 'csv',
  version: 1,
  extensions: ['csv', 'tsv'],
  mediaTypes: ['text/csv', 'text/tab-separated-values'],
  headBytes: 20 * 1024 * 1024,
  async extract(file, limits) {
    const { decodeText } = await import('./decode-text.ts');
    const whole = decodeText(file.bytes()).text;
    const text = whole.slice(0, limits.maxCharacters);
    const rows = parseRows(text, findDelimiter(text))
      .map((row) => row.map(oneLine))
      .filter((row) => row.some((cell) => cell !== ''));
    const { sections, warnings } = toSections(rows, limits);
    return { authors: [], sections, warnings: whole.length > text.length ? [tooLong(limits)] : warnings };
  },
};

function toSections(rows: string[][], limits: ExtractorLimits): Pick<Extracted, 'sections' | 'warnings'> {
  const [first] = rows;
  const header = first !== undefined && rows.length > 1 && looksLikeHeader(first) ? first.join(SEPARATOR) : '';
  const heading = header.length <= LONGEST_HEADING ? header : '';
  const builder = createSectionBuilder(limits);
  (heading === '' ? rows : rows.slice(1)).forEach((row, position) => {
    if (position % ROWS_PER_SECTION === 0) builder.heading(heading);
    builder.text(row.filter((cell) => cell !== '').join(SEPARATOR));
    builder.lineBreak();
  });
  return builder.finish();
}

function looksLikeHeader(cells: string[]): boolean {
  return cells.every((cell) => cell === '' || !/^[-+]?[\d.,\s]+%?$/.test(cell));
}

/** The one that the first lines have most of, outside of quotes. */
function findDelimiter(text: string): string {
  const sample = text.slice(0, 20_000).replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((delimiter) => ({ delimiter, count: sample.split(delimiter).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

/** RFC 4180, forgiving: a quote that is never closed ends with the text. */
function parseRows(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '"' && cell === '') {
      const { value, end } = readQuoted(text, at + 1);
      cell = value;
      at = end;
    } else if (character === delimiter) {
      row.push(cell);
      cell = '';
      at += 1;
    } else if (character === '\n' || character === '\r') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      at += character === '\r' && text.charAt(at + 1) === '\n' ? 2 : 1;
    } else {
      const end = nextSpecial(text, at + 1, delimiter);
      cell += text.slice(at, end);
      at = end;
    }
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}

function readQuoted(text: string, from: number): { value: string; end: number } {
  let value = '';
  let start = from;
  for (;;) {
    const quote = text.indexOf('"', start);
    if (quote === -1) return { value: value + text.slice(start), end: text.length };
    value += text.slice(start, quote);
    if (text.charAt(quote + 1) !== '"') return { value, end: quote + 1 };
    value += '"';
    start = quote + 2;
  }
}

function nextSpecial(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text.charAt(at) !== delimiter && text.charAt(at) !== '\n' && text.charAt(at) !== '\r') at += 1;
  return at;
}
