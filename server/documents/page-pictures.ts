import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { type Drawn, Letters, type PageDrawer } from '#indexers/ocr/draw-messages.ts';
import { createSlots } from '#indexers/sync/slots.ts';
import type { ExtractionResult } from '#indexers/types/extraction.ts';
import { AppError } from '../errors.ts';
import type { FileCache } from './file-cache.ts';
import { createSharedWork } from './shared-work.ts';

/** Pages of documents as pictures for people, drawn in a process of its own and kept in files. */
export interface PagePictures {
  /**
   * A PNG at least `width` wide where there is so much to see. Throws AppError `no-picture` where there is none to be had,
   * `too-many-requests` when too many wait.
   */
  picture(original: Original, page: { page: number; width: number }, signal: AbortSignal): Promise<{ png: Buffer; etag: string }>;
  /** What stands on the page and where. Throws as above. */
  letters(original: Original, page: number, signal: AbortSignal): Promise<PageLetters>;
}

/** A document that the one who asks has just been allowed to read. */
export interface Original {
  /** The same as long as the document's bytes are the same. */
  version: string;
  name: string;
  /** Bytes. */
  size: number;
  open(signal: AbortSignal): Promise<Readable>;
}

export const PageLetters = z.object({ width: z.int(), height: z.int(), letters: Letters });
export type PageLetters = z.infer<typeof PageLetters>;

/** Widths that are drawn, so that no window size makes pictures of its own. */
const WIDTHS = [200, 400, 800, 1200, 1600, 2400] as const;
const WIDEST = 2400;
const LIMITS = {
  /** Of an original: larger ones are read as text. */
  originalBytes: 150 * 1024 * 1024,
  maxPixels: 8_000_000,
  maxPictureBytes: 24 * 1024 * 1024,
  /** Nobody sees more on a screen; a stamp is not blown up to a poster. */
  dpi: 300,
  atOnce: 1,
  waiting: 60,
  /** The process has limits of its own, see `createPageDrawer`. */
  drawMs: 25_000,
} as const;
const REMEMBERED = 2000;

export function createPagePictures({ cache, drawer }: { cache: FileCache; drawer: PageDrawer }): PagePictures {
  const digests = createMemory<string>();
  /** Why a page has no picture: what took all its time once is not tried again by everybody who opens it. */
  const refusals = createMemory<string>();
  const slots = createSlots(LIMITS.atOnce);
  const copies = createSharedWork<{ digest: string; place: string }>();
  const drawings = createSharedWork<void>();
  let waiting = 0;

  /** By its content, so that copies of a file share their pictures. */
  async function digestOf(original: Original, signal: AbortSignal): Promise<string> {
    return digests.get(original.version) ?? (await copyOf(original, signal)).digest;
  }

  async function copyOf(original: Original, signal: AbortSignal): Promise<{ digest: string; place: string }> {
    const digest = digests.get(original.version);
    const place = digest === undefined ? undefined : await cache.place(originalName(digest));
    if (digest !== undefined && place !== undefined) return { digest, place };
    const made = await copies.join(original.version, signal, (joint) => copyOriginal(original, cache, joint));
    digests.put(original.version, made.digest);
    return made;
  }

  /** Afterwards the files are there, or it throws. */
  async function draw(
    o: { original: Original; digest: string; page: number; width: number },
    signal: AbortSignal,
  ): Promise<void> {
    const { original, digest, page, width } = o;
    const why = refusals.get(`${digest}-${page}`);
    if (why !== undefined) throw noPicture(why);
    if (waiting >= LIMITS.waiting) throw new AppError('too-many-requests', 'Many pages are being drawn. Try again in a moment.');
    waiting += 1;
    try {
      await slots.take(1, signal);
    } finally {
      waiting -= 1;
    }
    try {
      const { place } = await copyOf(original, signal);
      // Not the caller's signal: to stop in the middle would cost the process that draws.
      const drawn = await drawer.drawPage(
        {
          path: Buffer.from(place),
          name: original.name,
          size: original.size,
          maxBytes: LIMITS.originalBytes,
          page,
          width,
          ...DRAWING,
        },
        AbortSignal.timeout(LIMITS.drawMs),
      );
      await keep({ digest, page, width }, drawn);
    } finally {
      slots.giveBack(1);
    }
  }

  async function keep(
    { digest, page, width }: { digest: string; page: number; width: number },
    drawn: Drawn | Extract<ExtractionResult, { state: 'failed' }>,
  ): Promise<void> {
    if (drawn.state === 'failed' || drawn.view === undefined) {
      const why = drawn.state === 'failed' ? drawn.message : 'it cannot be drawn';
      if (drawn.state !== 'failed' || !PASSING.includes(drawn.cause)) refusals.put(`${digest}-${page}`, why);
      throw noPicture(why);
    }
    const { view, picture } = drawn;
    await cache.write(pictureName(digest, page, width), picture);
    await cache.write(lettersName(digest, page), Buffer.from(JSON.stringify(view satisfies PageLetters)));
  }

  function checkSize({ size }: Original): void {
    if (size > LIMITS.originalBytes) throw noPicture(`it is larger than ${LIMITS.originalBytes / 1024 / 1024} MB`);
  }

  return {
    async picture(original, { page, width: wanted }, signal) {
      checkSize(original);
      const width = WIDTHS.find((step) => step >= wanted) ?? WIDEST;
      const digest = await digestOf(original, signal);
      const name = pictureName(digest, page, width);
      const known = await cache.read(name);
      if (known) return { png: known, etag: `"${name}"` };
      await drawings.join(name, signal, (joint) => draw({ original, digest, page, width }, joint));
      const png = await cache.read(name);
      if (png === undefined) throw noPicture('there is no room to keep it');
      return { png, etag: `"${name}"` };
    },
    async letters(original, page, signal) {
      checkSize(original);
      const digest = await digestOf(original, signal);
      const name = lettersName(digest, page);
      const known = await cache.read(name);
      if (known) return parseLetters(known);
      const [width] = WIDTHS;
      await drawings.join(name, signal, (joint) => draw({ original, digest, page, width }, joint));
      const letters = await cache.read(name);
      if (letters === undefined) throw noPicture('there is no room to keep it');
      return parseLetters(letters);
    },
  };
}

/** Not the page's own fault: the next who asks may have more luck. */
const PASSING: readonly string[] = ['changed', 'unreadable'];
const DRAWING = { dpi: LIMITS.dpi, maxPixels: LIMITS.maxPixels, maxPictureBytes: LIMITS.maxPictureBytes };

const originalName = (digest: string) => `${digest}.original`;
const pictureName = (digest: string, page: number, width: number) => `${digest}-${page}-${width}.png`;
const lettersName = (digest: string, page: number) => `${digest}-${page}.json`;

function noPicture(why: string): AppError {
  return new AppError('no-picture', `This page cannot be shown as a picture: ${why}.`);
}

function parseLetters(bytes: Buffer): PageLetters {
  return PageLetters.parse(JSON.parse(bytes.toString('utf8')));
}

/** Read through once: the process that draws needs a file, and the digest all of the bytes. */
async function copyOriginal(
  original: Original,
  cache: FileCache,
  signal: AbortSignal,
): Promise<{ digest: string; place: string }> {
  const hash = createHash('sha256');
  const draft = await cache.draft();
  let bytes = 0;
  const watched = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(bytes > LIMITS.originalBytes ? noPicture('it has grown too large') : null, chunk);
    },
  });
  try {
    await pipeline(await original.open(signal), watched, createWriteStream(draft, { mode: 0o600 }), { signal });
    const digest = hash.digest('base64url');
    return { digest, place: await cache.adopt(originalName(digest), draft) };
  } finally {
    await rm(draft, { force: true });
  }
}

/** The last ones; what falls out is found out again. */
function createMemory<Value>(): { get(key: string): Value | undefined; put(key: string, value: Value): void } {
  const values = new Map<string, Value>();
  return {
    get: (key) => values.get(key),
    put(key, value) {
      values.set(key, value);
      const [oldest] = values.keys();
      if (values.size > REMEMBERED && oldest !== undefined) values.delete(oldest);
    },
  };
}
