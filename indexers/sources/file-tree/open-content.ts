import { Readable } from 'node:stream';
import type { ByteRange, ContentStream } from '../../types/content-stream.ts';
import type { TreeChild, TreeChildren } from './tree-children.ts';
import { ContentHead } from './walk-messages.ts';

/** Longest head line: an ACL of some thousand entries. */
const MAX_HEAD_BYTES = 4 * 1024 * 1024;

/** The bytes of one original, by a child that opens it, reads its access at the same moment, and ends with the stream. */
export async function openContent(
  children: TreeChildren,
  request: { itemId: string; range?: ByteRange; signal: AbortSignal },
): Promise<ContentStream> {
  const { itemId, range, signal } = request;
  const child = children.start({
    task: 'content',
    id: itemId,
    ...(range?.start === undefined ? {} : { start: range.start }),
    ...(range?.end === undefined ? {} : { end: range.end }),
  });
  try {
    const chunks = child.chunks(signal);
    const { head, rest } = await readHead(child, chunks);
    if (head.type === 'failed') throw new Error(`"${itemId}" cannot be read: ${head.message}`);
    return {
      size: head.size,
      modifiedAt: head.modifiedAt,
      start: head.start,
      end: head.end,
      access: head.access,
      stream: Readable.from(bytesOf(child, { head, rest, chunks }), { objectMode: false }),
    };
  } catch (error) {
    child.stop();
    throw error;
  }
}

async function readHead(child: TreeChild, chunks: AsyncGenerator<Buffer, void>): Promise<{ head: ContentHead; rest: Buffer }> {
  let bytes = Buffer.alloc(0);
  while (bytes.length < MAX_HEAD_BYTES) {
    const next = await chunks.next();
    if (next.done === true) throw new Error(`the file cannot be read (${child.lastWords()})`);
    bytes = Buffer.concat([bytes, next.value]);
    const end = bytes.indexOf(10);
    if (end !== -1) return { head: ContentHead.parse(JSON.parse(bytes.toString('utf8', 0, end))), rest: bytes.subarray(end + 1) };
  }
  throw new Error('the answer about the file is too long');
}

async function* bytesOf(
  child: TreeChild,
  {
    head,
    rest,
    chunks,
  }: { head: { start?: number | undefined; end?: number | undefined }; rest: Buffer; chunks: AsyncGenerator<Buffer, void> },
): AsyncGenerator<Buffer> {
  let missing = head.start === undefined || head.end === undefined ? 0 : head.end - head.start + 1 - rest.length;
  try {
    if (rest.length > 0) yield rest;
    for await (const chunk of chunks) {
      missing -= chunk.length;
      yield chunk;
    }
    if (missing > 0) throw new Error(`the file became shorter or unreadable while it was read (${child.lastWords()})`);
  } finally {
    child.stop();
  }
}
