import type { Extracted, ExtractorLimits } from '../types/extraction.ts';
import { parseDate } from './dates.ts';
import { declaredCharset } from './declared-charset.ts';
import { decodeText } from './decode-text.ts';
import { usableTitle } from './document-title.ts';
import { type HtmlContent, readHtml } from './read-html.ts';
import { splitAuthors } from './split-authors.ts';

const AUTHOR = ['author', 'dc.creator', 'dcterms.creator', 'article:author', 'citation_author'];
const CREATED = ['dcterms.created', 'article:published_time', 'datepublished', 'dc.date', 'date', 'created'];
const MODIFIED = ['dcterms.modified', 'article:modified_time', 'datemodified', 'last-modified', 'modified', 'og:updated_time'];

export function readHtmlFile(bytes: Uint8Array, limits: ExtractorLimits): Extracted {
  return describePage(readHtml(decodeText(bytes, declaredCharset(bytes)).text, limits));
}

/** What a page says of itself, in `<title>`, `<meta>` and JSON-LD. */
export function describePage(page: HtmlContent): Extracted {
  const title = usableTitle(page.title) ?? usableTitle(page.firstHeading);
  const createdAt = parseDate(find(page, CREATED) ?? linkedData(page, 'datePublished') ?? linkedData(page, 'dateCreated'));
  const modifiedAt = parseDate(find(page, MODIFIED) ?? linkedData(page, 'dateModified'));
  const authors = page.meta.filter(({ name }) => AUTHOR.includes(name)).flatMap(({ content }) => splitAuthors(content));
  return {
    ...(title === undefined ? {} : { title }),
    // `article:author` may be the address of a profile.
    authors: [...new Set(authors)].filter((name) => !/^https?:/.test(name)),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
    ...(page.language === undefined ? {} : { language: page.language }),
    sections: page.sections,
    warnings: page.warnings,
  };
}

function find({ meta }: HtmlContent, names: string[]): string | undefined {
  return names.map((name) => meta.find((entry) => entry.name === name)?.content).find((content) => content !== undefined);
}

/** A date of schema.org: the first of its name is that of the page. Looked for, not parsed: much of it is no valid JSON. */
function linkedData({ linkedData: text }: HtmlContent, name: string): string | undefined {
  return new RegExp(`"${name}"\\s*:\\s*"([^"]{4,40})"`).exec(text)?.[1];
}
