import { stringify } from 'yaml';
import type { StoredPost } from '../store/knowledge/knowledge-state.ts';

/** A post as the Markdown file that it is to the index: front matter for title, author and date, then what was written. */
export function postFile({ post, authorName, createdAt, changedAt }: StoredPost): Buffer {
  const matter = {
    title: post.title,
    author: [authorName],
    date: new Date(createdAt).toISOString(),
    updated: new Date(changedAt).toISOString(),
  };
  const about =
    post.kind === 'review'
      ? `${post.subject}: ${'★'.repeat(post.rating)}${'☆'.repeat(5 - post.rating)} (${post.rating}/5)\n\n`
      : '';
  return Buffer.from(`---\n${stringify(matter)}---\n\n${escapeFirst(about)}${post.text}\n`);
}

/** What somebody writes as the subject is text and no markup. */
function escapeFirst(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/g, (sign) => `\\${sign}`);
}

/** As a file's name: what no file system and no path takes is left out. */
export function fileNameOf(title: string): string {
  const name = title
    .normalize('NFC')
    .replace(/[/\\:*?"<>|\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+|\.+$/g, '')
    .slice(0, 100)
    .trim()
    .toWellFormed();
  return name === '' ? 'Untitled' : name;
}
