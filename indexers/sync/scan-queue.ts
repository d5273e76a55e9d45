import type { Recognizer } from '../ocr/recognizer.ts';
import type { Tesseract } from '../ocr/tesseract.ts';
import type { SourceItem } from '../types.ts';

/** Documents of a run with pages that wait for OCR. */
export interface Scans {
  readonly recognizer: Recognizer | undefined;
  /** Undefined where there is none, or nobody asks for it. */
  engine: Tesseract | undefined;
  /** Whether the last run had another one: then documents that it left alone are to be told again. */
  isEngineNew: boolean;
  /** Documents before pictures: of those a drive may have a hundred thousand, most of them without a word in them. */
  readonly documents: Map<string, SourceItem>;
  readonly pictures: Map<string, SourceItem>;
}

export function createScans(recognizer: Recognizer | undefined): Scans {
  return { recognizer, engine: undefined, isEngineNew: false, documents: new Map(), pictures: new Map() };
}
