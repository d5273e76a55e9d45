import { z } from 'zod';
import type { Context } from '../context.ts';
import { DocumentVersions } from '../contract/families.ts';
import { readableItem } from '../documents/readable-item.ts';
import { type Route, route } from './define-route.ts';
import { RecordId } from './record-id.ts';

export function documentVersionRoutes(context: Context): Route[] {
  return [
    route(
      {
        id: 'documentVersions',
        method: 'get',
        path: '/documents/:id/versions',
        summary: 'Copies and other versions of a document that the viewer may read, the best first',
        access: 'viewer',
        params: z.strictObject({ id: RecordId }),
        answer: DocumentVersions,
      },
      async ({ params: { id }, viewer }) => {
        readableItem(context, id, viewer);
        return {
          items: context.search
            .versions(id, viewer)
            .map(({ id, source, path, title, mediaType, size, modifiedAt, relation }) => ({
              id,
              source,
              path,
              title,
              mediaType,
              size,
              modifiedAt: new Date(modifiedAt).toISOString(),
              relation,
            })),
        };
      },
    ),
  ];
}
