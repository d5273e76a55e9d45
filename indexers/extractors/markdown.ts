import type { Extractor } from '../types.ts';

/** Markdown as the text it shows: no syntax, no addresses of links. */
export const markdownExtractor: Extractor = {
  name: 'markdown',
  version: 3,
  extensions: ['md', 'markdown', 'mdown'],
  mediaTypes: ['text/markdown'],
  headBytes: 20 * 1024 * 1024,
  async extract(file, context) {
    const { readMarkdown } = await import('./read-markdown.ts');
    return readMarkdown(file.bytes(), context);
  },
};
