import type { Context } from '../context.ts';
import { WhereQuery, WhereResponse } from '../contract/admin.ts';
import { findWhereabouts } from '../whereabouts/find-whereabouts.ts';
import { type Route, route } from './define-route.ts';

export function adminWhereRoutes(context: Context): Route[] {
  return [
    route(
      {
        id: 'where',
        method: 'get',
        path: '/admin/where',
        summary: 'Where a file is: indexed, left out, failed, waiting or never seen, and why, by its path or a part of it',
        access: 'admin',
        query: WhereQuery,
        answer: WhereResponse,
      },
      async ({ query }) => findWhereabouts(context, query.path),
    ),
  ];
}
