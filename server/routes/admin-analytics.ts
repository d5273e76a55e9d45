import { askerOf } from '../analytics/asker.ts';
import type { Context } from '../context.ts';
import { AnalyticsQuery, AnalyticsReport, Click } from '../contract/analytics.ts';
import { AppError } from '../errors.ts';
import { type Route, route } from './define-route.ts';

/** What is asked and what comes of it: reported by whoever searches, read by administrators. */
export function adminAnalyticsRoutes({ analytics, sources }: Context): Route[] {
  return [
    route(
      {
        id: 'click',
        method: 'post',
        path: '/search/clicks',
        summary: 'Tells which result was opened, for the statistics; who did is not kept',
        access: 'viewer',
        body: Click,
      },
      async ({ body: { source, ...click }, viewer, request }) => {
        const known = source !== undefined && sources.has(source) ? { source } : {};
        if (!analytics.clicked({ ...click, ...known }, askerOf({ viewer, request })))
          throw new AppError('invalid-request', 'This is not of an answer that was given to you this month.');
        return undefined;
      },
    ),
    route(
      {
        id: 'analytics',
        method: 'get',
        path: '/admin/analytics',
        summary: 'What is searched for in a month, of groups of people that are large enough',
        access: 'admin',
        query: AnalyticsQuery,
        answer: AnalyticsReport,
      },
      async ({ query }) => analytics.report(query.month),
    ),
  ];
}
