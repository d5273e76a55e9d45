/**
 * The values of one attribute as places in the message that they came in. A scan of a hundred thousand people has millions
 * of values; a view of bytes for each would cost more than reading them.
 */
export interface RawValues {
  readonly message: Buffer;
  /** Start and end of each value in turn. */
  readonly spans: readonly number[];
}

export function valueCount(values: RawValues | undefined): number {
  return values === undefined ? 0 : values.spans.length / 2;
}

/** One value as UTF-8; empty where there is none. */
export function textAt({ message, spans }: RawValues, position: number): string {
  const start = spans[2 * position];
  return start === undefined ? '' : message.toString('utf8', start, spans[2 * position + 1]);
}

/** One value as a view of the message: copy it before keeping it for long, or the whole message stays in memory. */
export function bytesAt({ message, spans }: RawValues, position: number): Buffer {
  const start = spans[2 * position] ?? message.length;
  return message.subarray(start, spans[2 * position + 1]);
}

/** All values as UTF-8. */
export function textsOf(values: RawValues | undefined): string[] {
  return Array.from({ length: valueCount(values) }, (_, position) => (values ? textAt(values, position) : ''));
}
