import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PlainDocument } from '../references/plain-document.ts';

/** Of a document's file; its name tells nothing but its place in the collection. */
export function fileName(position: number, format: 'md' | 'txt' | 'html'): string {
  return `d${String(position).padStart(6, '0')}.${format}`;
}

/** Writes each document into a file of its own, its title where somebody who writes such files would put it. */
export async function writeDocumentFiles(
  folder: string,
  documents: readonly PlainDocument[],
  format: 'md' | 'txt' | 'html',
): Promise<void> {
  for (const [position, document] of documents.entries())
    await writeFile(path.join(folder, fileName(position, format)), CONTENT[format](document));
}

const CONTENT: Record<'md' | 'txt' | 'html', (document: PlainDocument) => string> = {
  md: ({ title, text }) => `${title === '' ? '' : `# ${escapeMarkdown(title)}\n\n`}${escapeMarkdown(text)}\n`,
  txt: ({ title, text }) => `${title === '' ? '' : `${title}\n\n`}${text}\n`,
  html: ({ title, text }) => {
    const heading = title === '' ? '' : `<h1>${escapeHtml(title)}</h1>\n`;
    const paragraphs = text.split(/\n\s*\n/).map((paragraph) => `<p>${escapeHtml(paragraph)}</p>\n`);
    const head = `<meta charset="utf-8"><title>${escapeHtml(title)}</title>`;
    return `<!doctype html>\n<html><head>${head}</head>\n<body>${heading}${paragraphs.join('')}</body></html>\n`;
  },
};

/** Every mark loses its meaning (CommonMark 2.4), and so does white space at the begin of a line. */
function escapeMarkdown(text: string): string {
  return text.replaceAll(/[!-/:-@[-`{-~]/g, '\\$&').replaceAll(/^[ \t]+/gm, '');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
