import { Router } from 'express';
import type { Context } from '../context.ts';
import type { Readiness } from '../contract/health.ts';
import { AppError } from '../errors.ts';

/** For load balancers and monitoring; outside `/api`, no sign-in, nothing about documents or people. */
export function healthRouter(context: Context): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok', version: context.version });
  });
  router.get('/readyz', async (_request, response) => {
    const readiness: Readiness = await context.readiness(AbortSignal.timeout(5_000));
    response.status(readiness.status === 'starting' ? 503 : 200).json(readiness);
  });
  router.get('/metrics', async (request, response) => {
    // Counts of documents tell what a search hides: only this machine may read them.
    if (!isLoopback(request.ip)) throw new AppError('not-found', 'There is nothing here.');
    response.type(context.metrics.contentType).send(await context.metrics.text());
  });
  return router;
}

function isLoopback(address: string | undefined): boolean {
  return address === '::1' || (address?.replace(/^::ffff:/, '').startsWith('127.') ?? false);
}
