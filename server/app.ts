import path from 'node:path';
import express, { type Express, Router } from 'express';
import { createTrustedAddresses, LOOPBACK, type TrustedAddresses } from './auth/trusted-addresses.ts';
import type { Context } from './context.ts';
import { bodyDeadline } from './middleware/body-deadline.ts';
import { knownHost } from './middleware/known-host.ts';
import { measure } from './middleware/measure.ts';
import { nothingHere, problemHandler } from './middleware/problem.ts';
import { requestLimit } from './middleware/request-limit.ts';
import { sameOriginWrites } from './middleware/same-origin.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { viewerOfRequest } from './middleware/viewer.ts';
import { whileRestoring } from './middleware/while-restoring.ts';
import { adminAnalyticsRoutes } from './routes/admin-analytics.ts';
import { adminAuditRoutes } from './routes/admin-audit.ts';
import { adminCurationRoutes } from './routes/admin-curation.ts';
import { adminGoldenRoutes } from './routes/admin-curation-golden.ts';
import { adminExplainRoutes } from './routes/admin-explain.ts';
import { adminFailureRoutes } from './routes/admin-failures.ts';
import { adminKnowledgeRoutes } from './routes/admin-knowledge.ts';
import { adminOperationsRoutes } from './routes/admin-operations.ts';
import { adminBackupRoutes } from './routes/admin-operations-backups.ts';
import { adminRunRoutes } from './routes/admin-runs.ts';
import { adminSourceChangeRoutes } from './routes/admin-source-changes.ts';
import { adminSourceDraftRoutes } from './routes/admin-source-drafts.ts';
import { adminSourceRoutes } from './routes/admin-sources.ts';
import { adminViewAsRoutes } from './routes/admin-view-as.ts';
import { adminWhereRoutes } from './routes/admin-where.ts';
import type { Route, RouteEvents } from './routes/define-route.ts';
import { documentExplainRoutes } from './routes/document-explain.ts';
import { documentPageRoutes } from './routes/document-pages.ts';
import { documentSimilarRoutes } from './routes/document-similar.ts';
import { documentVersionRoutes } from './routes/document-versions.ts';
import { documentRoutes } from './routes/documents.ts';
import { goRouter } from './routes/go.ts';
import { healthRouter } from './routes/health.ts';
import { homeRoutes } from './routes/home.ts';
import { knowledgeRoutes } from './routes/knowledge.ts';
import { oidcRoutes } from './routes/oidc.ts';
import { describeApi } from './routes/openapi.ts';
import { openSearchRouter } from './routes/opensearch.ts';
import { peopleRoutes } from './routes/people.ts';
import { peopleBrowseRoutes } from './routes/people-browse.ts';
import { peopleOrgRoutes } from './routes/people-org.ts';
import { postRoutes } from './routes/posts.ts';
import { questionRoutes } from './routes/questions.ts';
import { searchRoutes } from './routes/search.ts';
import { sessionRoutes } from './routes/session.ts';
import { setupRoutes } from './routes/setup.ts';

/** Every operation of the API, in the order in which express tries them. */
export function apiRoutes(context: Context): Route[] {
  return [
    ...searchRoutes(context),
    ...peopleBrowseRoutes(context),
    ...peopleOrgRoutes(context),
    ...peopleRoutes(context),
    ...documentRoutes(context),
    ...documentPageRoutes(context),
    ...documentSimilarRoutes(context),
    ...documentVersionRoutes(context),
    ...documentExplainRoutes(context),
    ...sessionRoutes(context),
    ...oidcRoutes(context),
    ...homeRoutes(context),
    ...knowledgeRoutes(context),
    ...questionRoutes(context),
    ...postRoutes(context),
    ...setupRoutes(context),
    ...adminSourceRoutes(context),
    ...adminSourceDraftRoutes(context),
    ...adminSourceChangeRoutes(context),
    ...adminRunRoutes(context),
    ...adminFailureRoutes(context),
    ...adminWhereRoutes(context),
    ...adminExplainRoutes(context),
    ...adminAuditRoutes(context),
    ...adminCurationRoutes(context),
    ...adminGoldenRoutes(context),
    ...adminKnowledgeRoutes(context),
    ...adminAnalyticsRoutes(context),
    ...adminOperationsRoutes(context),
    ...adminBackupRoutes(context),
    ...adminViewAsRoutes(context),
  ];
}

/** The HTTP side of Atrium: `/api/v1`, health, and the built client for every other path. */
export function createApp(context: Context): Express {
  const app = express();
  const { publicUrl, host } = context.config.server;
  const proxies = trustedProxies(context.config);
  app.disable('x-powered-by');
  // The proxies in front say who asks; from anywhere else the header could be anybody's.
  app.set('trust proxy', (address: string) => proxies.has(address));
  app.use(bodyDeadline());
  app.use(securityHeaders({ https: publicUrl?.startsWith('https:') ?? false }));
  app.use(knownHost({ publicUrl, host }));
  app.use(healthRouter(context));
  app.use(openSearchRouter({ ...context, ...context.config.server }));
  app.use(goRouter(context));
  app.use('/api/v1', apiRouter(context, publicUrl));
  app.use('/api', nothingHere);
  app.use(clientFiles(context.clientDir));
  app.use(problemHandler(context.logger));
  return app;
}

function apiRouter(context: Context, publicUrl: string | undefined): Router {
  const router = Router();
  const routes = apiRoutes(context);
  const adminRefused: RouteEvents['adminRefused'] = (who, operation) =>
    context.audit.record({ ...who, action: 'admin-refused', outcome: 'refused', subject: operation });
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
  router.use(whileRestoring(context.restoring));
  router.use(viewerOfRequest(context));
  router.use(requestLimit({ perMinute: context.config.server.requestsPerMinute }));
  router.use(express.json({ limit: '64kb' }));
  for (const route of routes) route.mount(router, { adminRefused });
  return router;
}

/** As configured, else those that `auth.proxy` trusts and this machine. */
function trustedProxies({ server, auth }: Context['config']): TrustedAddresses {
  return createTrustedAddresses(server.trustedProxies ?? [...LOOPBACK, ...(auth.proxy?.trustedAddresses ?? [])]);
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
