import type { FileTree, OpenedNode } from './file-tree.ts';
import { idToRawPath } from './path-id.ts';
import type { ContentHead } from './walk-messages.ts';
import { writeLine, writeOut } from './write-out.ts';

const CHUNK_BYTES = 256 * 1024;

/**
 * Writes one line that says what comes, with the access read at the same moment, and then the bytes of the range. Where reading
 * fails in the middle the process dies with fewer bytes than it promised.
 */
export function sendContent(open: () => FileTree, wanted: { id: string; start?: number; end?: number }): void {
  const opened = tryToOpen(open, wanted.id);
  if ('failure' in opened) {
    writeLine({ type: 'failed', message: opened.failure } satisfies ContentHead);
    return;
  }
  const { node, access } = opened;
  const range = resolveRange(wanted, node.size);
  const modifiedAt = Number(node.modified / 1_000_000n);
  writeLine({ type: 'content', size: node.size, modifiedAt, ...range, access } satisfies ContentHead);
  if (range.start !== undefined && range.end !== undefined) sendBytes(opened, range.start, range.end);
  opened.close();
}

function tryToOpen(open: () => FileTree, id: string): OpenedNode | { failure: string } {
  try {
    const opened = open().open(idToRawPath(id));
    if (opened.node.isOffline !== true) return opened;
    opened.close();
    return { failure: 'it is in an archive from which reading would fetch it (offline)' };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

function sendBytes(from: OpenedNode, start: number, end: number): void {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let at = start;
  while (at <= end) {
    const read = from.read(chunk, Math.min(CHUNK_BYTES, end - at + 1), at);
    if (read === 0) return;
    writeOut(chunk.subarray(0, read));
    at += read;
  }
}

/** RFC 9110 §14.1.2: without a start the last `end` bytes, without an end up to the end; nothing when it lies outside. */
export function resolveRange(range: { start?: number; end?: number }, size: number): { start?: number; end?: number } {
  const start = range.start ?? (range.end === undefined ? 0 : Math.max(0, size - range.end));
  const end = range.start === undefined ? size - 1 : Math.min(range.end ?? size - 1, size - 1);
  return start > end || size === 0 ? {} : { start, end };
}
