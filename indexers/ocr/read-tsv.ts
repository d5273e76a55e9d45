/** What tesseract read on one picture. */
export interface RecognizedText {
  text: string;
  /** Mean over all words, by their length: 0 to 100. Good pages have 80 and more, pages that lie on their side 35 to 50. */
  confidence: number;
}

/** Specks and lines are read as words too; tesseract itself does not believe in them. */
const LEAST_WORD_CONFIDENCE = 25;
/** Columns of the output (tesseract(1), TSV): level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
const COLUMN = { level: 0, block: 2, paragraph: 3, line: 4, confidence: 10, text: 11 };
const WORD_LEVEL = '5';

/** The words of a TSV output in reading order: lines of a paragraph under each other, an empty line between paragraphs. */
export function readTsv(tsv: string): RecognizedText {
  const pieces: string[] = [];
  let before: { paragraph: string; line: string } | undefined;
  let weight = 0;
  let sum = 0;
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t');
    const word = (cells[COLUMN.text] ?? '').trim();
    const confidence = Number(cells[COLUMN.confidence]);
    if (cells[COLUMN.level] !== WORD_LEVEL || word === '' || !(confidence >= 0)) continue;
    sum += confidence * word.length;
    weight += word.length;
    if (confidence < LEAST_WORD_CONFIDENCE) continue;
    const paragraph = `${cells[COLUMN.block]} ${cells[COLUMN.paragraph]}`;
    const line = `${paragraph} ${cells[COLUMN.line]}`;
    if (before !== undefined) pieces.push(before.line === line ? ' ' : before.paragraph === paragraph ? '\n' : '\n\n');
    pieces.push(word);
    before = { paragraph, line };
  }
  return { text: joinDivided(pieces.join('').normalize('NFC')), confidence: weight === 0 ? 0 : sum / weight };
}

/** Words that were divided at the end of a line. */
function joinDivided(text: string): string {
  return text.replace(/(\p{Ll})[-\u00ad\u2010]\n(\p{Ll})/gu, '$1$2');
}
