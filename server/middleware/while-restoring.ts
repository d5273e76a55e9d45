import type { RequestHandler } from 'express';
import type { Restoring } from '../backup/restoring.ts';
import { AppError } from '../errors.ts';

/** To sign in, to see how it goes and to put another backup in place. */
const OPEN = /^\/(?:session|me|admin\/operations)(?:\/|$)/;

/**
 * Answers nobody from an index that does not belong to the rights in the store, and lets nothing be changed that would be gone
 * in a moment. Where it stays so, an administrator can see why and put a backup in place. The first handler of the API: finding
 * out who asks may write to the store.
 */
export function whileRestoring(restoring: Pick<Restoring, 'isReplacing' | 'swapping'>): RequestHandler {
  return async (request, _response, next) => {
    if (!restoring.isReplacing()) return next();
    if (!OPEN.test(request.path))
      throw new AppError('search-unavailable', 'A backup is being put in place. Atrium answers again when that is done.');
    // What went wrong is told to whoever waits for the restore.
    await restoring.swapping?.catch(() => undefined);
    next();
  };
}
