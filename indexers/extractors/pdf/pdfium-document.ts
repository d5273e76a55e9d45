import { ExtractionError } from '../extraction-error.ts';
import type { Pdfium } from './pdfium.ts';

/** `FPDF_GetLastError` of fpdfview.h. */
const ERROR_PASSWORD = 4;
const ERROR_SECURITY = 5;

/** Opens the document for `work` and closes it. Throws `ExtractionError` for one that cannot be opened. */
export function withDocument<Result>(pdfium: Pdfium, bytes: Uint8Array, work: (document: number) => Result): Result {
  const { api } = pdfium;
  const address = pdfium.allocate(bytes.length);
  try {
    pdfium.memory().set(bytes, address);
    const document = api.FPDF_LoadMemDocument(address, bytes.length, '');
    if (document === 0) throw describeFailure(api.FPDF_GetLastError());
    try {
      return work(document);
    } finally {
      api.FPDF_CloseDocument(document);
    }
  } finally {
    pdfium.free(address);
  }
}

/** Opens a page (from 1) for `work` and closes it. Undefined when the page cannot be opened. */
export function withPage<Result>(
  { api }: Pdfium,
  { document, page }: { document: number; page: number },
  work: (page: number) => Result,
): Result | undefined {
  const handle = api.FPDF_LoadPage(document, page - 1);
  if (handle === 0) return undefined;
  try {
    return work(handle);
  } finally {
    api.FPDF_ClosePage(handle);
  }
}

function describeFailure(code: number): ExtractionError {
  if (code === ERROR_PASSWORD) return new ExtractionError('encrypted', 'The document is protected by a password');
  if (code === ERROR_SECURITY)
    return new ExtractionError('encrypted', 'The document is protected in a way that needs a certificate or a special program');
  return new ExtractionError('corrupt', 'The document cannot be read: it is damaged');
}
