import type { Extracted, ExtractorLimits } from '../types/extraction.ts';
import { parseDate } from './dates.ts';
import { usableTitle } from './document-title.ts';
import { ExtractionError } from './extraction-error.ts';
import { createRtfReader, type RtfSink } from './rtf/reader.ts';
import { tokenizeRtf } from './rtf/tokenize.ts';
import { createSectionBuilder, oneLine } from './section-builder.ts';
import { splitAuthors } from './split-authors.ts';

const BEGINNING = /^[^{]{0,100}\{\s*\\rtf/;

/** Paragraphs under their headings, then notes and comments, then headers and footers. */
export function readRtf(bytes: Uint8Array, limits: ExtractorLimits): Extracted {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  if (!BEGINNING.test(source.slice(0, 200))) throw new ExtractionError('corrupt', 'The file is not an RTF document');
  const { sink, finish } = createSink(limits);
  const reader = createRtfReader(sink);
  tokenizeRtf(source.slice(source.indexOf('{')), reader.handler);
  const { isOpen } = reader.finish();
  const { warnings, ...extracted } = finish();
  const isCut = isOpen && !sink.isFull();
  return { ...extracted, warnings: isCut ? [...warnings, 'The file ends early: some of its text may be missing'] : warnings };
}

function createSink(limits: ExtractorLimits): { sink: RtfSink; finish(): Extracted } {
  const builder = createSectionBuilder(limits);
  const beside = { notes: [] as string[], margins: new Set<string>() };
  const fields = { title: '', author: '' };
  const times = { created: new Map<string, number>(), modified: new Map<string, number>() };
  let besideLength = 0;
  let firstHeading: string | undefined;

  const sink: RtfSink = {
    paragraph(text, destination, isHeading) {
      const line = isHeading ? oneLine(text) : '';
      if (destination === 'body') {
        if (line !== '') {
          firstHeading ??= line;
          builder.heading(line);
        } else builder.text(`${text}\n`);
      } else if (besideLength < limits.maxCharacters) {
        besideLength += text.length;
        if (destination === 'notes') beside.notes.push(text);
        else beside.margins.add(oneLine(text));
      }
    },
    info(field, text) {
      if (fields[field] === '') fields[field] = text;
    },
    time: (field, part, number) => void times[field].set(part, number),
    isFull: builder.isFull,
  };

  function finish(): Extracted {
    const texts = [...beside.notes, ...beside.margins].filter((text) => text.trim() !== '');
    if (texts.length > 0) builder.heading('');
    for (const text of texts) builder.text(`${text}\n`);
    const title = usableTitle(fields.title) ?? firstHeading;
    const createdAt = dateOf(times.created);
    const modifiedAt = dateOf(times.modified);
    return {
      ...(title === undefined ? {} : { title }),
      authors: splitAuthors(fields.author),
      ...(createdAt === undefined ? {} : { createdAt }),
      ...(modifiedAt === undefined ? {} : { modifiedAt }),
      ...builder.finish(),
    };
  }

  return { sink, finish };
}

/** The format has no time zone. */
function dateOf(parts: ReadonlyMap<string, number>): number | undefined {
  const year = parts.get('yr');
  if (year === undefined) return undefined;
  const [month = 1, day = 1, hour = 0, minute = 0, second = 0] = ['mo', 'dy', 'hr', 'min', 'sec'].map((part) => parts.get(part));
  return parseDate(new Date(Date.UTC(year, month - 1, day, hour, minute, second)));
}
