import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import { lexer, type Token, type Tokens } from 'marked';
import { type Manuscript, PAGE_BREAK, plainText, tableRows } from './manuscript.ts';

/** A Word document with its properties (title, author) filled in. */
export async function renderDocx(manuscript: Manuscript): Promise<Uint8Array> {
  const document = new Document({
    title: manuscript.title,
    creator: manuscript.authors.join('; '),
    lastModifiedBy: manuscript.authors[0] ?? '',
    numbering: {
      config: [
        {
          reference: 'steps',
          levels: [{ level: 0, format: 'decimal', text: '%1.', style: { paragraph: { indent: { left: 500, hanging: 300 } } } }],
        },
      ],
    },
    sections: [
      {
        children: [
          new Paragraph({ text: manuscript.title, heading: HeadingLevel.TITLE }),
          new Paragraph({ text: `${manuscript.authors.join(', ')} · ${manuscript.date.toISOString().slice(0, 10)}` }),
          ...lexer(manuscript.body.replaceAll(PAGE_BREAK, '')).flatMap(block),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

function block(token: Token): (Paragraph | Table)[] {
  switch (token.type) {
    case 'heading':
      return [
        new Paragraph({
          text: plainText(token),
          heading: (token as Tokens.Heading).depth <= 2 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
        }),
      ];
    case 'list':
      return listItems(token as Tokens.List);
    case 'table':
      return [table(token as Tokens.Table)];
    case 'blockquote':
      return (token as Tokens.Blockquote).tokens.flatMap(block);
    case 'space':
    case 'hr':
      return [];
    default:
      return [new Paragraph({ children: runs(token), spacing: { after: 160 } })];
  }
}

function listItems(list: Tokens.List): Paragraph[] {
  const style = list.ordered ? { numbering: { reference: 'steps', level: 0 } } : { bullet: { level: 0 } };
  return list.items.map((item) => new Paragraph({ children: item.tokens.flatMap((token) => runs(token)), ...style }));
}

function table(token: Tokens.Table): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: tableRows(token).map(
      (row) => new TableRow({ children: row.map((text) => new TableCell({ children: [new Paragraph(text)] })) }),
    ),
  });
}

/** Text with its bold and italic pieces. */
function runs(token: Token, style: { bold?: boolean; italics?: boolean } = {}): TextRun[] {
  const own = { ...style, ...(token.type === 'strong' ? { bold: true } : {}), ...(token.type === 'em' ? { italics: true } : {}) };
  if ('tokens' in token && token.tokens && token.tokens.length > 0) return token.tokens.flatMap((inner) => runs(inner, own));
  return [new TextRun({ text: plainText(token), ...own })];
}
