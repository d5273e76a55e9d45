/** Where in some bytes the next number begins. */
export interface Cursor {
  bytes: Uint8Array;
  at: number;
}

/** Appends a whole number from 0 on: seven bits a byte, the least telling first, as in Protocol Buffers' varint. */
export function write(bytes: number[], value: number): void {
  let left = value;
  while (left > 127) {
    bytes.push((left & 127) | 128);
    left >>>= 7;
  }
  bytes.push(left);
}

/** The same into bytes that have room for it: at most five of them. */
export function put(cursor: Cursor, value: number): void {
  const { bytes } = cursor;
  let { at } = cursor;
  let left = value;
  while (left > 127) {
    bytes[at++] = (left & 127) | 128;
    left >>>= 7;
  }
  bytes[at++] = left;
  cursor.at = at;
}

export function read(cursor: Cursor): number {
  const first = cursor.bytes[cursor.at++] ?? 0;
  if (first < 128) return first;
  let value = first & 127;
  for (let shift = 7; ; shift += 7) {
    const byte = cursor.bytes[cursor.at++] ?? 0;
    value |= (byte & 127) << shift;
    if (byte < 128) return value;
  }
}

/** Passes over so many numbers. */
export function skip(cursor: Cursor, count: number): void {
  const { bytes } = cursor;
  let { at } = cursor;
  for (let left = count; left > 0; ) if ((bytes[at++] ?? 0) < 128) left--;
  cursor.at = at;
}
