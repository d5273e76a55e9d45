import { whoAsks } from '../audit/who-asks.ts';
import type { Context } from '../context.ts';
import { ExplainQuery, Explanation } from '../contract/admin.ts';
import { type Route, route } from './define-route.ts';

export function adminExplainRoutes({ explain, audit }: Context): Route[] {
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
      async (input) => {
        const { as: uid, document } = input.query;
        const explanation = await explain.anyone({ uid, document }, input.signal);
        const details = `Whether "${uid}" may read it: ${explanation.verdict}`;
        audit.record({ ...whoAsks(input), action: 'explain', outcome: 'done', subject: document, details });
        return explanation;
      },
    ),
  ];
}
