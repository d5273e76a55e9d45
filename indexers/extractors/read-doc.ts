import type { Extracted, ExtractorInput, ExtractorLimits } from '../types/extraction.ts';
import { openCompound } from './compound/compound-file.ts';
import { readCompoundProperties } from './compound/properties.ts';
import { createParagraphWriter } from './doc/paragraph-writer.ts';
import { openWord95 } from './doc/word-95.ts';
import { openWord97 } from './doc/word-97.ts';
import type { PartKind, Piece, WordFile } from './doc/word-file.ts';
import { ExtractionError } from './extraction-error.ts';
import { createSectionBuilder, oneLine, type SectionBuilder } from './section-builder.ts';

const WORD_97 = 0xa5ec;
const WORD_95 = 0xa5dc;
const ENCRYPTED = 0x0100;
const DAMAGED = 'The file is damaged: some of its text may be missing';
/** As much is decoded at once. */
const STEP_CHARACTERS = 64 * 1024;

/** Body, then notes, comments, text boxes, headers and footers. */
export function readDoc(file: ExtractorInput, limits: ExtractorLimits): Extracted {
  const compound = openCompound(file);
  const bytes = compound.stream('WordDocument');
  const magic = bytes !== undefined && bytes.length >= 12 ? bytes.readUInt16LE(0) : undefined;
  if (bytes !== undefined && magic !== undefined && (bytes.readUInt16LE(10) & ENCRYPTED) !== 0 && isWord(magic))
    throw new ExtractionError('encrypted', 'The document is protected by a password');
  const word = bytes === undefined ? undefined : open();
  if (word === undefined) throw new ExtractionError('corrupt', 'The file is damaged: the document in it cannot be read');

  const builder = createSectionBuilder(limits);
  const { firstHeading, isWhole } = writeParts(word, builder);
  const { sections, warnings } = builder.finish();
  const { slides: _slides, ...properties } = readCompoundProperties(compound);
  const title = properties.title ?? firstHeading;
  const isDamaged = word.isDamaged || compound.isDamaged() || !isWhole;
  return {
    ...properties,
    ...(title === undefined ? {} : { title }),
    sections,
    warnings: isDamaged ? [...warnings, DAMAGED] : warnings,
  };

  function open(): WordFile | undefined {
    if (bytes === undefined) return undefined;
    if (magic === WORD_97) return openWord97(compound, bytes);
    return magic === WORD_95 ? openWord95(bytes) : undefined;
  }
}

function isWord(magic: number): boolean {
  return magic === WORD_97 || magic === WORD_95;
}

/** `isWhole`: the stream held all characters that the header speaks of. */
function writeParts(word: WordFile, builder: SectionBuilder): { firstHeading: string | undefined; isWhole: boolean } {
  const take = createCharacters(word);
  const said = new Set<string>();
  let firstHeading: string | undefined;
  let kind: PartKind = 'body';
  const writer = createParagraphWriter({
    kindOf: (end) => word.paragraphs.get(end),
    paragraph(text, isHeading) {
      const line = isHeading ? oneLine(text) : '';
      if (kind === 'body' && line !== '') {
        firstHeading ??= line;
        builder.heading(line);
      } else if (!isRepeated(text)) builder.text(`${text}\n`);
    },
  });

  let isWhole = true;
  for (const part of word.parts) {
    if (part.length === 0 || builder.isFull()) continue;
    // What stands beside the body belongs to none of its headings.
    if (kind === 'body' && part.kind !== 'body') builder.heading('');
    kind = part.kind;
    let left = part.length;
    while (left > 0 && !builder.isFull()) {
      const step = take(Math.min(left, STEP_CHARACTERS));
      if (step === undefined) break;
      left -= step.taken;
      writer.write(step.text, step.end);
    }
    writer.finish();
    if (left > 0 && !builder.isFull()) isWhole = false;
  }
  return { firstHeading, isWhole };

  /** Each section of a document has its own headers and footers, mostly all the same. */
  function isRepeated(text: string): boolean {
    if (kind !== 'margins') return false;
    const line = oneLine(text);
    if (said.has(line)) return true;
    said.add(line);
    return false;
  }
}

interface Step {
  /** Without what was deleted. */
  text: string;
  taken: number;
  /** The byte behind the character at this place of `text`. */
  end(index: number): number;
}

/** The characters one after the other. Each is in the stream once, so more than the stream can hold is damage and ends it. */
function createCharacters(word: WordFile): (most: number) => Step | undefined {
  let index = 0;
  let offset = 0;
  let budget = word.bytes.length;
  return function take(most) {
    let piece = word.pieces[index];
    while (piece !== undefined && offset >= piece.length) {
      index += 1;
      offset = 0;
      piece = word.pieces[index];
    }
    if (piece === undefined || budget <= 0) return undefined;
    const start = piece.start + offset * piece.width;
    const taken = runLength(word, { start, most: Math.min(most, piece.length - offset), width: piece.width });
    offset += taken.length;
    budget -= taken.length;
    const bytes = taken.isDeleted ? word.bytes.subarray(0, 0) : word.bytes.subarray(start, start + taken.length * piece.width);
    if (start >= word.bytes.length) return undefined;
    const { width } = piece;
    return { text: word.decode(bytes, width), taken: taken.length, end: (place) => start + (place + 1) * width };
  };
}

/** How far it goes before deleted text begins or ends. */
function runLength(
  word: WordFile,
  { start, most, width }: Pick<Piece, 'start' | 'width'> & { most: number },
): { length: number; isDeleted: boolean } {
  const range = firstEndingAfter(word.deleted, start);
  if (range === undefined || range.start >= start + most * width) return { length: most, isDeleted: false };
  const isDeleted = range.start <= start;
  const until = isDeleted ? range.end : range.start;
  return { length: Math.max(1, Math.min(most, Math.floor((until - start) / width))), isDeleted };
}

function firstEndingAfter(ranges: WordFile['deleted'], position: number): { start: number; end: number } | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) > position) high = middle;
    else low = middle + 1;
  }
  return ranges[low];
}
