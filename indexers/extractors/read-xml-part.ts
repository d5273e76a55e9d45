import { createXmlReader, type XmlHandler } from './xml-reader.ts';
import type { ZipArchive } from './zip/open-zip.ts';

const PIECE = 64 * 1024;
const MEGABYTE = 1024 * 1024;

export interface XmlPartOptions {
  handler: XmlHandler;
  /** Unpacked bytes at most. */
  maxBytes: number;
  /** Asked now and then: true when enough was read. */
  isDone?(): boolean;
}

/** `problem` says what is missing, as a sentence about "it"; undefined when it was read to its end or `isDone`. */
export interface XmlPartResult {
  problem?: string;
}

/** Reads one part of a package; undefined when there is none of this name. Throws `encrypted`. */
export async function readXmlPart(
  archive: ZipArchive,
  name: string,
  { handler, maxBytes, isDone = () => false }: XmlPartOptions,
): Promise<XmlPartResult | undefined> {
  const xml = createXmlFeed(handler, isDone);
  const end = await archive.stream(name, { maxBytes, onChunk: xml.write });
  if (end === undefined) return undefined;
  const problem = xml.end();
  if (problem !== undefined) return { problem: `Only a part of it was read: ${problem}` };
  if (end === 'damaged') return { problem: 'Only a part of it was read: it is damaged' };
  if (end === 'limit') return { problem: `Only the first ${Math.round(maxBytes / MEGABYTE)} MB of its content were read` };
  return {};
}

export interface XmlFeed {
  /** False when no more is wanted. */
  write(chunk: Uint8Array): boolean;
  /** Why not everything could be read, if so. */
  end(): string | undefined;
}

/** From bytes to characters to markup. */
export function createXmlFeed(handler: XmlHandler, isDone: () => boolean = () => false): XmlFeed {
  const reader = createXmlReader(handler);
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  const write = (text: string): boolean => {
    for (let at = 0; at < text.length && !reader.isStopped(); at += PIECE) {
      reader.write(text.slice(at, at + PIECE));
      if (isDone()) reader.stop();
    }
    return !reader.isStopped();
  };
  return {
    write(chunk) {
      decoder ??= new TextDecoder(encodingOf(chunk));
      return write(decoder.decode(chunk, { stream: true }));
    },
    end() {
      if (!reader.isStopped()) write(decoder?.decode() ?? '');
      reader.end();
      return reader.problem();
    },
  };
}

/** XML 1.0 appendix F: by its first bytes, then by what it declares. */
function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0 && head[1] === 0x3c) return 'utf-16be';
  if (head[0] === 0x3c && head[1] === 0) return 'utf-16le';
  const declared = /^[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)["']/.exec(
    Buffer.from(head.subarray(0, 200)).toString('latin1'),
  )?.[1];
  try {
    return declared === undefined || /^utf-?16/i.test(declared) ? 'utf-8' : new TextDecoder(declared).encoding;
  } catch {
    // An encoding that nobody knows: its ASCII is read all the same.
    return 'utf-8';
  }
}
