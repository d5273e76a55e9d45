import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { detectFormat } from '../extractors/detect-format.ts';
import { ExtractionError } from '../extractors/extraction-error.ts';
import type { Extracted, ExtractionResult, Extractor } from '../types.ts';
import { type ExtractReply, ExtractRequest, FRAME_HEADER_BYTES } from './extract-messages.ts';
import { openForReading } from './extract-read-file.ts';

const REPLIES = 3;
const SMALL_BYTES = 200;
const LONGEST_LINE = 1000;

/** Reads one file after the other for the pool. Whatever a file does to this process, only this process has it. */
async function main(): Promise<void> {
  const { extractors }: { extractors: readonly Extractor[] } = await import(process.argv[2] ?? '../extractors/index.ts');
  // A library that forgot a promise must not be charged to the next file.
  process.on('unhandledRejection', (reason) => console.error('unhandled:', reason));
  reply({ type: 'ready' });
  for await (const line of createInterface({ input: process.stdin })) {
    const result = await extractSafely(ExtractRequest.parse(JSON.parse(line)), extractors);
    reply({ type: 'result', result, residentBytes: process.memoryUsage.rss() });
  }
}

async function extractSafely(request: ExtractRequest, list: readonly Extractor[]): Promise<ExtractionResult> {
  const found: { mediaType?: string } = {};
  try {
    return await extract(request, list, (mediaType) => {
      found.mediaType = mediaType;
    });
  } catch (error) {
    return { state: 'failed', ...describeFailure(error), ...found };
  }
}

async function extract(
  request: ExtractRequest,
  list: readonly Extractor[],
  onMediaType: (mediaType: string) => void,
): Promise<ExtractionResult> {
  const file = openForReading(Buffer.from(request.path, 'base64'), request);
  try {
    const headBytes = list.find(({ extensions }) =>
      extensions.some((end) => request.name.toLowerCase().endsWith(`.${end}`)),
    )?.headBytes;
    let bytes = file.read(headBytes ?? file.size);
    const { mediaType, extractor } = await detectFormat(bytes, request.name, list);
    onMediaType(mediaType);
    if (extractor === undefined)
      throw new ExtractionError('unsupported', `Files of this kind (${mediaType}) are found by name only`);
    if (bytes.length !== Math.min(file.size, extractor.headBytes ?? file.size))
      bytes = file.read(extractor.headBytes ?? file.size);
    file.requireUnchanged();
    const extracted = file.size === 0 ? nothing() : await extractor.extract({ name: request.name, bytes }, request);
    return { state: 'extracted', mediaType, extracted: withinLimits(extracted, { request, bytes, size: file.size }) };
  } finally {
    file.close();
  }
}

function nothing(): Extracted {
  return { authors: [], sections: [], warnings: [] };
}

/** No extractor's promise is relied on, and no text at all is never silent. */
function withinLimits(extracted: Extracted, file: { request: ExtractRequest; bytes: Uint8Array; size: number }): Extracted {
  let room = file.request.maxCharacters;
  const sections = extracted.sections.map((section) => {
    const text = section.text.slice(0, Math.max(0, room));
    room -= text.length;
    return { ...section, text, ...(section.heading === undefined ? {} : { heading: section.heading.slice(0, LONGEST_LINE) }) };
  });
  const warnings = [...extracted.warnings];
  if (file.bytes.length < file.size) warnings.push(`Only the first ${Math.round(file.bytes.length / 1024 / 1024)} MB were read`);
  const isEmpty = sections.every(({ text, heading }) => text.trim() === '' && heading === undefined);
  if (isEmpty && warnings.length === 0 && file.size > SMALL_BYTES) warnings.push('No text was found in it');
  return {
    ...extracted,
    ...(extracted.title === undefined ? {} : { title: extracted.title.slice(0, LONGEST_LINE) }),
    authors: extracted.authors.slice(0, 100).map((author) => author.slice(0, LONGEST_LINE)),
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

function reply(message: ExtractReply): void {
  const json = Buffer.from(JSON.stringify(message), 'utf8');
  const frame = Buffer.allocUnsafe(FRAME_HEADER_BYTES + json.length);
  frame.writeUInt32BE(json.length, 0);
  json.copy(frame, FRAME_HEADER_BYTES);
  let at = 0;
  while (at < frame.length) at += writeSync(REPLIES, frame, at);
}

await main();
