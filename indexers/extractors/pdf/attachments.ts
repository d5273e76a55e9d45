import type { Pdfium } from './pdfium.ts';

export interface AttachedFile {
  name: string;
  bytes: Uint8Array;
}

/** Files that a document carries, as far as they were taken along. */
export interface Attachments {
  files: AttachedFile[];
  /** The names of those that are too large, too many or broken. */
  left: string[];
}

const MOST_FILES = 100;
const MOST_LEFT = 1000;
const MOST_BYTES = 100 * 1024 * 1024;
/** Also those that prove too large have to be unpacked to tell. */
const MOST_UNPACKED_BYTES = 4 * MOST_BYTES;

/** Takes files out of one document, within limits for all of them together. */
export interface AttachmentReader {
  /** `handles` are of attachments of the document or of its pages; the document is open. */
  read(handles: readonly number[]): void;
  found(): Attachments;
}

/** Those of the document as a whole, which is all that a portfolio has (ISO 32000-1 §7.11.4). */
export function attachmentsOf({ api }: Pdfium, document: number): number[] {
  const count = Math.min(api.FPDFDoc_GetAttachmentCount(document), 10 * MOST_FILES);
  return Array.from({ length: Math.max(0, count) }, (_, at) => api.FPDFDoc_GetAttachment(document, at)).filter(
    (file) => file !== 0,
  );
}

export function createAttachmentReader(pdfium: Pdfium): AttachmentReader {
  const result: Attachments = { files: [], left: [] };
  let room = MOST_BYTES;
  let unpacked = 0;

  function read(handle: number): void {
    const name = nameOf(pdfium, handle) || `Attachment ${result.files.length + result.left.length + 1}`;
    const isWanted = result.files.length < MOST_FILES && unpacked < MOST_UNPACKED_BYTES;
    const { size, bytes } = isWanted ? readFile(pdfium, handle, room) : { size: 0, bytes: undefined };
    unpacked += size;
    room -= bytes?.length ?? 0;
    if (bytes !== undefined) result.files.push({ name, bytes });
    else if (result.left.length < MOST_LEFT) result.left.push(name);
  }

  return { read: (handles) => handles.forEach(read), found: () => result };
}

function nameOf({ api, readUtf16 }: Pdfium, handle: number): string {
  return readUtf16((at, bytes) => api.FPDFAttachment_GetName(handle, at, bytes)).trim();
}

/** No bytes when there is no such file or it is larger than `room`. */
function readFile(pdfium: Pdfium, handle: number, room: number): { size: number; bytes: Uint8Array | undefined } {
  const length = pdfium.allocate(Uint32Array.BYTES_PER_ELEMENT);
  const size = (): number => new Uint32Array(pdfium.memory().buffer, length, 1)[0] ?? 0;
  try {
    if (!pdfium.api.FPDFAttachment_GetFile(handle, 0, 0, length)) return { size: 0, bytes: undefined };
    const bytes = size();
    if (bytes > room) return { size: bytes, bytes: undefined };
    const address = pdfium.allocate(bytes);
    try {
      const isWhole = pdfium.api.FPDFAttachment_GetFile(handle, address, bytes, length) && size() === bytes;
      return { size: bytes, bytes: isWhole ? pdfium.memory().slice(address, address + bytes) : undefined };
    } finally {
      pdfium.free(address);
    }
  } finally {
    pdfium.free(length);
  }
}
