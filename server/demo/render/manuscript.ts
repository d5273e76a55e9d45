import type { Token, Tokens } from 'marked';

/** A document as it was written: metadata, and Markdown that is turned into the format it claims to be in. */
export interface Manuscript {
  title: string;
  /** Full names. */
  authors: string[];
  date: Date;
  /** Markdown; `<!-- page -->` on a line of its own starts a new page. */
  body: string;
}

export const PAGE_BREAK = '<!-- page -->';

/** The text of a token without its Markdown signs. */
export function plainText(token: Token): string {
  if ('tokens' in token && token.tokens && token.tokens.length > 0) return token.tokens.map(plainText).join('');
  if (token.type === 'br') return '\n';
  return 'text' in token && typeof token.text === 'string' ? decodeEntities(token.text) : '';
}

/** Rows of a table as text, the header first. */
export function tableRows(table: Tokens.Table): string[][] {
  const cell = (value: Tokens.TableCell) => value.tokens.map(plainText).join('');
  return [table.header.map(cell), ...table.rows.map((row) => row.map(cell))];
}

/** marked's lexer escapes these four in text. */
function decodeEntities(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
