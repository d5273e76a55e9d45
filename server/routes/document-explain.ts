import { z } from 'zod';
import type { Context } from '../context.ts';
import { OwnExplanation } from '../contract/documents.ts';
import { type Route, route } from './define-route.ts';
import { noSuchDocument, readableItem } from './documents.ts';
import { RecordId } from './record-id.ts';

const params = z.strictObject({ id: RecordId });

export function documentExplainRoutes(context: Context): Route[] {
  return [
    route(
      {
        id: 'documentExplain',
        method: 'get',
        path: '/documents/:id/explain',
        summary: 'Why the one who asks may read it',
        access: 'viewer',
        params,
        answer: OwnExplanation,
      },
      async ({ params: { id }, viewer }) => {
        const explanation = context.explain.own(viewer, readableItem(context, id, viewer));
        if (explanation === undefined) throw noSuchDocument();
        return explanation;
      },
    ),
  ];
}
