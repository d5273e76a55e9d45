import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { extractFile } from '../extractors/extract-file.ts';
import { ExtractionError } from '../extractors/extraction-error.ts';
import type { RawFile } from '../extractors/raw-file.ts';
import type { Drawn, DrawRequest } from '../ocr/draw-messages.ts';
import type { ExtractionResult } from '../types/extraction.ts';
import type { Extractor } from '../types.ts';
import { type ExtractReply, ExtractRequest, FRAME_HEADER_BYTES } from './extract-messages.ts';
import { openForReading } from './extract-read-file.ts';

const REPLIES = 3;
const CHUNK_BYTES = 4 * 1024 * 1024;

/** Reads one file after the other for the pool. Whatever a file does to this process, only this process has it. */
async function main(): Promise<void> {
  const { extractors }: { extractors: readonly Extractor[] } = await import(process.argv[2] ?? '../extractors/index.ts');
  // A library that forgot a promise must not be charged to the next file.
  process.on('unhandledRejection', (reason) => console.error('unhandled:', reason));
  reply({ type: 'ready' });
  for await (const line of createInterface({ input: process.stdin })) {
    const answer = await extract(ExtractRequest.parse(JSON.parse(line)), extractors);
    const residentBytes = process.memoryUsage.rss();
    if (answer.state === 'drawn') {
      const { picture, ...result } = answer;
      reply({ type: 'result', result, residentBytes });
      writeOut(picture);
    } else reply({ type: 'result', result: answer, residentBytes });
  }
}

async function extract(request: ExtractRequest, list: readonly Extractor[]): Promise<ExtractionResult | Drawn> {
  try {
    const file = openForReading(Buffer.from(request.path, 'base64'), request);
    try {
      const raw = { name: request.name, size: file.size, read: file.read };
      const { draw } = request;
      const result = draw === undefined ? await extractText(raw, request, list) : await drawSafely(raw, draw);
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

async function extractText(file: RawFile, limits: ExtractRequest, list: readonly Extractor[]): Promise<ExtractionResult> {
  const result = await extractFile(file, { list, limits });
  const hasPictures = result.state === 'extracted' && result.extracted.imagePages !== undefined;
  return hasPictures ? { ...result, digest: digestOf(file) } : result;
}

async function drawSafely(file: RawFile, request: DrawRequest): Promise<ExtractionResult | Drawn> {
  try {
    const { drawPage } = await import('../ocr/draw-page.ts');
    return await drawPage(file, request);
  } catch (error) {
    if (error instanceof ExtractionError) throw error;
    console.error('drawing:', error);
    return { state: 'failed', cause: 'corrupt', message: 'the page is damaged, or too much for the memory that it may take' };
  }
}

function digestOf(file: RawFile): string {
  const hash = createHash('sha256');
  for (let at = 0; at < file.size; at += CHUNK_BYTES) hash.update(file.read(at, CHUNK_BYTES));
  return hash.digest('base64url');
}

function reply(message: ExtractReply): void {
  const json = Buffer.from(JSON.stringify(message), 'utf8');
  const frame = Buffer.allocUnsafe(FRAME_HEADER_BYTES + json.length);
  frame.writeUInt32BE(json.length, 0);
  json.copy(frame, FRAME_HEADER_BYTES);
  writeOut(frame);
}

function writeOut(bytes: Uint8Array): void {
  let at = 0;
  while (at < bytes.length) at += writeSync(REPLIES, bytes, at);
}

await main();
