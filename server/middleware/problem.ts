import type { ErrorRequestHandler, RequestHandler } from 'express';
import { z } from 'zod';
import type { Problem } from '../contract/common.ts';
import { AppError } from '../errors.ts';
import { inLanguage } from '../language/in-language.ts';
import { preferredLanguage } from '../language/language.ts';
import type { Logger } from '../logger.ts';
import { inDiskWords } from '../store/disk-full.ts';

/** For every path under `/api` that no route answers. */
export const nothingHere: RequestHandler = (request) => {
  throw new AppError(
    'not-found',
    `${request.method} ${request.originalUrl.split('?')[0]} is not part of this API; see /api/v1/openapi.json.`,
  );
};

/** The one place where an error becomes an answer (RFC 9457) and, when it is a defect, a log line. */
export function problemHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const known = toAppError(error);
    if (known.status >= 500) logger.error({ err: error, method: request.method, path: request.path }, known.title);
    const language = preferredLanguage(request.get('accept-language'));
    const problem: Problem = {
      type: 'about:blank',
      title: inLanguage(known.title, language),
      status: known.status,
      code: known.code,
      ...(known.code === 'internal' ? {} : { detail: inLanguage(known.message, language) }),
      ...(known.errors && {
        errors: known.errors.map(({ path, message }) => ({ path, message: inLanguage(message, language) })),
      }),
    };
    // What was being made for somebody when it failed must not be kept for the next.
    response.set('Cache-Control', 'no-store');
    response.status(known.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}

function toAppError(raw: unknown): AppError {
  const error = inDiskWords(raw);
  if (error instanceof AppError) return error;
  if (error instanceof z.ZodError) return fromZod(error);
  const status = httpStatus(error);
  if (status === 413) return new AppError('too-large', 'The body of the request is larger than 64 KiB.', { cause: error });
  if (status === 404) return new AppError('not-found', 'There is nothing here.', { cause: error });
  if (status !== undefined && status >= 400 && status < 500) {
    return new AppError('invalid-request', 'The request could not be understood.', { cause: error });
  }
  return new AppError('internal', 'internal', { cause: error });
}

function fromZod(error: z.ZodError): AppError {
  const errors = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const detail = errors.map((issue) => (issue.path ? `${issue.path}: ${issue.message}` : issue.message)).join('; ');
  return new AppError('invalid-request', detail, { errors });
}

/** express and body-parser mark their own errors with a status. */
function httpStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  return typeof error.status === 'number' ? error.status : undefined;
}
