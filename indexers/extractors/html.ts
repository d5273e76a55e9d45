import type { Extractor } from '../types.ts';
import { parseDate } from './dates.ts';
import { usableTitle } from './document-title.ts';
import type { HtmlContent } from './read-html.ts';
import { splitAuthors } from './split-authors.ts';

const AUTHOR = ['author', 'dc.creator', 'dcterms.creator', 'article:author', 'citation_author'];
const CREATED = ['dcterms.created', 'article:published_time', 'datepublished', 'dc.date', 'date', 'created'];
const MODIFIED = ['dcterms.modified', 'article:modified_time', 'datemodified', 'last-modified', 'modified', 'og:updated_time'];

/** Saved pages and exported documents. */
export const htmlExtractor: Extractor = {
  name: 'html',
  version: 1,
  extensions: ['html', 'htm', 'xhtml'],
  mediaTypes: ['text/html', 'application/xhtml+xml'],
  headBytes: 50 * 1024 * 1024,
  async extract(file, limits) {
    const [{ decodeText }, { readHtml }] = await Promise.all([import('./decode-text.ts'), import('./read-html.ts')]);
    const bytes = file.bytes();
    const page = readHtml(decodeText(bytes, declaredCharset(bytes)).text, limits);
    const title = usableTitle(page.title) ?? usableTitle(page.firstHeading);
    const createdAt = parseDate(find(page, CREATED));
    const modifiedAt = parseDate(find(page, MODIFIED));
    const authors = page.meta.filter(({ name }) => AUTHOR.includes(name)).flatMap(({ content }) => splitAuthors(content));
    return {
      ...(title === undefined ? {} : { title }),
      // `article:author` may be the address of a profile.
      authors: [...new Set(authors)].filter((name) => !/^https?:/.test(name)),
      ...(createdAt === undefined ? {} : { createdAt }),
      ...(modifiedAt === undefined ? {} : { modifiedAt }),
      sections: page.sections,
      warnings: page.warnings,
    };
  },
};

function find({ meta }: HtmlContent, names: string[]): string | undefined {
  return names.map((name) => meta.find((entry) => entry.name === name)?.content).find((content) => content !== undefined);
}

/** Of `<meta charset>`, `<meta http-equiv>` or the XML declaration, all in the first kilobytes. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  return (
    /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{2,40})/i.exec(head)?.[1] ??
    /<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]{2,40})/i.exec(head)?.[1]
  );
}
