import { readXmlPart } from '../read-xml-part.ts';
import type { XmlHandler } from '../xml-reader.ts';
import type { ZipArchive } from '../zip/open-zip.ts';

const MAX_BYTES = 16 * 1024 * 1024;
const ENDS_LINE = new Set(['p', 'v', 'comment', 'text', 'cm']);
/** Of one drawing. */
const MAX_CHARACTERS = 200_000;
const TOO_LONG = `Only the first ${MAX_CHARACTERS} characters of it were read`;

export interface DrawingText {
  text: string;
  /** What is missing, as a sentence about "it". */
  problem?: string;
}

/** Text of a diagram, a chart, a drawing or comments beside the main text, a paragraph a line, each line once; empty when there is none. */
export async function readDrawingText(archive: ZipArchive, part: string): Promise<DrawingText> {
  const lines = new Set<string>();
  let line = '';
  let length = 0;
  const isDone = (): boolean => length > MAX_CHARACTERS;
  const endLine = (): void => {
    if (line.trim() !== '') lines.add(line.trim());
    line = '';
  };
  const result = await readXmlPart(archive, part, { maxBytes: MAX_BYTES, handler: drawingHandler(addText, endLine), isDone });
  endLine();
  return { text: [...lines].join('\n'), ...(isDone() ? { problem: TOO_LONG } : result) };

  function addText(text: string): void {
    if (isDone()) return;
    length += text.length;
    line += text;
  }
}

/** `a:t` is text in `a:p` (comments: `t` in `comment`, or `text`); a chart keeps copies of its words (`c:strCache`) but its numbers say nothing on their own. */
function drawingHandler(addText: (text: string) => void, endLine: () => void): XmlHandler {
  let isText = false;
  let isWords = false;
  let isFallback = false;
  return {
    open(name) {
      if (name === 'Fallback') isFallback = true;
      else if (name === 'strCache') isWords = true;
      else if (name === 'br') addText(' ');
      isText = !isFallback && (name === 't' || name === 'text' || (isWords && name === 'v'));
    },
    text(text) {
      if (isText) addText(text);
    },
    close(name) {
      isText = false;
      if (ENDS_LINE.has(name)) endLine();
      else if (name === 'strCache') isWords = false;
      else if (name === 'Fallback') isFallback = false;
    },
  };
}
