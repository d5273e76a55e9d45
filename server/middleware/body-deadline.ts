import type { Request, RequestHandler, Response } from 'express';

/** How long requests may take to arrive, milliseconds. */
export interface BodyLimits {
  /** All of a request: requests are small here (64 KiB). */
  whole: number;
  /** Between two pieces of a body that may take its time. */
  pause: number;
}

const LIMITS: BodyLimits = { whole: 15_000, pause: 30_000 };

/**
 * Hangs up on whoever sends a body byte by byte: that holds a connection. The limit of Node's server is one for all requests,
 * so it is off and this takes its place; headers are still Node's business. The first of all handlers.
 */
export function bodyDeadline(limits: BodyLimits = LIMITS): RequestHandler {
  return (request, response, next) => {
    if (hasBody(request)) {
      let timer = setTimeout(() => hangUp(request, response), limits.whole);
      request.once('close', () => clearTimeout(timer));
      const locals: Locals = {
        takeYourTime() {
          clearTimeout(timer);
          timer = setTimeout(() => hangUp(request, response), limits.pause);
          request.on('data', () => timer.refresh());
          // Whoever works on it says when it flows.
          request.pause();
        },
      };
      response.locals.body = locals;
    }
    next();
  };
}

/** The body of this request may take as long as it needs while something of it comes: for those who may send large ones. */
export function bodyTakesItsTime(response: Response): void {
  (response.locals.body as Locals | undefined)?.takeYourTime();
}

/** `response.locals` has no types of its own; this file alone writes and reads this part of it. */
interface Locals {
  takeYourTime(): void;
}

/** RFC 9112 §6.3. */
function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** As Node's server does it, beside the response: somebody may still be about to write that, once the body has come. */
function hangUp({ complete, socket }: Request, response: Response): void {
  if (complete) return;
  if (socket.writable && !response.headersSent) socket.write(TIMED_OUT);
  socket.destroy();
}

const TIMED_OUT = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';
