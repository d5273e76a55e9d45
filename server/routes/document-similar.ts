import { z } from 'zod';
import type { Context } from '../context.ts';
import { SimilarDocuments } from '../contract/documents.ts';
import { readableItem } from '../documents/readable-item.ts';
import { type Route, route } from './define-route.ts';
import { RecordId } from './record-id.ts';

const SHOWN = 6;

export function documentSimilarRoutes(context: Context): Route[] {
  return [
    route(
      {
        id: 'documentSimilar',
        method: 'get',
        path: '/documents/:id/similar',
        summary: 'Documents about the same that the viewer may read',
        access: 'viewer',
        params: z.strictObject({ id: RecordId }),
        answer: SimilarDocuments,
      },
      async ({ params: { id }, viewer, signal }) => {
        readableItem(context, id, viewer);
        return { items: await context.search.similarDocuments(id, { limit: SHOWN }, viewer, signal) };
      },
    ),
  ];
}
