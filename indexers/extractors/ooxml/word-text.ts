import type { XmlHandler } from '../xml-reader.ts';

/** Where the text of a Word part goes. */
export interface WordTextSink {
  text(text: string): void;
  heading(text: string): void;
}

interface Paragraph {
  pieces: string[];
  length: number;
  isHeading: boolean;
}

/** A longer paragraph is passed on in pieces, and is no heading. */
const MOST_CHARACTERS = 64 * 1024;
const LONGEST_HEADING = 1000;
/** Their content is not what the document says: text that was deleted or moved away, the second copy of a drawing, settings. */
const LEFT_OUT = new Set(['del', 'moveFrom', 'Fallback', 'pPrChange', 'rPrChange', 'tabs', 'binData', 'sectPr']);

/**
 * Body, notes, comments and margins of a Word document (ISO/IEC 29500-1 §17): paragraphs are lines, rows of a table are lines with
 * tabs between the cells, a text box precedes the paragraph it is anchored in. Instructions of fields are no text, their results are.
 */
export function createWordTextHandler(sink: WordTextSink, isHeadingStyle: (id: string) => boolean = () => false): XmlHandler {
  /** Paragraphs that are open: a text box lies within one, and has its own. */
  const open: Paragraph[] = [];
  let leftOut = 0;
  let leftOutName = '';
  let tables = 0;
  let isText = false;

  function add(text: string): void {
    const paragraph = open.at(-1);
    if (paragraph === undefined) sink.text(text);
    else {
      paragraph.pieces.push(text);
      paragraph.length += text.length;
      if (paragraph.length > MOST_CHARACTERS) passOn(paragraph);
    }
  }

  function passOn(paragraph: Paragraph): void {
    sink.text(paragraph.pieces.join(''));
    paragraph.pieces = [];
    paragraph.length = 0;
    paragraph.isHeading = false;
  }

  function endParagraph(): void {
    const paragraph = open.pop();
    if (paragraph === undefined) return;
    const text = paragraph.pieces.join('');
    const isHeading = paragraph.isHeading && tables === 0 && open.length === 0 && text.length <= LONGEST_HEADING;
    if (isHeading && text.trim() !== '') sink.heading(text);
    else sink.text(text + (tables > 0 ? ' ' : '\n'));
  }

  function openElement(name: string, value: () => string | undefined): void {
    if (name === 'p') open.push({ pieces: [], length: 0, isHeading: false });
    else if (name === 'pStyle') markHeading(isHeadingStyle(value() ?? ''));
    else if (name === 'outlineLvl') markHeading(Number(value()) < 9);
    else if (name === 'tab' || name === 'ptab') add('\t');
    else if (name === 'br' || name === 'cr') add(tables > 0 ? ' ' : '\n');
    else if (name === 'noBreakHyphen') add('-');
    else if (name === 'tbl') tables += 1;
  }

  function markHeading(isHeading: boolean): void {
    const paragraph = open.at(-1);
    if (paragraph !== undefined) paragraph.isHeading = isHeading;
  }

  function closeElement(name: string): void {
    if (name === 'p') endParagraph();
    else if (name === 'tc') sink.text('\t');
    else if (name === 'tr') sink.text(tables > 1 ? ' ' : '\n');
    else if (name === 'tbl') tables = Math.max(0, tables - 1);
  }

  return {
    open(name, attributes) {
      isText = false;
      if (leftOut > 0) {
        if (name === leftOutName) leftOut += 1;
      } else if (LEFT_OUT.has(name)) {
        leftOut = 1;
        leftOutName = name;
      } else if (name === 't') isText = true;
      else openElement(name, () => attributes.get('val'));
    },
    text(text) {
      if (isText) add(text);
    },
    close(name) {
      isText = false;
      if (leftOut === 0) closeElement(name);
      else if (name === leftOutName) leftOut -= 1;
    },
  };
}
