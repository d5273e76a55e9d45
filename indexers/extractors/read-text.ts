import type { Extracted, ExtractorLimits } from '../types/extraction.ts';
import { decodeText } from './decode-text.ts';
import { readHeaderBlock } from './header-block.ts';
import { tooLong } from './section-builder.ts';

const LONGEST_TITLE = 100;
/** A sentence alone before an empty line, as in abstracts and notes, where the rest is longer. */
const LONGEST_SENTENCE = 250;

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

/**
 * The first line when it stands alone (an empty line or an underline follows) and reads like a title; a sentence too, when nothing
 * but an empty line parts it from the text.
 */
function findTitle(text: string): string | undefined {
  const [first = '', second, third] = text.trimStart().split('\n', 3);
  const title = first.trim();
  const standsAlone = second !== undefined && /^\s*([=\-*~_#])?\1*\s*$/.test(second);
  const beginsLikeOne = title.length >= 3 && /^[\p{L}\p{N}"'„“(]/u.test(title) && /\p{L}/u.test(title);
  if (!standsAlone || !beginsLikeOne || /[,;:{}<>]$/.test(title)) return undefined;
  const isSentence = title.endsWith('.') || title.length > LONGEST_TITLE;
  if (!isSentence) return title;
  const isAbove = second.trim() === '' && third !== undefined && third.trim().length > 0;
  return isAbove && title.length <= LONGEST_SENTENCE ? title.replace(/\s*\.$/, '') : undefined;
}
