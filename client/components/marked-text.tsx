import type { MarkedText as Pieces } from '../../server/contract/common.ts';
import { joinMarks } from '../lib/marks.ts';

/** Text with what matched marked. Always text: nothing of a document is ever taken for HTML. */
export function MarkedText({ text }: { text: Pieces }) {
  return joinMarks(text).map((piece, place) => {
    if (!piece.match) return piece.text;
    // Pieces have no identity but their place, and a list of them is replaced as a whole.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    return <mark key={place}>{piece.text}</mark>;
  });
}
