import type { Extractor } from '../types.ts';
import { tooLong } from './section-builder.ts';

const LONGEST_TITLE = 100;

/** Plain text in whatever encoding. */
export const textExtractor: Extractor = {
  name: 'text',
  version: 1,
  extensions: ['txt', 'text', 'log'],
  mediaTypes: ['text/plain'],
  headBytes: 20 * 1024 * 1024,
  async extract(file, limits) {
    const { decodeText } = await import('./decode-text.ts');
    const whole = decodeText(file.bytes()).text.replace(/\r\n?/g, '\n');
    const text = whole.slice(0, limits.maxCharacters);
    const title = findTitle(text);
    return {
      ...(title === undefined ? {} : { title }),
      authors: [],
      sections: text.trim() === '' ? [] : [{ text }],
      warnings: whole.length > text.length ? [tooLong(limits)] : [],
    };
  },
};

/** The first line when it stands alone (an empty line or an underline follows) and does not read like a sentence. */
function findTitle(text: string): string | undefined {
  const [first = '', second] = text.trimStart().split('\n', 2);
  const title = first.trim();
  const standsAlone = second !== undefined && /^\s*([=\-*~_#])?\1*\s*$/.test(second);
  const looksLikeOne = title.length >= 3 && title.length <= LONGEST_TITLE && /\p{L}/u.test(title) && !/[.,;:]$/.test(title);
  return standsAlone && looksLikeOne ? title : undefined;
}
