import { parse } from 'marked';
import { type Manuscript, PAGE_BREAK } from './manuscript.ts';

/** A page of an intranet. */
export async function renderHtml(manuscript: Manuscript): Promise<Uint8Array> {
  const authors = manuscript.authors.map((author) => `  <meta name="author" content="${escapeHtml(author)}">`).join('\n');
  const body = await parse(manuscript.body.replaceAll(PAGE_BREAK, ''));
  return Buffer.from(`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>${escapeHtml(manuscript.title)}</title>
${authors}
  <meta name="date" content="${manuscript.date.toISOString().slice(0, 10)}">
</head>
<body>
<h1>${escapeHtml(manuscript.title)}</h1>
${body}
</body>
</html>
`);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
