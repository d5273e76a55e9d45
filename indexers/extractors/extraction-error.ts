import type { ExtractionFailure } from '../types/extraction.ts';

/** One file gave no text, for a reason that is the file's: data for the run, shown to administrators. */
export class ExtractionError extends Error {
  readonly failure: ExtractionFailure;

  constructor(failure: ExtractionFailure, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'ExtractionError';
    this.failure = failure;
  }
}
