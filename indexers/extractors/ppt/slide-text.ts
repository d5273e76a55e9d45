import { isTitleKind, type PptSlide, type PptText } from './presentation.ts';
import { type PptRecord, RECORD, recordsBelow, recordsIn, textOf } from './records.ts';

/** Strings in a comment: the author, the text, the initials. */
const COMMENT_TEXT = 1;
/** WordArt: the text is a property of the shape (MS-ODRAW 2.3.22.1). */
const SHAPE_TEXT = 0x00c0;
/** Stands for the slide's number. */
const NUMBER = '*';

/** Texts of a slide in the order of its shapes, those of comments at the end. */
export function readSlide({ content, outline }: Pick<PptSlide, 'content' | 'outline'>): PptText[] {
  if (content === undefined) return outline;
  const texts: PptText[] = [];
  const comments: PptText[] = [];
  const used = new Set<number>();
  let isTitle = false;
  for (const record of recordsBelow(content, isWorthEntering)) {
    const { type, data } = record;
    if (type === RECORD.textKind) isTitle = isTitleKind(record);
    else if (type === RECORD.outlineText && data.length >= 4) {
      const index = data.readUInt32LE(0);
      const text = outline[index];
      if (text !== undefined && !used.has(index)) texts.push(text);
      used.add(index);
    } else if (type === RECORD.wideText || type === RECORD.narrowText) texts.push({ isTitle, text: textOf(record) ?? '' });
    else if (type === RECORD.shapeOptions) texts.push(...wordArt(record));
    else if (type === RECORD.comment) comments.push(...strings(data, COMMENT_TEXT));
  }
  const unused = outline.filter((_, index) => !used.has(index));
  return [...texts, ...unused, ...comments].filter(({ text }) => text.trim() !== '' && text.trim() !== NUMBER);
}

/** Header, footer and date as somebody wrote them (MS-PPT 2.4.15). */
export function readFooters(document: Buffer): string[] {
  const texts: string[] = [];
  for (const record of recordsIn(document))
    if (record.type === RECORD.headersFooters) texts.push(...strings(record.data).map(({ text }) => text));
  return texts;
}

function isWorthEntering({ type, isContainer }: PptRecord): boolean {
  // Comments lie in what calls itself an atom.
  return (isContainer && type !== RECORD.comment && type !== RECORD.headersFooters) || type === RECORD.tagData;
}

function strings(data: Buffer, wanted?: number): PptText[] {
  return [...recordsIn(data)]
    .filter(({ type, instance }) => type === RECORD.string && (wanted === undefined || instance === wanted))
    .map((record) => ({ isTitle: false, text: textOf(record) ?? '' }));
}

/** Properties of six bytes, and behind all of them what did not fit in. */
function wordArt({ instance, data }: PptRecord): PptText[] {
  let at = instance * 6;
  for (let index = 0; index < instance && (index + 1) * 6 <= data.length; index += 1) {
    const id = data.readUInt16LE(index * 6);
    const size = data.readUInt32LE(index * 6 + 2);
    const isBehind = (id & 0x8000) !== 0;
    if (isBehind && (id & 0x3fff) === SHAPE_TEXT)
      return [
        {
          isTitle: false,
          text: data.toString('utf16le', Math.min(at, data.length), Math.min(at + size, data.length)).replace(/\0.*$/s, ''),
        },
      ];
    if (isBehind) at += size;
  }
  return [];
}
