import { Parser } from 'htmlparser2';
import type { ExtractorLimits, Section } from '../types.ts';
import { createSectionBuilder } from './section-builder.ts';

export interface HtmlContent {
  /** Of the `<title>` element. */
  title: string | undefined;
  /** `<meta>` by lower-case name or property, in order. */
  meta: { name: string; content: string }[];
  sections: Section[];
  /** Text of the first `<h1>`. */
  firstHeading: string | undefined;
  warnings: string[];
}

/** Deeper pages are attacks; htmlparser2 needs quadratic time for them. */
const MAX_DEPTH = 5000;
const CHUNK = 16 * 1024;
const MAX_META = 200;

const SILENT = new Set(['script', 'style', 'noscript', 'template', 'nav', 'svg', 'math', 'iframe', 'object', 'select', 'button']);
const HEADING = /^h[1-6]$/;
const BLOCK = new Set(
  'address article aside blockquote body dd details dialog div dl dt fieldset figcaption figure footer form header hr li main ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const CELL = new Set(['td', 'th']);
/** Kept by `tidy`, a space to every search, and a gap to the eye. */
const CELL_BORDER = '\t';

/** Text of a page in reading order, without what is no text of its own (scripts, styles, navigation). */
export function readHtml(html: string, limits: ExtractorLimits): HtmlContent {
  const builder = createSectionBuilder(limits);
  const flow = createFlow(builder);
  const meta: HtmlContent['meta'] = [];
  const state = {
    depth: 0,
    silentAt: 0,
    heading: '',
    headingAt: 0,
    title: '',
    titleAt: 0,
    firstHeading: undefined as string | undefined,
  };

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        state.depth += 1;
        if (state.silentAt > 0) return;
        if (SILENT.has(name) || attributes.role === 'navigation' || 'hidden' in attributes) state.silentAt = state.depth;
        else if (name === 'title' && state.title === '') state.titleAt = state.depth;
        else if (name === 'meta') addMeta(meta, attributes);
        else if (HEADING.test(name) && state.headingAt === 0) state.headingAt = state.depth;
        else if (name === 'tr') flow.row();
        else if (CELL.has(name)) flow.cell();
        else if (name === 'br' || BLOCK.has(name)) flow.lineBreak();
        if (attributes.alt !== undefined && name === 'img') flow.text(` ${attributes.alt} `);
      },
      ontext(text) {
        if (state.silentAt > 0) return;
        if (state.titleAt > 0) state.title += text;
        else if (state.headingAt > 0) state.heading += text;
        else flow.text(text.replace(/\s+/g, ' '));
      },
      onclosetag(name) {
        if (state.depth === state.silentAt) state.silentAt = 0;
        else if (state.depth === state.titleAt) state.titleAt = 0;
        else if (state.depth === state.headingAt) {
          builder.heading(state.heading);
          if (name === 'h1') state.firstHeading ??= state.heading;
          state.heading = '';
          state.headingAt = 0;
        } else if (state.silentAt === 0 && CELL.has(name)) flow.endCell();
        else if (state.silentAt === 0 && BLOCK.has(name)) flow.lineBreak();
        state.depth -= 1;
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );

  const isTooDeep = feed(parser, html, () => builder.isFull() || state.depth > MAX_DEPTH) && !builder.isFull();
  // What stands in a heading that is never closed is text as well.
  if (state.headingAt > 0) builder.text(state.heading);
  const { sections, warnings } = builder.finish();
  return {
    title: state.title === '' ? undefined : state.title,
    meta,
    sections,
    firstHeading: state.firstHeading,
    warnings: isTooDeep ? [...warnings, `Read up to where elements are nested more than ${MAX_DEPTH} deep`] : warnings,
  };
}

/**
 * Puts the cells of a row on one line, as one reads them: the breaks around what a cell holds are left out, those between its
 * paragraphs stay (pages that use tables for layout keep theirs).
 */
function createFlow(builder: ReturnType<typeof createSectionBuilder>) {
  let isInCell = false;
  let cellHasText = false;
  let isBreakDue = false;
  let isBorderDue = false;
  let rowHasText = false;
  return {
    row(): void {
      builder.lineBreak();
      rowHasText = false;
      isInCell = false;
    },
    cell(): void {
      isInCell = true;
      cellHasText = false;
      isBreakDue = false;
      isBorderDue = rowHasText;
    },
    endCell(): void {
      isInCell = false;
      builder.text(' ');
    },
    lineBreak(): void {
      if (isInCell) isBreakDue = true;
      else builder.lineBreak();
    },
    text(text: string): void {
      if (isInCell && text.trim() !== '') {
        if (isBorderDue) builder.text(CELL_BORDER);
        else if (isBreakDue && cellHasText) builder.lineBreak();
        isBorderDue = false;
        isBreakDue = false;
        cellHasText = true;
        rowHasText = true;
      }
      builder.text(text);
    },
  };
}

/** In pieces, so that it can be stopped; true when it was. Ending the parser would close thousands of levels one by one. */
function feed(parser: Parser, html: string, isEnough: () => boolean): boolean {
  for (let at = 0; at < html.length; at += CHUNK) {
    parser.write(html.slice(at, at + CHUNK));
    if (isEnough()) return true;
  }
  parser.end();
  return false;
}

function addMeta(meta: HtmlContent['meta'], attributes: Record<string, string>): void {
  const name = attributes.name ?? attributes.property ?? attributes.itemprop;
  const content = attributes.content;
  if (name !== undefined && content !== undefined && meta.length < MAX_META) meta.push({ name: name.toLowerCase(), content });
}
