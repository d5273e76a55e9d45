import type { Request, RequestHandler } from 'express';
import { AppError } from '../errors.ts';

/** A backup as it leaves and comes back. Like JSON, no other site can send it without being asked for leave. */
export const BACKUP_TYPE = 'application/vnd.atrium.backup';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes that another site makes a browser send (CSRF): by Fetch Metadata where the browser tells, else by Origin.
 * Programs that are not browsers send neither and hold no cookie by accident. Together with SameSite cookies.
 */
export function sameOriginWrites(options: { publicUrl: string | undefined }): RequestHandler {
  return (request, _response, next) => {
    if (SAFE_METHODS.has(request.method)) return next();
    const site = request.get('sec-fetch-site');
    const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
    if (foreignSite || isForeignOrigin(request.get('origin'), request.get('host'), options.publicUrl)) {
      throw new AppError('forbidden', 'This request came from another site.');
    }
    if (!isJson(request) && request.headers['content-type'] !== BACKUP_TYPE) {
      throw new AppError('invalid-request', 'Send the body as application/json.');
    }
    next();
  };
}

/**
 * A form of another site has a type of its own even when it is empty; JSON it cannot send without being asked for leave. JSON is
 * UTF-8 (RFC 8259, 8.1): another charset would be read as something that nobody wrote.
 */
function isJson({ headers }: Request): boolean {
  const type = headers['content-type'];
  if (type !== undefined) return /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type);
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}

function isForeignOrigin(origin: string | undefined, host: string | undefined, publicUrl: string | undefined): boolean {
  if (origin === undefined) return false;
  if (!URL.canParse(origin)) return true;
  if (publicUrl !== undefined && new URL(publicUrl).origin === origin) return false;
  return new URL(origin).host !== host;
}
