import type { RequestHandler } from 'express';
import type { Metrics } from '../metrics.ts';

/** Counts and times the answers of the API, by operation and not by path: paths hold ids. */
export function measure(metrics: Metrics): RequestHandler {
  return (_request, response, next) => {
    const start = performance.now();
    response.once('finish', () => {
      const operation: unknown = response.locals.operation;
      metrics.request(
        typeof operation === 'string' ? operation : 'none',
        response.statusCode,
        (performance.now() - start) / 1000,
      );
    });
    next();
  };
}
