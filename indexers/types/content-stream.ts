import type { Readable } from 'node:stream';
import type { AccessRef } from './access.ts';

/** Bytes `start` to `end`, both inclusive (RFC 9110 §14.1.2); without `start` the last `end` bytes, without `end` up to the end. */
export type ByteRange = { start: number; end?: number } | { start?: undefined; end: number };

export interface ContentStream {
  /** Of the whole original, bytes. */
  size: number;
  /** Milliseconds since 1970. */
  modifiedAt: number;
  /** What the range came to; undefined when it lies outside the original and `stream` is empty. */
  start: number | undefined;
  end: number | undefined;
  /** Read at the same moment, so that a right withdrawn since the last run is honoured. */
  access: AccessRef;
  stream: Readable;
}
