import type { ExtractionFailure } from '../types/extraction.ts';

const FIRST_PAUSE = 15 * 60_000;
const LONGEST_PAUSE = 7 * 86_400_000;

/**
 * When a failed item is tried again although it has not changed, milliseconds since 1970: after 15 minutes, 1, 4, 16 hours …
 * up to a week. Null for failures that lie in the file itself: those are read again when the file or its reader changes.
 */
export function nextTryAt(cause: ExtractionFailure | null, attempts: number, now: number): number | null {
  if (cause !== null && !mayPass(cause)) return null;
  // Somebody was writing to it: the very next run finds it at rest.
  if (cause === 'changed') return now;
  return now + Math.min(FIRST_PAUSE * 4 ** (attempts - 1), LONGEST_PAUSE);
}

/** Whether the time has come. One that is further away than any pause was set by a clock that went wrong. */
export function isTimeFor(nextTryAt: number | null, now: number): boolean {
  return nextTryAt !== null && (nextTryAt <= now || nextTryAt > now + LONGEST_PAUSE);
}

/** Whether it may be the circumstances rather than the file; then the text read earlier is worth keeping. */
export function mayPass(cause: ExtractionFailure): boolean {
  switch (cause) {
    case 'timeout':
    case 'memory':
    case 'crash':
    case 'changed':
    case 'unreadable':
      return true;
    case 'unsupported':
    case 'encrypted':
    case 'corrupt':
    case 'too-large':
      return false;
    default:
      return cause satisfies never;
  }
}
