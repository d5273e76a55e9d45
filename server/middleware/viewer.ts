import type { RequestHandler, Response } from 'express';
import type { Viewer } from '../access/viewer.ts';
import type { Viewers } from '../access/viewers.ts';
import type { Sessions } from '../auth/sessions.ts';

/** Finds out who is asking, once per request; routes read it by `currentViewer`. */
export function viewerOfRequest(options: {
  sessions: Sessions;
  viewers: Viewers;
  visitor: () => Viewer | undefined;
}): RequestHandler {
  return (request, response, next) => {
    const uid = options.sessions.read(request);
    const viewer = uid === undefined ? options.visitor() : (options.viewers.ofUid(uid) ?? options.visitor());
    response.locals.viewer = viewer;
    next();
  };
}

export function currentViewer(response: Response): Viewer | undefined {
  return response.locals.viewer as Viewer | undefined;
}
