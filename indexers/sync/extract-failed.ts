import type { ExtractionFailure, ExtractionResult } from '../types/extraction.ts';

export type Failed = Extract<ExtractionResult, { state: 'failed' }>;

export function failed(cause: ExtractionFailure, message: string): Failed {
  return { state: 'failed', cause, message };
}
