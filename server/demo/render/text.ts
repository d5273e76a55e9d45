import { lexer, type Token, type Tokens } from 'marked';
import { type Manuscript, PAGE_BREAK, plainText, tableRows } from './manuscript.ts';

/** A plain text file; author and date stand in its first lines, as in an old memo. */
export async function renderText(manuscript: Manuscript): Promise<Uint8Array> {
  const head = [
    manuscript.title.toUpperCase(),
    `From: ${manuscript.authors.join(', ')}`,
    `Date: ${manuscript.date.toISOString().slice(0, 10)}`,
  ];
  const blocks = lexer(manuscript.body.replaceAll(PAGE_BREAK, '')).map(block).filter(Boolean);
  return Buffer.from(`${head.join('\n')}\n\n${blocks.join('\n\n')}\n`);
}

function block(token: Token): string {
  switch (token.type) {
    case 'heading':
      return underline(plainText(token));
    case 'list':
      return (token as Tokens.List).items
        .map((item, index) => `${(token as Tokens.List).ordered ? `${index + 1}.` : '-'} ${plainText(item)}`)
        .join('\n');
    case 'table':
      return tableRows(token as Tokens.Table)
        .map((row) => row.join('  |  '))
        .join('\n');
    case 'hr':
    case 'space':
      return '';
    default:
      return plainText(token).trim();
  }
}

function underline(text: string): string {
  return `${text}\n${'-'.repeat(text.length)}`;
}
