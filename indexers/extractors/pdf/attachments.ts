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
const MOST_BYTES = 100 * 1024 * 1024;

/** Those of the document as a whole, which is all that a portfolio has (ISO 32000-1 §7.11.4). */
export function attachmentsOf({ api }: Pdfium, document: number): number[] {
  const count = Math.min(api.FPDFDoc_GetAttachmentCount(document), 10 * MOST_FILES);
  return Array.from({ length: Math.max(0, count) }, (_, at) => api.FPDFDoc_GetAttachment(document, at)).filter(
    (file) => file !== 0,
  );
}

/** `handles` are of attachments of the document and of its pages; the document is open. */
export function readAttachments(pdfium: Pdfium, handles: readonly number[]): Attachments {
  const result: Attachments = { files: [], left: [] };
  let room = MOST_BYTES;
  for (const [at, handle] of handles.entries()) {
    const name = nameOf(pdfium, handle) || `Attachment ${at + 1}`;
    const bytes = result.files.length < MOST_FILES ? readFile(pdfium, handle, room) : undefined;
    if (bytes === undefined) result.left.push(name);
    else result.files.push({ name, bytes });
    room -= bytes?.length ?? 0;
  }
  return result;
}

function nameOf({ api, readUtf16 }: Pdfium, handle: number): string {
  return readUtf16((at, bytes) => api.FPDFAttachment_GetName(handle, at, bytes)).trim();
}

/** Undefined when there is no such file or it is larger than `room`. */
function readFile(pdfium: Pdfium, handle: number, room: number): Uint8Array | undefined {
  const length = pdfium.allocate(Uint32Array.BYTES_PER_ELEMENT);
  const size = (): number => new Uint32Array(pdfium.memory().buffer, length, 1)[0] ?? 0;
  try {
    if (!pdfium.api.FPDFAttachment_GetFile(handle, 0, 0, length)) return undefined;
    const bytes = size();
    if (bytes > room) return undefined;
    const address = pdfium.allocate(bytes);
    try {
      if (!pdfium.api.FPDFAttachment_GetFile(handle, address, bytes, length) || size() !== bytes) return undefined;
      return pdfium.memory().slice(address, address + bytes);
    } finally {
      pdfium.free(address);
    }
  } finally {
    pdfium.free(length);
  }
}
