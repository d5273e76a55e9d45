import type {
  Embedded,
  EmbeddedFile,
  Extracted,
  ExtractionContext,
  ExtractionResult,
  ExtractorLimits,
  Section,
} from '../types/extraction.ts';
import type { Extractor } from '../types.ts';
import { bytesInput } from './bytes-input.ts';
import { detectFormat } from './detect-format.ts';
import { detectLanguage } from './detect-language.ts';
import { ExtractionError } from './extraction-error.ts';
import type { RawFile } from './raw-file.ts';
import { noReader, readerOf, readersOf } from './readers.ts';

const MEGABYTE = 1024 * 1024;
const LONGEST_LINE = 1000;
const MOST_AUTHORS = 100;
/** Warnings go with every passage of a document. */
const MOST_WARNINGS = 30;
const LONGEST_WARNING = 300;
/** A message in a message in a message. */
const MAX_NESTING = 3;
const MAX_EMBEDDED = 1000;
const MAX_EMBEDDED_BYTES = 500 * MEGABYTE;

/** Share of the limit that files within files leave to each file around them: a large attachment must not cost the mail's own text. */
const KEPT_FOR_OUTER = 0.1;

/** What is spent by one file and all files in it together. */
interface Budget {
  characters: number;
  embedded: number;
  embeddedBytes: number;
  /** Of the files within. */
  readers: Set<string>;
}

interface Work {
  list: readonly Extractor[];
  limits: ExtractorLimits;
  budget: Budget;
  depth: number;
}

/** Finds out what a file is, lets the extractor for it read it, and holds that to its promises. Never throws for what the file is. */
export async function extractFile(
  file: RawFile,
  { list, limits }: { list: readonly Extractor[]; limits: ExtractorLimits },
): Promise<ExtractionResult> {
  const budget: Budget = {
    characters: limits.maxCharacters,
    embedded: MAX_EMBEDDED,
    embeddedBytes: MAX_EMBEDDED_BYTES,
    readers: new Set(),
  };
  const { reader, ...result } = await extractSafely(file, { list, limits, budget, depth: 0 });
  const known = reader === undefined ? {} : { reader: readersOf(reader, budget.readers) };
  if (result.state === 'failed') return { ...result, ...known, message: result.message.toWellFormed() };
  const language = result.extracted.language ?? (await detectLanguage(result.extracted.sections));
  const warnings = shortened(result.extracted.warnings);
  const extracted = wellFormed({ ...result.extracted, warnings });
  return { ...result, ...known, extracted: { ...extracted, ...(language !== undefined && { language }) } };
}

/** Broken files hold halves of characters, and limits cut some in two: Meilisearch refuses a text with one. */
function wellFormed(extracted: Extracted): Extracted {
  const { title, authors, sections, warnings } = extracted;
  return {
    ...extracted,
    ...(title === undefined ? {} : { title: title.toWellFormed() }),
    authors: authors.map((author) => author.toWellFormed()),
    sections: sections.map(({ text, heading, part, ...section }) => ({
      ...section,
      text: text.toWellFormed(),
      ...(heading === undefined ? {} : { heading: heading.toWellFormed() }),
      ...(part === undefined ? {} : { part: part.toWellFormed() }),
    })),
    warnings: warnings.map((warning) => warning.toWellFormed()),
  };
}

function shortened(warnings: readonly string[]): string[] {
  const short = warnings.map((text) => (text.length > LONGEST_WARNING ? `${text.slice(0, LONGEST_WARNING - 1)}…` : text));
  const distinct = [...new Set(short)];
  const left = distinct.length - MOST_WARNINGS;
  return left > 0 ? [...distinct.slice(0, MOST_WARNINGS), `And ${left} more warnings`] : distinct;
}

async function extractSafely(file: RawFile, work: Work): Promise<ExtractionResult> {
  let known: { mediaType?: string; reader?: string } = {};
  try {
    const { mediaType, extractor } = await detectFormat(file, work.list);
    known = { mediaType, reader: extractor === undefined ? noReader(work.list) : readerOf(extractor) };
    if (file.size === 0)
      return {
        ...known,
        state: 'extracted',
        mediaType,
        extracted: { authors: [], sections: [], warnings: ['The file is empty'] },
      };
    if (extractor === undefined)
      throw new ExtractionError('unsupported', `Files of this kind (${mediaType}) are found by name only`);
    const extracted = await extractor.extract(inputOf(file, { mediaType, extractor }), contextFor(work));
    return { ...known, state: 'extracted', mediaType, extracted: withinLimits(extracted, { file, extractor, work }) };
  } catch (error) {
    return { state: 'failed', ...describeFailure(error), ...known };
  }
}

function inputOf(file: RawFile, { mediaType, extractor }: { mediaType: string; extractor: Extractor }) {
  const { name, size } = file;
  return {
    name,
    size,
    mediaType,
    bytes: () => file.read(0, Math.min(size, extractor.headBytes ?? size)),
    read: (position: number, length: number) => file.read(position, length),
  };
}

function contextFor(work: Work): ExtractionContext {
  return {
    ...work.limits,
    maxCharacters: roomFor(work),
    extractEmbedded: (file) => extractEmbedded(file, work),
  };
}

function roomFor({ budget, limits, depth }: Work): number {
  return Math.max(0, Math.floor(budget.characters - depth * KEPT_FOR_OUTER * limits.maxCharacters));
}

async function extractEmbedded(file: EmbeddedFile, work: Work): Promise<Embedded> {
  const { budget, depth } = work;
  const name = file.name.slice(0, LONGEST_LINE);
  budget.embedded -= 1;
  budget.embeddedBytes -= file.bytes.length;
  if (depth >= MAX_NESTING) return nameAlone(name, 'nested too deeply, only its name was read');
  if (budget.embedded < 0 || budget.embeddedBytes < 0) return nameAlone(name, 'one of too many, only its name was read');
  const raw = bytesInput({ ...file, mediaType: '' });
  const result = await extractSafely(raw, { ...work, depth: depth + 1 });
  if (result.reader !== undefined) budget.readers.add(result.reader);
  if (result.state === 'failed')
    return nameAlone(name, result.cause === 'unsupported' ? undefined : withSmallInitial(result.message));
  const { sections, ...extracted } = result.extracted;
  // That a logo in a mail holds no text is nothing that is missing from the mail.
  const warnings = extracted.picture === undefined ? extracted.warnings : [];
  // What is not named as a part is counted once more, with the text of the file around it.
  if (file.isWhole) for (const { part, text } of sections) budget.characters += part === undefined ? text.length : 0;
  const inner = file.isWhole ? sections : sections.map((section) => ({ ...section, part: partOf(section, name) }));
  return {
    sections: inner.length > 0 ? inner : [{ text: '', part: name }],
    warnings: warnings.map((warning) => `${name}: ${withSmallInitial(warning)}`),
    extracted,
  };
}

function partOf({ part }: Section, name: string): string {
  return part === undefined ? name : `${name} › ${part}`;
}

function nameAlone(name: string, problem: string | undefined): Embedded {
  return {
    sections: [{ text: '', part: name }],
    warnings: problem === undefined ? [] : [`${name}: ${problem}`],
    extracted: undefined,
  };
}

function withSmallInitial(sentence: string): string {
  return sentence.replace(/^(It|Its|The|This|There|Only|Reading|Read|Not|No|None)\b/, (word) => word.toLowerCase());
}

/** No extractor's promise is relied on, and no text at all is never silent. */
function withinLimits(
  extracted: Extracted,
  { file, extractor, work }: { file: RawFile; extractor: Extractor; work: Work },
): Extracted {
  const { budget } = work;
  const sections = extracted.sections.map((section) => {
    // What lies in an inner file was counted there.
    if (section.part !== undefined) return { ...section, part: section.part.slice(0, LONGEST_LINE) };
    const text = section.text.slice(0, roomFor(work));
    budget.characters -= text.length;
    return { ...section, text, ...(section.heading === undefined ? {} : { heading: section.heading.slice(0, LONGEST_LINE) }) };
  });
  const warnings = [...extracted.warnings];
  const readBytes = Math.min(file.size, extractor.headBytes ?? file.size);
  if (readBytes < file.size) warnings.push(`Only the first ${Math.round(readBytes / MEGABYTE)} MB were read`);
  const isEmpty = sections.every(({ text, heading, part }) => text.trim() === '' && heading === undefined && part === undefined);
  if (isEmpty && warnings.length === 0) warnings.push('No text was found in it');
  return {
    ...extracted,
    ...(extracted.title === undefined ? {} : { title: extracted.title.slice(0, LONGEST_LINE) }),
    authors: extracted.authors.slice(0, MOST_AUTHORS).map((author) => author.slice(0, LONGEST_LINE)),
    sections,
    warnings,
  };
}

function describeFailure(error: unknown): Pick<Extract<ExtractionResult, { state: 'failed' }>, 'cause' | 'message'> {
  if (error instanceof ExtractionError) return { cause: error.failure, message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  // What `prlimit --data` turns a Buffer or WebAssembly bomb into.
  if (error instanceof RangeError && /allocation|Invalid (array|string) length|memory/i.test(message))
    return { cause: 'memory', message: 'Reading it takes more memory than allowed' };
  return { cause: 'corrupt', message: `It cannot be read: ${message.slice(0, LONGEST_LINE)}` };
}
