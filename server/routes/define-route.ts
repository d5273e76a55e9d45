import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import type { Viewer } from '../access/viewer.ts';
import { type WhoAsks, whoAsks } from '../audit/who-asks.ts';
import { AppError } from '../errors.ts';
import { preferredLanguage } from '../language/language.ts';
import { saidIn } from '../language/said-in.ts';
import { bodyTakesItsTime } from '../middleware/body-deadline.ts';
import { requestSignal } from '../middleware/request-signal.ts';
import { currentViewer } from '../middleware/viewer.ts';

/** Who may call it: anybody, a viewer (signed in, or anonymous where the sign-in method allows it), an administrator. */
export type RouteAccess = 'public' | 'viewer' | 'admin';

/**
 * One operation of the API. The schemas validate the request and describe it in OpenAPI: there is no second description.
 * `path` is relative to `/api/v1`, in express syntax.
 */
export interface Operation<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType> {
  id: string;
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  summary: string;
  access: RouteAccess;
  params?: Params;
  query?: Query;
  body?: Body;
  /** The JSON that answers; operations that send something else name its media type. */
  answer?: Answer;
  mediaType?: string;
  status?: number;
  /** What is sent is large: it may take as long as it needs to arrive, and so may the work on it. */
  isLong?: true;
}

export interface RouteInput<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  viewer: Viewer;
  /** Aborts when the client goes away or the time limit is over. */
  signal: AbortSignal;
  request: Request;
  response: Response;
}

export interface Route {
  operation: Operation<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;
  mount(router: Router, on: RouteEvents): void;
}

export interface RouteEvents {
  /** Somebody asked for what is for administrators only. */
  adminRefused(who: WhoAsks, operation: string): void;
}

const Nothing = z.strictObject({});

/** Binds an operation to the work it does: authorise, validate, work, present. */
export function route<
  Params extends z.ZodType = typeof Nothing,
  Query extends z.ZodType = typeof Nothing,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodNever,
>(
  operation: Operation<Params, Query, Body, Answer>,
  work: (input: RouteInput<z.output<Params>, z.output<Query>, z.output<Body>>) => Promise<z.input<Answer> | undefined>,
): Route {
  const said = operation.answer && saidIn(operation.answer);
  const handle = async (request: Request, response: Response, on: RouteEvents): Promise<void> => {
    response.locals.operation = operation.id;
    const viewer = authorise(operation.access, response, (refused) =>
      on.adminRefused(whoAsks({ viewer: refused, request }), operation.id),
    );
    if (operation.isLong) bodyTakesItsTime(response);
    const input = {
      params: (operation.params ?? Nothing).parse({ ...request.params }) as z.output<Params>,
      query: (operation.query ?? Nothing).parse({ ...request.query }) as z.output<Query>,
      body: operation.body?.parse(request.body) as z.output<Body>,
      viewer: { ...viewer, language: preferredLanguage(request.get('accept-language')) },
      signal: requestSignal(response, operation),
      request,
      response,
    };
    const answer = await work(input);
    if (response.headersSent) return;
    if (answer === undefined) response.status(operation.status ?? 204).end();
    else response.status(operation.status ?? 200).json(said ? said(answer, input.viewer.language) : answer);
  };
  return {
    operation,
    mount: (router, on) => router[operation.method](operation.path, (request, response) => handle(request, response, on)),
  };
}

function authorise(access: RouteAccess, response: Response, refused: (viewer: Viewer) => void): Viewer {
  const viewer = currentViewer(response);
  if (access === 'public') return viewer ?? NOBODY;
  if (!viewer) throw new AppError('not-signed-in', 'Sign in to use this.');
  if (access === 'admin' && !viewer.isAdmin) {
    refused(viewer);
    throw new AppError('forbidden', 'This is for administrators.');
  }
  return viewer;
}

/** Holds no principal, so it can read nothing. */
const NOBODY: Viewer = { uid: '', name: '', personId: undefined, principals: new Set(), isAdmin: false, groupsIncomplete: false };
