import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { whoAsks } from '../audit/who-asks.ts';
import type { Context } from '../context.ts';
import { Licences, LogLevelChange, Operations } from '../contract/operations.ts';
import { AppError } from '../errors.ts';
import { readOperations } from '../operations/health.ts';
import { type Route, route } from './define-route.ts';

/** How Atrium itself is, and what it is made of. */
export function adminOperationsRoutes(context: Context): Route[] {
  const { audit, logger, clientDir } = context;
  return [
    route(
      {
        id: 'operations',
        method: 'get',
        path: '/admin/operations',
        summary: 'How the search engine, the processes, the disk and the queues are',
        access: 'admin',
        answer: Operations,
      },
      ({ signal }) => readOperations(context, signal),
    ),
    route(
      {
        id: 'changeLogLevel',
        method: 'put',
        path: '/admin/operations/log-level',
        summary: 'How much is logged from now on, until the next start',
        access: 'admin',
        body: LogLevelChange,
        answer: LogLevelChange,
      },
      async ({ body, ...input }) => {
        const before = logger.level;
        logger.level = body.level;
        audit.record({ ...whoAsks(input), action: 'log-level', outcome: 'done', details: `From ${before} to ${body.level}` });
        return body;
      },
    ),
    route(
      {
        id: 'licences',
        method: 'get',
        path: '/admin/operations/licences',
        summary: 'The packages that Atrium is made of, with their licences',
        access: 'admin',
        answer: Licences,
      },
      async ({ signal }) => {
        const text = await readFile(path.join(clientDir, 'licences.json'), { encoding: 'utf8', signal }).catch(
          (cause: unknown) => {
            throw new AppError('not-found', 'The list of licences is written when the client is built: run npm run build.', {
              cause,
            });
          },
        );
        return Licences.parse(JSON.parse(text));
      },
    ),
  ];
}
