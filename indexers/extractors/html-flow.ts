import type { SectionBuilder } from './section-builder.ts';

/** Lines of text as blocks, rows and cells make them. */
export interface HtmlFlow {
  /** A block, a row or a cell begins. */
  open(name: string): void;
  close(name: string): void;
  /** `isPre`: line ends are the text's own. */
  text(text: string, isPre: boolean): void;
}

/** Kept by `tidy`, a space to every search, and a gap to the eye. */
const CELL_BORDER = '\t';
/** An empty line before and after, as browsers show them. */
const APART = new Set(['p', 'pre', 'table', 'ul', 'ol', 'dl', 'blockquote', 'figure']);
const BREAKS = ['', '\n', '\n\n'];

/**
 * Puts the cells of a row on one line, as one reads them: the breaks around what a cell holds are left out, those between its
 * paragraphs stay (pages that use tables for layout keep theirs). Breaks are written when text follows.
 */
export function createHtmlFlow(builder: SectionBuilder): HtmlFlow {
  let breaksDue = 0;
  let isInCell = false;
  let cellHasText = false;
  let rowHasText = false;
  let isBorderDue = false;

  function beginRow(): void {
    breaksDue = Math.max(breaksDue, 1);
    rowHasText = false;
    isInCell = false;
  }

  function beginCell(): void {
    // Between cells of one row stands a border and no break, whatever the cell before ended with.
    if (rowHasText) breaksDue = 0;
    isBorderDue = rowHasText;
    isInCell = true;
    cellHasText = false;
  }

  function addBreak(name: string): void {
    if (!isInCell || cellHasText) breaksDue = Math.max(breaksDue, APART.has(name) ? 2 : 1);
  }

  return {
    open(name) {
      if (name === 'tr') beginRow();
      else if (name === 'td' || name === 'th') beginCell();
      else addBreak(name);
    },
    close(name) {
      if (name === 'td' || name === 'th') isInCell = false;
      else addBreak(name);
    },
    text(text, isPre) {
      if (breaksDue > 0 || isBorderDue || isInCell) {
        if (isBlank(text)) {
          if (breaksDue === 0 && !isBorderDue) builder.text(' ');
          return;
        }
        builder.text(isBorderDue ? CELL_BORDER : (BREAKS[breaksDue] ?? ''));
        breaksDue = 0;
        isBorderDue = false;
        rowHasText ||= isInCell;
        cellHasText = isInCell;
      }
      builder.text(isPre ? text : withoutLineEnds(text));
    },
  };
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** The blanks around them are left to `tidy`. */
function withoutLineEnds(text: string): string {
  return text.includes('\n') || text.includes('\r') ? text.replace(/[\n\r]\s*/g, ' ') : text;
}
