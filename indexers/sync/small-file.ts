const SMALL_BYTES = 64 * 1024;

/** Small files are taken several at a time: getting them to a reader and back takes longer than reading them. */
export function isSmallFile(size: number): boolean {
  return size <= SMALL_BYTES;
}
