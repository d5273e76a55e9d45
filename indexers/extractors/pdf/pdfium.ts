import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';

/** A WebAssembly memory never shrinks: one that a large file blew up is given back after that file. */
const LARGEST_KEPT_BYTES = 96 * 1024 * 1024;
/** Longest text of metadata, a field or a note that is asked for. */
const LONGEST_TEXT_BYTES = 2 * 1024 * 1024;

/** PDFium, and the few things that its C interface needs from JavaScript. Addresses and sizes are in bytes. */
export interface Pdfium {
  readonly api: WrappedPdfiumModule;
  /** The memory as it is now: every call into PDFium may move it. */
  memory(): Uint8Array;
  /** Throws a RangeError when there is no more memory. */
  allocate(bytes: number): number;
  free(address: number): void;
  /** The text that a function writes as UTF-16 (little-endian, ended by zero) into a buffer; it says how many bytes it needs. */
  readUtf16(write: (address: number, bytes: number) => number): string;
}

let current: Promise<Pdfium> | undefined;

/**
 * Lends PDFium to `work`, one instance for the life of the process. Whatever `work` opens it has to close. After anything that
 * WebAssembly throws (a trap, no memory) the state of the instance is unknown, and the next borrower gets a new one.
 */
export async function withPdfium<Result>(work: (pdfium: Pdfium) => Result): Promise<Result> {
  current ??= createPdfium();
  const pdfium = await current;
  try {
    return work(pdfium);
  } catch (error) {
    if (isFault(error)) current = undefined;
    throw error;
  } finally {
    if (pdfium.memory().length > LARGEST_KEPT_BYTES) current = undefined;
  }
}

/** What WebAssembly and its memory throw, by name: TypeScript knows `WebAssembly` only together with the browser. */
function isFault(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && error.name === 'RuntimeError');
}

async function createPdfium(): Promise<Pdfium> {
  const { init } = await import('@embedpdf/pdfium');
  const api = await init({
    // Without it the code would be fetched from its maker's address.
    wasmBinary: readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')),
    // It says on its console what it thinks of every broken file.
    print: () => undefined,
    printErr: () => undefined,
  });
  api.PDFiumExt_Init();
  return describePdfium(api);
}

function describePdfium(api: WrappedPdfiumModule): Pdfium {
  const { malloc, free } = api.pdfium.wasmExports;
  function memory(): Uint8Array {
    // Not in its types.
    const heap: unknown = Reflect.get(api.pdfium, 'HEAPU8');
    if (!(heap instanceof Uint8Array)) throw new Error('PDFium does not say where its memory is');
    return heap;
  }
  function allocate(bytes: number): number {
    const address = malloc(bytes);
    if (address === 0) throw new RangeError(`PDFium memory: no ${bytes} bytes more`);
    return address;
  }
  return {
    api,
    memory,
    allocate,
    free,
    readUtf16(write) {
      const bytes = write(0, 0);
      if (bytes <= 2 || bytes > LONGEST_TEXT_BYTES) return '';
      const address = allocate(bytes);
      try {
        write(address, bytes);
        return Buffer.from(memory().buffer, address, bytes - 2).toString('utf16le');
      } finally {
        free(address);
      }
    },
  };
}
