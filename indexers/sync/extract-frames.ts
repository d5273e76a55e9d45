import type { Readable } from 'node:stream';
import type { Drawn } from '../ocr/draw-messages.ts';
import type { ExtractionResult } from '../types/extraction.ts';
import { type Failed, failed } from './extract-failed.ts';
import { ExtractReply, FRAME_HEADER_BYTES } from './extract-messages.ts';

/** A reply with everything that belongs to it. */
export type WholeReply = { type: 'ready' } | { type: 'result'; result: ExtractionResult | Drawn; residentBytes: number };

/** Gives one frame after the other, `closed` at the end. Rejects for what is no reply. */
export function readFrames(stream: Readable, maxBytes: number): () => Promise<WholeReply | Failed | 'closed'> {
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  let pending: Buffer[] = [];
  let length = 0;

  async function take(bytes: number): Promise<Buffer | undefined> {
    while (length < bytes) {
      const next = await chunks.next();
      if (next.done === true) return undefined;
      pending.push(next.value);
      length += next.value.length;
    }
    const all = Buffer.concat(pending);
    length -= bytes;
    pending = length === 0 ? [] : [Buffer.from(all.subarray(bytes))];
    return all.subarray(0, bytes);
  }

  return async () => {
    const header = await take(FRAME_HEADER_BYTES);
    if (header === undefined) return 'closed';
    const bytes = header.readUInt32BE(0);
    if (bytes > maxBytes) return failed('too-large', `Its text takes more than ${Math.round(maxBytes / 1024 / 1024)} MB`);
    const json = await take(bytes);
    if (json === undefined) return 'closed';
    const reply = ExtractReply.parse(JSON.parse(json.toString('utf8')));
    if (reply.type === 'ready') return reply;
    const { result, residentBytes } = reply;
    if (result.state !== 'drawn') return { type: 'result', result, residentBytes };
    if (result.pictureBytes > maxBytes) throw new Error('a picture is larger than was asked for');
    const picture = await take(result.pictureBytes);
    return picture === undefined ? 'closed' : { type: 'result', result: { ...result, picture }, residentBytes };
  };
}
