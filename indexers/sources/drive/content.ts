import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import type { FolderAccess } from './acl/access.ts';
import { accessOnMount, createAccessReader } from './acl/access-reader.ts';
import { openParent } from './beneath.ts';
import { idToRawPath, rawPathToFs, rawPathToText } from './path-id.ts';
import { openRoot } from './root.ts';
import type { ContentHead, ContentJob } from './walk-messages.ts';
import { writeLine, writeOut } from './write-out.ts';

const CHUNK_BYTES = 256 * 1024;

/**
 * Writes one line that says what comes, with the access read at the same moment, and then the bytes of the range. Where reading
 * fails in the middle the process dies with fewer bytes than it promised.
 */
export function sendContent(job: ContentJob): void {
  const opened = tryToOpen(job);
  if ('failure' in opened) {
    writeLine({ type: 'failed', message: opened.failure } satisfies ContentHead);
    return;
  }
  const { descriptor, head } = opened;
  writeLine(head);
  if (head.start !== undefined && head.end !== undefined) sendBytes(descriptor, head.start, head.end);
  closeSync(descriptor);
}

function tryToOpen(job: ContentJob): OpenedOriginal | { failure: string } {
  try {
    return openOriginal(job);
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

function sendBytes(descriptor: number, start: number, end: number): void {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let at = start;
  while (at <= end) {
    const read = readSync(descriptor, chunk, 0, Math.min(CHUNK_BYTES, end - at + 1), at);
    if (read === 0) return;
    writeOut(chunk.subarray(0, read));
    at += read;
  }
}

interface OpenedOriginal {
  descriptor: number;
  head: Extract<ContentHead, { type: 'content' }>;
}

function openOriginal(job: ContentJob): OpenedOriginal {
  const root = openRoot(job.root);
  const reader = createAccessReader(job.permissions, root.fileSystem);
  const raw = idToRawPath(job.id);
  let folder: FolderAccess = reader.enter({ rawPath: root.rawPath, path: '', stat: root.stat });
  let device = root.device;
  const parent = openParent(root, raw, (folderRaw, rawPath) => {
    const stat = lstatSync(rawPathToFs(rawPath), { bigint: true });
    folder = reader.enter({ rawPath, path: rawPathToText(folderRaw), stat }, folder);
    if (stat.dev !== device) folder = accessOnMount(folder, rawPath, job.permissions);
    device = stat.dev;
  });
  try {
    const rawPath = `${parent.rawPath}/${raw.slice(raw.lastIndexOf('/') + 1)}`;
    const descriptor = openSync(rawPathToFs(rawPath), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stat = fstatSync(descriptor, { bigint: true });
    if (!stat.isFile()) throw new Error('it is not a file any more');
    const access = reader.accessOf({ rawPath, path: rawPathToText(raw), stat }, folder);
    const size = Number(stat.size);
    return {
      descriptor,
      head: { type: 'content', size, modifiedAt: Number(stat.mtimeNs / 1_000_000n), ...resolveRange(job, size), access },
    };
  } finally {
    parent.close();
  }
}

/** RFC 9110 §14.1.2: without a start the last `end` bytes, without an end up to the end; nothing when it lies outside. */
export function resolveRange(range: { start?: number; end?: number }, size: number): { start?: number; end?: number } {
  const start = range.start ?? (range.end === undefined ? 0 : Math.max(0, size - range.end));
  const end = range.start === undefined ? size - 1 : Math.min(range.end ?? size - 1, size - 1);
  return start > end || size === 0 ? {} : { start, end };
}
