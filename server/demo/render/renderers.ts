import { renderDocx } from './docx.ts';
import { renderHtml } from './html.ts';
import type { Manuscript } from './manuscript.ts';
import { renderMarkdown } from './markdown.ts';
import { renderPdf } from './pdf.ts';
import { renderText } from './text.ts';

/** One renderer a format; the key is the file name's ending. */
export const renderers = {
  pdf: renderPdf,
  docx: renderDocx,
  md: renderMarkdown,
  html: renderHtml,
  txt: renderText,
} satisfies Record<string, (manuscript: Manuscript) => Promise<Uint8Array>>;

export type Format = keyof typeof renderers;
