import type { Context } from '../context.ts';
import { ExplainQuery, Explanation } from '../contract/admin.ts';
import { type Route, route } from './define-route.ts';

export function adminExplainRoutes({ explain }: Context): Route[] {
  return [
    route(
      {
        id: 'explain',
        method: 'get',
        path: '/admin/explain',
        summary: 'Why somebody sees a document, or does not',
        access: 'admin',
        query: ExplainQuery,
        answer: Explanation,
      },
      async ({ query }) => explain({ uid: query.as, document: query.document }),
    ),
  ];
}
