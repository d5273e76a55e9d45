import { closeSync, constants, openSync, rmSync, writeSync } from 'node:fs';
import { ExtractionError } from '../../extractors/extraction-error.ts';
import type { FileTree, OpenedNode } from './file-tree.ts';
import { idToRawPath } from './path-id.ts';
import type { Answer, Asked } from './walk-messages.ts';

const CHUNK_BYTES = 1024 * 1024;
const BUSY_EVERY_BYTES = 8 * CHUNK_BYTES;

type Outcome = Answer extends infer One ? (One extends { number: number } ? Omit<One, 'number'> : never) : never;

/** Answers one question about one file, with the tree opened anew: a root that was exchanged meanwhile answers nothing. */
export function answer(
  open: () => FileTree,
  { asked, identity, busy }: { asked: Asked; identity: string | undefined; busy: () => void },
): Outcome {
  try {
    const raw = idToRawPath(asked.id);
    const tree = open();
    if (identity !== undefined && identity !== tree.message.identity)
      return { state: 'failed', message: 'another folder has taken the place of the known one' };
    switch (asked.what) {
      case 'is-there':
        return { state: tree.hasFile(raw) ? 'done' : 'gone' };
      case 'access':
        return accessOf(tree, raw);
      case 'copy':
        return copy(tree, { ...asked, raw, busy });
      default:
        return asked satisfies never;
    }
  } catch (error) {
    const isChanged = error instanceof ExtractionError && error.failure === 'changed';
    return { state: isChanged ? 'changed' : 'failed', message: messageOf(error) };
  }
}

function accessOf(tree: FileTree, raw: string): Outcome {
  try {
    const access = tree.accessAt(raw);
    return access === undefined ? { state: 'gone' } : { state: 'access', access };
  } catch (error) {
    if (tree.failureOf(error) !== 'refused') throw error;
    return { state: 'access', access: { state: 'unknown', reason: `Atrium may not look at it: ${messageOf(error)}` } };
  }
}

interface CopyRequest {
  raw: string;
  to: string;
  size: number;
  modifiedAt: number;
  busy: () => void;
}

/** Only what was listed: what changed since has no access of its own yet. */
function copy(tree: FileTree, request: CopyRequest): Outcome {
  const opened = tree.open(request.raw);
  try {
    requireAsListed(opened, request);
    const to = openSync(request.to, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    try {
      copyBytes(opened, { to, size: request.size, busy: request.busy });
    } catch (error) {
      rmSync(request.to);
      throw error;
    } finally {
      closeSync(to);
    }
    return { state: 'done' };
  } finally {
    opened.close();
  }
}

function requireAsListed({ node }: OpenedNode, { size, modifiedAt }: CopyRequest): void {
  if (node.size !== size || Number(node.modified / 1_000_000n) !== modifiedAt)
    throw new ExtractionError('changed', 'It was changed after it was listed');
}

function copyBytes(from: OpenedNode, { to, size, busy }: { to: number; size: number; busy: () => void }): void {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let at = 0;
  while (at < size) {
    const read = from.read(chunk, Math.min(CHUNK_BYTES, size - at), at);
    if (read === 0) throw new ExtractionError('changed', 'It became shorter while it was read');
    writeAll(to, chunk.subarray(0, read));
    at += read;
    if (at % BUSY_EVERY_BYTES < read) busy();
  }
}

function writeAll(to: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(to, bytes, at);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
