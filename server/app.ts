import path from 'node:path';
import express, { type Express, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Context } from './context.ts';
import { AppError } from './errors.ts';
import { measure } from './middleware/measure.ts';
import { nothingHere, problemHandler } from './middleware/problem.ts';
import { sameOriginWrites } from './middleware/same-origin.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { viewerOfRequest } from './middleware/viewer.ts';
import { adminExplainRoutes } from './routes/admin-explain.ts';
import { adminRunRoutes } from './routes/admin-runs.ts';
import { adminSourceRoutes } from './routes/admin-sources.ts';
import type { Route } from './routes/define-route.ts';
import { documentRoutes } from './routes/documents.ts';
import { healthRouter } from './routes/health.ts';
import { describeApi } from './routes/openapi.ts';
import { openSearchRouter } from './routes/opensearch.ts';
import { peopleRoutes } from './routes/people.ts';
import { searchRoutes } from './routes/search.ts';
import { sessionRoutes } from './routes/session.ts';

/** Every operation of the API, in the order in which express tries them. */
export function apiRoutes(context: Context): Route[] {
  return [
    ...searchRoutes(context),
    ...peopleRoutes(context),
    ...documentRoutes(context),
    ...sessionRoutes(context),
    ...adminSourceRoutes(context),
    ...adminRunRoutes(context),
    ...adminExplainRoutes(context),
  ];
}

/** The HTTP side of Atrium: `/api/v1`, health, and the built client for every other path. */
export function createApp(context: Context): Express {
  const app = express();
  const { publicUrl } = context.config.server;
  app.disable('x-powered-by');
  // A proxy on this machine says who asks; from anywhere else the header could be anybody's.
  app.set('trust proxy', 'loopback');
  app.use(securityHeaders({ https: publicUrl?.startsWith('https:') ?? false }));
  app.use(healthRouter(context));
  app.use(openSearchRouter({ publicUrl }));
  app.use('/api/v1', apiRouter(context, publicUrl));
  app.use('/api', nothingHere);
  app.use(clientFiles(context.clientDir));
  app.use(problemHandler(context.logger));
  return app;
}

function apiRouter(context: Context, publicUrl: string | undefined): Router {
  const router = Router();
  const routes = apiRoutes(context);
  const description = describeApi(routes, { version: context.version });
  router.use(measure(context.metrics));
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/openapi.json', (_request, response) => {
    response.json(description);
  });
  router.use(sameOriginWrites({ publicUrl }));
  router.post('/session', signInLimit());
  router.use(express.json({ limit: '64kb' }));
  router.use(viewerOfRequest(context));
  for (const route of routes) route.mount(router);
  return router;
}

/** Ten wrong passwords in fifteen minutes from one address; right ones do not count. */
function signInLimit() {
  return rateLimit({
    windowMs: 15 * 60_000,
    limit: 10,
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: () => {
      throw new AppError('too-many-requests', 'Too many failed sign-ins. Wait fifteen minutes and try again.');
    },
  });
}

/** Hashed files for ever, the page itself never; every path that is no file is the client's to show. */
function clientFiles(folder: string): Router {
  const router = Router();
  router.use('/assets', express.static(path.join(folder, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }));
  router.use(express.static(folder, { index: false, maxAge: 0 }));
  router.get('/{*path}', (_request, response) => {
    response.set('Cache-Control', 'no-cache').sendFile(path.join(folder, 'index.html'));
  });
  return router;
}
