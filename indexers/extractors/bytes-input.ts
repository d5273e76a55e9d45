import type { ExtractorInput } from '../types/extraction.ts';

/** A file that is in memory already: an attachment, a member of an archive. */
export function bytesInput(file: { name: string; mediaType: string; bytes: Uint8Array }): ExtractorInput {
  const { name, mediaType, bytes } = file;
  return {
    name,
    mediaType,
    size: bytes.length,
    bytes: () => bytes.slice(),
    read: (position, length) => bytes.slice(position, position + length),
  };
}
