import { createRequire } from 'node:module';
import path from 'node:path';
import { lexer, type Token, type Tokens } from 'marked';
import PDFDocument from 'pdfkit';
import { type Manuscript, PAGE_BREAK, plainText, tableRows } from './manuscript.ts';

/** Liberation Sans (SIL OFL), which pdfjs-dist brings along: the built-in PDF fonts have no Polish letters. */
const fonts = path.join(path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'standard_fonts');

/** A PDF with page numbers and its properties filled in. */
export async function renderPdf(manuscript: Manuscript): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: 72, bottom: 72, left: 68, right: 68 },
    bufferPages: true,
    info: {
      Title: manuscript.title,
      Author: manuscript.authors.join(', '),
      CreationDate: manuscript.date,
      ModDate: manuscript.date,
    },
  });
  pdf.registerFont('regular', path.join(fonts, 'LiberationSans-Regular.ttf'));
  pdf.registerFont('bold', path.join(fonts, 'LiberationSans-Bold.ttf'));
  const finished = collect(pdf);
  pdf.font('bold').fontSize(20).text(manuscript.title).moveDown(0.3);
  pdf
    .font('regular')
    .fontSize(9.5)
    .fillColor('#555555')
    .text(`${manuscript.authors.join(', ')} · ${manuscript.date.toISOString().slice(0, 10)}`);
  pdf.moveDown(1.2).fillColor('#111111');
  manuscript.body.split(PAGE_BREAK).forEach((page, position) => {
    if (position > 0) pdf.addPage();
    for (const token of lexer(page)) block(pdf, token);
  });
  numberPages(pdf, manuscript.title);
  pdf.end();
  return finished;
}

type Pdf = InstanceType<typeof PDFDocument>;

function collect(pdf: Pdf): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}

function block(pdf: Pdf, token: Token): void {
  switch (token.type) {
    case 'heading':
      pdf
        .moveDown(0.4)
        .font('bold')
        .fontSize((token as Tokens.Heading).depth <= 2 ? 13.5 : 11.5)
        .text(plainText(token))
        .moveDown(0.35);
      break;
    case 'list':
      list(pdf, token as Tokens.List);
      break;
    case 'table':
      table(pdf, token as Tokens.Table);
      break;
    case 'space':
    case 'hr':
      break;
    default:
      pdf.font('regular').fontSize(10.5).text(plainText(token), { lineGap: 2.5 }).moveDown(0.7);
  }
}

function list(pdf: Pdf, token: Tokens.List): void {
  pdf.font('regular').fontSize(10.5);
  token.items.forEach((item, index) => {
    pdf.text(`${token.ordered ? `${index + 1}.` : '•'}  ${plainText(item)}`, { indent: 8, lineGap: 2 }).moveDown(0.2);
  });
  pdf.moveDown(0.5);
}

function table(pdf: Pdf, token: Tokens.Table): void {
  pdf
    .font('regular')
    .fontSize(9.5)
    .table({ data: tableRows(token) });
  pdf.moveDown(0.8);
}

function numberPages(pdf: Pdf, title: string): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    const { margins } = pdf.page;
    // pdfkit breaks the page for text below the bottom margin; the footer lives there.
    pdf.page.margins = { ...margins, bottom: 0 };
    pdf.font('regular').fontSize(8).fillColor('#777777');
    pdf.text(`${title} · ${page + 1} / ${count}`, margins.left, pdf.page.height - 44, { lineBreak: false });
    pdf.page.margins = margins;
  }
}
