import type { MarkedText } from '../../../server/contract/common.ts';

/** Cuts marked text at blank lines; a mark that spans one is cut with it. Paragraphs without words are left out. */
export function paragraphs(text: MarkedText): MarkedText[] {
  const found: MarkedText[] = [[]];
  for (const piece of text) {
    piece.text.split(/\n\s*\n/).forEach((part, place) => {
      if (place > 0) found.push([]);
      if (part !== '') found.at(-1)?.push({ text: part, match: piece.match });
    });
  }
  return found.filter((paragraph) => paragraph.some((piece) => piece.text.trim() !== ''));
}
