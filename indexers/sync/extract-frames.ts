import type { Readable } from 'node:stream';
import { type Failed, failed } from './extract-failed.ts';
import { ExtractReply, FRAME_HEADER_BYTES } from './extract-messages.ts';

/** Gives one frame after the other, `closed` at the end. Rejects for what is no reply. */
export function readFrames(stream: Readable, maxBytes: number): () => Promise<ExtractReply | Failed | 'closed'> {
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
    return json === undefined ? 'closed' : ExtractReply.parse(JSON.parse(json.toString('utf8')));
  };
}
