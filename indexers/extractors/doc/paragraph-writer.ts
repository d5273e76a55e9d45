/** Turns Word's characters into paragraphs. */
export interface ParagraphWriter {
  /** `end`: the byte of the stream behind each character, which tells a paragraph's kind. */
  write(text: string, end: (index: number) => number): void;
  /** Ends a paragraph that no mark ended, and fields that are still open. */
  finish(): void;
}

const FIELD_BEGIN = 0x13;
const FIELD_RESULT = 0x14;
const FIELD_END = 0x15;
const CELL_END = 0x07;
const PARAGRAPH_END = 0x0d;
/** Line, page, column and section breaks. */
const BREAKS = new Set([0x0a, 0x0b, 0x0c, 0x0e]);
const HARD_HYPHEN = 0x1e;
/** Deeper is no document. */
const MAX_FIELDS = 100;

/** Control characters mark paragraphs, cells and fields (MS-DOC 2.4.1); of a field only its result is text. */
export function createParagraphWriter(options: {
  kindOf(end: number): 'heading' | 'row-end' | undefined;
  paragraph(text: string, isHeading: boolean): void;
}): ParagraphWriter {
  let line = '';
  /** One entry for each open field: whether its instruction is over. */
  let fields: boolean[] = [];
  let isHidden = false;

  return {
    write(text, end) {
      let from = 0;
      for (let index = 0; index < text.length; index += 1) {
        const code = text.charCodeAt(index);
        if (code >= 0x20 || code === 0x09) continue;
        if (index > from && !isHidden) line += text.slice(from, index);
        from = index + 1;
        control(code, () => end(index));
      }
      if (from < text.length && !isHidden) line += text.slice(from);
    },
    finish() {
      fields = [];
      isHidden = false;
      endParagraph(false);
    },
  };

  function control(code: number, end: () => number): void {
    if (code === FIELD_BEGIN || code === FIELD_RESULT || code === FIELD_END) field(code);
    else if (code === PARAGRAPH_END) paragraphMark(end());
    else if (isHidden) return;
    else if (code === CELL_END) cellMark(end());
    else if (BREAKS.has(code)) line += '\n';
    else if (code === HARD_HYPHEN) line += '\u2011';
  }

  /** A field without an end must not swallow the rest of the document: an instruction never goes over a paragraph's end. */
  function paragraphMark(end: number): void {
    if (isHidden) {
      fields = [];
      isHidden = false;
    }
    endParagraph(options.kindOf(end) === 'heading');
  }

  function cellMark(end: number): void {
    if (options.kindOf(end) === 'row-end') endParagraph(false);
    else line += '\t';
  }

  function field(code: number): void {
    if (code === FIELD_BEGIN && fields.length < MAX_FIELDS) fields.push(false);
    if (code === FIELD_RESULT && fields.length > 0) fields[fields.length - 1] = true;
    if (code === FIELD_END) fields.pop();
    isHidden = fields.includes(false);
  }

  function endParagraph(isHeading: boolean): void {
    options.paragraph(line, isHeading);
    line = '';
  }
}
