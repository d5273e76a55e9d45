import type { Response } from 'express';

/** Longest time an answer may take, milliseconds; streams and downloads go on as long as the client listens. */
const TIME_LIMIT = 30_000;

/** Aborts when the client goes away, or when no answer was begun in time, unless that may take as long as it needs. */
export function requestSignal(response: Response, { isLong }: { isLong?: true } = {}): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    if (isLong !== true && !response.headersSent)
      controller.abort(new DOMException('The request took too long.', 'TimeoutError'));
  }, TIME_LIMIT);
  response.once('close', () => {
    clearTimeout(timer);
    controller.abort(new DOMException('The client went away.', 'AbortError'));
  });
  return controller.signal;
}
