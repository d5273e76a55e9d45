import { AppError } from '../errors.ts';

/** https://www.sqlite.org/rescode.html#full */
const SQLITE_FULL = 13;

export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_FULL;
}

/** The error in words when the disk is full, else as it is. */
export function inDiskWords(error: unknown): unknown {
  if (!isDiskFull(error)) return error;
  const words =
    'The disk with Atrium’s own data is full. Searches go on. Make space there; what could not be written is done by the next run';
  return new AppError('storage-full', words, { cause: error });
}
