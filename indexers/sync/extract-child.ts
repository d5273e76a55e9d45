import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { extractFile } from '../extractors/extract-file.ts';
import { ExtractionError } from '../extractors/extraction-error.ts';
import type { ExtractionResult, Extractor } from '../types.ts';
import { type ExtractReply, ExtractRequest, FRAME_HEADER_BYTES } from './extract-messages.ts';
import { openForReading } from './extract-read-file.ts';

const REPLIES = 3;

/** Reads one file after the other for the pool. Whatever a file does to this process, only this process has it. */
async function main(): Promise<void> {
  const { extractors }: { extractors: readonly Extractor[] } = await import(process.argv[2] ?? '../extractors/index.ts');
  // A library that forgot a promise must not be charged to the next file.
  process.on('unhandledRejection', (reason) => console.error('unhandled:', reason));
  reply({ type: 'ready' });
  for await (const line of createInterface({ input: process.stdin })) {
    const result = await extract(ExtractRequest.parse(JSON.parse(line)), extractors);
    reply({ type: 'result', result, residentBytes: process.memoryUsage.rss() });
  }
}

async function extract(request: ExtractRequest, list: readonly Extractor[]): Promise<ExtractionResult> {
  try {
    const file = openForReading(Buffer.from(request.path, 'base64'), request);
    try {
      const raw = { name: request.name, size: file.size, read: file.read };
      const result = await extractFile(raw, { list, limits: request });
      // Whatever was made of bytes of two moments is nothing.
      file.requireUnchanged();
      return result;
    } finally {
      file.close();
    }
  } catch (error) {
    if (error instanceof ExtractionError) return { state: 'failed', cause: error.failure, message: error.message };
    throw error;
  }
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
