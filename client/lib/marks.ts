import type { MarkedText } from '../../server/contract/common.ts';

/** Marks that only a space parts become one: "river gauge" is one find, not two. */
export function joinMarks(text: MarkedText): MarkedText {
  const joined: MarkedText = [];
  text.forEach((piece, place) => {
    const last = joined.at(-1);
    const isGap = !piece.match && /^\s+$/.test(piece.text) && last?.match === true && text[place + 1]?.match === true;
    if (last?.match && (piece.match || isGap)) last.text += piece.text;
    else joined.push({ ...piece });
  });
  return joined;
}
