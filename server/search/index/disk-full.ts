import { AppError } from '#server/errors.ts';
import { refusalOf } from '../../meilisearch/http.ts';

const WORDS =
  'The disk of the search index is full. Searches go on. Make space there; what could not be written is done by the next run';

/**
 * Meilisearch 1.21 has no word for it: an order is refused with the system's own ("No space left on device", status 500), and a
 * batch that does not fit is begun again and again, for ever, while its tasks are said to be "processing".
 */
export function saysDiskFull({ code, message }: { code: string; message: string }): boolean {
  return code === 'no_space_left_on_device' || /no space left on device|os error 28\b/i.test(message);
}

export function diskFull(cause?: unknown): AppError {
  return new AppError('meilisearch-unavailable', WORDS, { cause });
}

/** The error in words when it is because of a full disk, else as it is. */
export function inDiskWords(error: unknown): unknown {
  const refusal = refusalOf(error);
  return refusal && saysDiskFull(refusal) ? diskFull(error) : error;
}

export function isDiskFullError(error: unknown): boolean {
  return error instanceof AppError && error.message === WORDS;
}
