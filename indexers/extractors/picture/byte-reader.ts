/** Reads numbers out of a file at positions, of which only the needed bytes are fetched. */
export type ReadBytes = (position: number, length: number) => Uint8Array;

/** The bytes at a position; undefined where the file ends before. */
export function viewAt(read: ReadBytes, position: number, length: number): DataView | undefined {
  const bytes = read(position, length);
  return bytes.length < length ? undefined : new DataView(bytes.buffer, bytes.byteOffset, length);
}

export function latin1At(read: ReadBytes, position: number, length: number): string {
  return Buffer.from(read(position, length)).toString('latin1');
}
