import type { Extracted, ExtractorLimits } from '../types/extraction.ts';
import { decodeText } from './decode-text.ts';
import { readHeaderBlock } from './header-block.ts';
import { tooLong } from './section-builder.ts';

const LONGEST_TITLE = 100;

export function readText(bytes: Uint8Array, limits: ExtractorLimits): Extracted {
  const whole = decodeText(bytes).text;
  const text = withPlainLineEnds(whole.slice(0, limits.maxCharacters));
  const header = readHeaderBlock(text);
  const title = header.title ?? findTitle(text.slice(0, 10 * LONGEST_TITLE));
  return {
    ...header,
    ...(title === undefined ? {} : { title }),
    sections: text.trim() === '' ? [] : [{ text }],
    warnings: whole.length > limits.maxCharacters ? [tooLong(limits)] : [],
  };
}

function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** The first line when it stands alone (an empty line or an underline follows) and does not read like a sentence. */
function findTitle(text: string): string | undefined {
  const [first = '', second] = text.trimStart().split('\n', 2);
  const title = first.trim();
  const standsAlone = second !== undefined && /^\s*([=\-*~_#])?\1*\s*$/.test(second);
  const looksLikeOne =
    title.length >= 3 &&
    title.length <= LONGEST_TITLE &&
    /^[\p{L}\p{N}"'„“(]/u.test(title) &&
    /\p{L}/u.test(title) &&
    !/[.,;:{}<>]$/.test(title);
  return standsAlone && looksLikeOne ? title : undefined;
}
