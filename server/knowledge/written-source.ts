import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { AccessRef } from '#indexers/types/access.ts';
import type { ByteRange } from '#indexers/types/content-stream.ts';
import type { ChangeHint } from '#indexers/types/listing.ts';
import type { Source, SourceChange, SourceItem } from '#indexers/types.ts';
import type { PostStore, StoredPost } from '../store/knowledge/knowledge-state.ts';
import { accessOf } from './audience.ts';
import { postFile } from './post-file.ts';

/** The id of the source that holds what employees write here. */
export const WRITTEN = 'atrium';

export interface WrittenSource {
  source: Source;
  /** Something was written: it is looked at soon. */
  changed(postId: number): void;
}

const PAGE = 200;

/** News and reviews as the files they would be on a drive: everything behind this is the same for them as for other documents. */
export function createWrittenSource(options: {
  posts: PostStore;
  /** Sign-in name of somebody who is there. */
  uidOf(personId: string): string | undefined;
}): WrittenSource {
  const { posts, uidOf } = options;
  const bell = createBell();
  const accessTo = (post: StoredPost) => accessOf(post.post.audience, uidOf(post.author));

  function itemOf(post: StoredPost): SourceItem {
    const bytes = postFile(post);
    return {
      id: itemIdOf(post.id),
      path: post.path,
      version: `${post.changedAt} ${bytes.length}`,
      access: accessTo(post),
      content: {
        kind: 'file',
        name: path.posix.basename(post.path),
        size: bytes.length,
        modifiedAt: post.changedAt,
        label: post.post.kind,
        open: () => openBytes(bytes),
      },
    };
  }

  return {
    source: {
      id: WRITTEN,
      kind: 'written',
      check: async () => ({ ok: true, findings: [{ level: 'ok', message: 'Written here, kept in the data folder.' }] }),
      async *read({ only, signal }) {
        if (only === undefined) {
          for (const post of allOf(posts)) {
            signal.throwIfAborted();
            yield { type: 'upsert', item: itemOf(post) };
          }
          yield { type: 'complete', snapshot: true };
          return;
        }
        for (const { id } of only) yield changeOf(id);
        yield { type: 'complete', snapshot: false };
      },
      stillHas: async (itemId) => postOf(itemId) !== undefined,
      readAccess: async (itemIds) =>
        new Map(
          itemIds.map((itemId): [string, AccessRef | { state: 'gone' }] => {
            const post = postOf(itemId);
            return [itemId, post === undefined ? { state: 'gone' } : accessTo(post)];
          }),
        ),
      accessNow(itemId) {
        const post = postOf(itemId);
        return post === undefined ? GONE : accessTo(post);
      },
      watch: (signal) => bell.hints(signal),
      async readContent(itemId, { range }) {
        const post = postOf(itemId);
        if (post === undefined) throw new Error(`"${itemId}" is not there any more`);
        const bytes = postFile(post);
        const part = partOf(bytes.length, range);
        const stream = Readable.from(part.start === undefined ? [] : [bytes.subarray(part.start, part.end + 1)], {
          objectMode: false,
        });
        return {
          size: bytes.length,
          modifiedAt: post.changedAt,
          start: part.start,
          end: part.end,
          access: accessTo(post),
          stream,
        };
      },
    },
    changed: (postId) => bell.ring({ id: itemIdOf(postId), what: 'files' }),
  };

  function postOf(itemId: string): StoredPost | undefined {
    return posts.get(Number(itemId.slice(PREFIX.length)));
  }

  /** What somebody deleted is gone: the source is the truth, so this is proof and no guess. */
  function changeOf(itemId: string): SourceChange {
    const post = postOf(itemId);
    return post === undefined ? { type: 'remove', id: itemId } : { type: 'upsert', item: itemOf(post) };
  }
}

/** Nobody reads it any more. */
export const GONE: AccessRef = { state: 'unknown', reason: 'It was deleted by whoever wrote it.' };

const PREFIX = 'post-';

export function itemIdOf(postId: number): string {
  return `${PREFIX}${postId}`;
}

function* allOf(posts: PostStore): Generator<StoredPost> {
  for (let after = 0; ; ) {
    const page = posts.list(after, PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/** Extractors read files. */
async function openBytes(bytes: Buffer) {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-post-'));
  const file = path.join(folder, 'post.md');
  await writeFile(file, bytes, { mode: 0o600 });
  return { path: Buffer.from(file), close: () => rm(folder, { recursive: true, force: true }) };
}

/** RFC 9110 §14.1.2. */
function partOf(
  size: number,
  range: ByteRange | undefined,
): { start: number; end: number } | { start: undefined; end: undefined } {
  const start = range === undefined ? 0 : (range.start ?? Math.max(0, size - (range.end ?? 0)));
  const end = range?.start === undefined ? size - 1 : Math.min(range.end ?? size - 1, size - 1);
  return start > end ? { start: undefined, end: undefined } : { start, end };
}

/** Lets the watcher know; what is told while nobody watches is found by the next whole run. */
function createBell(): { ring(hint: ChangeHint): void; hints(signal: AbortSignal): AsyncIterable<ChangeHint[]> } {
  let waiting: ChangeHint[] = [];
  let wake: (() => void) | undefined;
  return {
    ring(hint) {
      waiting.push(hint);
      wake?.();
    },
    async *hints(signal) {
      for (;;) {
        if (signal.aborted) return;
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
        if (waiting.length === 0) await promise;
        const told = waiting;
        waiting = [];
        if (told.length > 0) yield told;
      }
    },
  };
}
