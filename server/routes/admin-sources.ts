import { z } from 'zod';
import { whoAsks } from '../audit/who-asks.ts';
import type { ConfiguredSource } from '../configured-source.ts';
import type { Context } from '../context.ts';
import { SourceStatus, SourcesResponse } from '../contract/admin.ts';
import { AppError } from '../errors.ts';
import { presentSource } from '../present-source.ts';
import { type Route, route } from './define-route.ts';

const params = z.strictObject({ id: z.string().max(64) });

export function adminSourceRoutes(context: Context): Route[] {
  return [
    route(
      {
        id: 'sources',
        method: 'get',
        path: '/admin/sources',
        summary: 'All sources and how they are',
        access: 'admin',
        answer: SourcesResponse,
      },
      async () => ({ items: [...context.sources.values()].map((source) => presentSource(source, context)) }),
    ),
    route(
      {
        id: 'source',
        method: 'get',
        path: '/admin/sources/:id',
        summary: 'One source',
        access: 'admin',
        params,
        answer: SourceStatus,
      },
      async ({ params: { id } }) => presentSource(sourceOrThrow(context, id), context),
    ),
    route(
      {
        id: 'testSource',
        method: 'post',
        path: '/admin/sources/:id/test',
        summary: 'Connects and tells what works and what is missing',
        access: 'admin',
        params,
        answer: z.object({
          ok: z.boolean(),
          findings: z.array(z.object({ level: z.enum(['ok', 'warning', 'error']), message: z.string() })),
        }),
      },
      ({ params: { id }, signal }) => sourceOrThrow(context, id).source.check(signal),
    ),
    route(
      {
        id: 'runSource',
        method: 'post',
        path: '/admin/sources/:id/run',
        summary: 'Starts a run; follow it by /admin/runs/stream',
        access: 'admin',
        params,
        body: z.strictObject({ full: z.boolean().default(false), dryRun: z.boolean().default(false) }).prefault({}),
        answer: SourceStatus,
        status: 202,
      },
      async ({ params: { id }, body, ...who }) => {
        const source = sourceOrThrow(context, id);
        context.jobs.start(id, body);
        context.audit.record({ ...whoAsks(who), action: 'source-run', outcome: 'done', subject: id, details: runInWords(body) });
        return presentSource(source, context);
      },
    ),
    route(
      {
        id: 'cancelSource',
        method: 'post',
        path: '/admin/sources/:id/cancel',
        summary: 'Stops the run that goes on',
        access: 'admin',
        params,
        answer: SourceStatus,
        status: 202,
      },
      async ({ params: { id }, ...who }) => {
        const source = sourceOrThrow(context, id);
        if (!context.jobs.cancel(id)) throw new AppError('conflict', 'No run of this source is going on.');
        context.audit.record({ ...whoAsks(who), action: 'source-cancel', outcome: 'done', subject: id });
        return presentSource(source, context);
      },
    ),
    route(
      {
        id: 'confirmHeld',
        method: 'post',
        path: '/admin/sources/:id/held/confirm',
        summary: 'Allows the removals that were held back; the next complete run does them',
        access: 'admin',
        params,
        answer: SourceStatus,
      },
      async ({ params: { id }, ...who }) => {
        const source = sourceOrThrow(context, id);
        const held = context.store.held.get(id);
        if (!context.store.held.confirm(id)) throw new AppError('conflict', 'Nothing is held back for this source.');
        const details = `${held?.count ?? 0} removals: ${held?.reason ?? ''}`;
        context.audit.record({ ...whoAsks(who), action: 'removal-confirmed', outcome: 'done', subject: id, details });
        return presentSource(source, context);
      },
    ),
    route(
      {
        id: 'restoreHeld',
        method: 'post',
        path: '/admin/sources/:id/held/restore',
        summary: 'Keeps what was to be removed: it is not gone, and no run removes it before somebody confirms that it is',
        access: 'admin',
        params,
        answer: SourceStatus,
      },
      async ({ params: { id }, ...who }) => {
        const source = sourceOrThrow(context, id);
        const held = context.store.held.get(id);
        const { actor } = whoAsks(who);
        if (!context.store.held.restore(id, { by: actor, at: Date.now() }))
          throw new AppError('conflict', 'Nothing is held back for this source.');
        const details = `${held?.count ?? 0} items are kept: ${held?.reason ?? ''}`;
        context.audit.record({ ...whoAsks(who), action: 'removal-restored', outcome: 'done', subject: id, details });
        return presentSource(source, context);
      },
    ),
  ];
}

function runInWords({ full, dryRun }: { full: boolean; dryRun: boolean }): string {
  return `${dryRun ? 'Dry run' : 'Run'}${full ? ', reading everything again' : ''}`;
}

function sourceOrThrow(context: Context, id: string): ConfiguredSource {
  const source = context.sources.get(id);
  if (!source) throw new AppError('not-found', `No source has the id "${id}".`);
  return source;
}
