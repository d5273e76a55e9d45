import type { RequestHandler, Response } from 'express';
import type { Viewer } from '../access/viewer.ts';
import type { Asking, RequestViewer } from '../auth/request-viewer.ts';
import type { Sessions } from '../auth/sessions.ts';

/** Finds out who is asking, once per request; routes read it by the functions below. */
export function viewerOfRequest(options: { sessions: Pick<Sessions, 'forget'>; requestViewer: RequestViewer }): RequestHandler {
  const { sessions, requestViewer } = options;
  return (request, response, next) => {
    const asking = requestViewer(request, { isUse: true });
    if (asking.hasEnded) sessions.forget(response);
    const locals: Locals = { asking, askAgain: () => requestViewer(request, { isUse: false }) };
    response.locals.viewer = locals;
    next();
  };
}

interface Locals {
  asking: Asking;
  askAgain(): Asking;
}

export function currentViewer(response: Response): Viewer | undefined {
  return localsOf(response)?.asking.viewer;
}

export function currentProblem(response: Response): Asking['problem'] {
  return localsOf(response)?.asking.problem;
}

/** Who would be asking if the same request came now: the session may have ended since, or a right been lost. */
export function viewerNow(response: Response): Viewer | undefined {
  return localsOf(response)?.askAgain().viewer;
}

/** `response.locals` has no types of its own; this is the only place that writes and reads this part of it. */
function localsOf(response: Response): Locals | undefined {
  return response.locals.viewer as Locals | undefined;
}
