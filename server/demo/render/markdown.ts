import { stringify } from 'yaml';
import { type Manuscript, PAGE_BREAK } from './manuscript.ts';

/** Markdown with front matter, as people keep it in repositories. */
export async function renderMarkdown(manuscript: Manuscript): Promise<Uint8Array> {
  const frontMatter = stringify({
    title: manuscript.title,
    authors: manuscript.authors,
    date: manuscript.date.toISOString().slice(0, 10),
  });
  const body = manuscript.body.replaceAll(PAGE_BREAK, '').trim();
  return Buffer.from(`---\n${frontMatter}---\n\n# ${manuscript.title}\n\n${body}\n`);
}
