import { z } from 'zod';
import { whoAsks } from '../audit/who-asks.ts';
import type { Context } from '../context.ts';
import { FailuresResponse, RetryRequest, RetryResponse } from '../contract/admin.ts';
import { AppError } from '../errors.ts';
import { type Route, route } from './define-route.ts';

const FailuresQuery = z.strictObject({
  source: z.string().max(64).optional(),
  state: z.enum(['failed', 'partial', 'excluded']).optional(),
  cause: z.string().max(64).optional(),
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});

export function adminFailureRoutes(context: Context): Route[] {
  return [
    route(
      {
        id: 'failures',
        method: 'get',
        path: '/admin/failures',
        summary: 'What is not, or not fully, in the index, and why',
        access: 'admin',
        query: FailuresQuery,
        answer: FailuresResponse,
      },
      async ({ query }) => presentFailures(context, query),
    ),
    route(
      {
        id: 'retryFailures',
        method: 'post',
        path: '/admin/failures/retry',
        summary: 'Lets the next run try again what could not be read: all of a source, those of one cause, or one file',
        access: 'admin',
        body: RetryRequest,
        answer: RetryResponse,
      },
      async ({ body, ...who }) => {
        const { source, ...which } = body;
        if (!context.sources.has(source)) throw new AppError('not-found', `No source has the id "${source}".`);
        const count = context.store.ledger.retry(source, { ...which, at: Date.now() });
        const what = [which.cause, which.path].filter((text) => text !== undefined).join(', ');
        const details = `${count} items${what === '' ? '' : ` (${what})`}`;
        context.audit.record({ ...whoAsks(who), action: 'failures-retried', outcome: 'done', subject: source, details });
        return { count };
      },
    ),
  ];
}

function presentFailures({ store }: Context, query: z.output<typeof FailuresQuery>): z.infer<typeof FailuresResponse> {
  const filter = {
    ...(query.source === undefined ? {} : { source: query.source }),
    states: query.state ? [query.state] : (['failed', 'partial'] as const),
  };
  const { total, items } = store.ledger.failures({
    ...filter,
    ...(query.cause === undefined ? {} : { cause: query.cause }),
    offset: (query.page - 1) * query.pageSize,
    limit: query.pageSize,
  });
  return {
    total,
    items: items.map(({ source, entry }) => ({
      source,
      path: entry.path,
      state: entry.state === 'partial' || entry.state === 'excluded' ? entry.state : 'failed',
      cause: entry.cause,
      reason: entry.reason ?? '',
      attempts: entry.attempts,
      nextTryAt: iso(entry.nextTryAt),
    })),
    causes: store.ledger.failureCauses(filter).map(({ nextTryAt, ...cause }) => ({ ...cause, nextTryAt: iso(nextTryAt) })),
  };
}

function iso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
