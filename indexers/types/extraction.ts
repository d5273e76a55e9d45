import type { SeenFile } from './content.ts';

export interface ExtractorInput {
  /** File name for people and for titles. */
  readonly name: string;
  /** Bytes of the whole file; checked against the limits before. */
  readonly size: number;
  /** As detected. */
  readonly mediaType: string;
  /** The whole file, or its first `headBytes`. Each call reads anew: the caller may keep and change what it gets. */
  bytes(): Uint8Array;
  /** For formats that are not read from end to end (archives): fewer bytes only at the end of the file. */
  read(position: number, length: number): Uint8Array;
}

export interface ExtractorLimits {
  /** Characters of text to keep; beyond it the result is `partial`. */
  maxCharacters: number;
  /** Pages to read; beyond it the result is `partial`. */
  maxPages: number;
}

/** What an extractor is given besides its file. */
export interface ExtractionContext extends ExtractorLimits {
  /**
   * Text of a file within the file: an attachment, what a compressed file holds. Its sections name it (`part`). Never throws for
   * what the inner file is: an unreadable one gives an empty section with its name, so that it is found, and a warning.
   */
  extractEmbedded(file: EmbeddedFile): Promise<Embedded>;
}

export interface EmbeddedFile {
  name: string;
  bytes: Uint8Array;
  /** The file is nothing but this one made smaller: its sections do not name it. */
  isWhole?: boolean;
}

export interface Embedded {
  sections: Section[];
  /** Each begins with the name of the inner file. */
  warnings: string[];
  /** The inner file's own words on itself; undefined where it could not be read. */
  extracted: Omit<Extracted, 'sections' | 'warnings'> | undefined;
}

export interface Extracted {
  title?: string;
  /** Names or addresses as the file gives them. */
  authors: string[];
  /** Milliseconds since 1970, from the file's own metadata. */
  createdAt?: number;
  modifiedAt?: number;
  /** Total number of pages (slides, sheets) where the format has them. */
  pages?: number;
  /** BCP 47, as the file declares it; what it does not declare is detected from its text. */
  language?: string;
  /** Pages, from 1, that show a picture and hold no text: what OCR can help. `[1]` for a picture. */
  imagePages?: number[];
  /** Of a picture: its size in pixels. */
  picture?: { width: number; height: number };
  /** In reading order. */
  sections: Section[];
  /** What is missing, in words; empty when everything was read. */
  warnings: string[];
}

export interface Section {
  text: string;
  heading?: string;
  /** 1-based, where the format has pages, slides or sheets. */
  page?: number;
  /** The file within the file that it comes from: "Budget.xlsx", "Offer.msg › Budget.xlsx". */
  part?: string;
}

/** Why one file gave no text. */
export type ExtractionFailure =
  | 'unsupported'
  | 'encrypted'
  | 'corrupt'
  | 'too-large'
  | 'timeout'
  | 'memory'
  | 'crash'
  | 'changed'
  | 'unreadable';

/** An expected failure of one file is data, not an exception. */
export type ExtractionResult = (
  | {
      state: 'extracted';
      mediaType: string;
      extracted: Extracted;
      /** SHA-256 of the bytes, where it has `imagePages`: what was recognised of a page is kept by it. */
      digest?: string | undefined;
    }
  | { state: 'failed'; cause: ExtractionFailure; message: string; mediaType?: string | undefined }
) & {
  /** What read it, or tried: see `extractors/readers.ts`. Absent when it never came to that. */
  reader?: string | undefined;
};

export interface FileToExtract {
  path: Buffer;
  name: string;
  /** Bytes. */
  size: number;
  maxBytes: number;
  /** See `OpenedFile`. */
  seen?: SeenFile;
}

/** A pool of child processes that reads files. */
export interface ExtractionPool {
  /** How many files it reads at once. */
  readonly concurrency: number;
  extract(file: FileToExtract, signal: AbortSignal): Promise<ExtractionResult>;
  /** Many files are about to come. */
  prepare?(): void;
  /** Processes there are, those that read just now, and killed ones that the system does not let go (a drive that does not answer). */
  usage?(): { running: number; busy: number; hanging: number };
  close(): Promise<void>;
}
