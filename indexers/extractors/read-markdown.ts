import { Marked } from 'marked';
import type { Extracted, ExtractorLimits } from '../types/extraction.ts';
import { decodeText } from './decode-text.ts';
import { usableTitle } from './document-title.ts';
import { readFrontMatter } from './front-matter.ts';
import { readHeaderBlock } from './header-block.ts';
import { type HtmlContent, readHtml } from './read-html.ts';
import { tooLong } from './section-builder.ts';

export function readMarkdown(bytes: Uint8Array, limits: ExtractorLimits): Extracted {
  const whole = decodeText(bytes).text;
  const { matter, body, warning } = readFrontMatter(whole.slice(0, limits.maxCharacters).replace(/\r\n?/g, '\n'));
  const page = readBody(body, limits);
  const header = readHeaderBlock(body);
  const title = matter.title ?? header.title ?? usableTitle(page.firstHeading);
  const cut = whole.length > limits.maxCharacters ? tooLong(limits) : undefined;
  return {
    ...header,
    ...matter,
    authors: matter.authors.length > 0 ? matter.authors : header.authors,
    ...(title === undefined ? {} : { title }),
    sections: page.sections,
    warnings: [...new Set([warning, cut, ...page.warnings])].filter((text) => text !== undefined),
  };
}

function readBody(body: string, limits: ExtractorLimits): Pick<HtmlContent, 'sections' | 'firstHeading' | 'warnings'> {
  try {
    return readHtml(new Marked().parse(body, { async: false }), limits);
  } catch (error) {
    // A few thousand nested quotes overflow the parser's stack; such a file is still text.
    if (!(error instanceof RangeError)) throw error;
    return { sections: [{ text: body }], firstHeading: undefined, warnings: ['Read as plain text: it is nested too deep'] };
  }
}
