import { z } from 'zod';
import type { Context } from '../context.ts';
import {
  Boost,
  CurationPreview,
  CurationWriteQuery,
  curated,
  GoldenReport,
  MOST_ENTRIES,
  Pin,
  Synonyms,
} from '../contract/curation.ts';
import { changeCuration, previewCuration } from '../curation/answer-change.ts';
import { presentCurated } from '../curation/present-curated.ts';
import { type Route, route } from './define-route.ts';
import { EntryParams } from './entry-params.ts';

/** What the ranker is told, each kind with the same operations; every write passes the golden queries. */
export function adminCurationRoutes(context: Context): Route[] {
  return [
    ...routesOf(context, { kind: 'synonyms', schema: Synonyms, name: 'Synonyms', what: 'words that mean the same' }),
    ...routesOf(context, { kind: 'boosts', schema: Boost, name: 'Boosts', what: 'a boost' }),
    ...routesOf(context, { kind: 'pins', schema: Pin, name: 'Pins', what: 'a pin' }),
    route(
      {
        id: 'previewCuration',
        method: 'post',
        path: '/admin/curation/preview',
        summary: 'What a change would do to the golden queries; nothing is changed',
        access: 'admin',
        body: CurationPreview,
        answer: GoldenReport,
      },
      ({ body, ...input }) => previewCuration(context, body, input),
    ),
  ];
}

interface KindOptions {
  kind: CurationPreview['kind'];
  schema: typeof Synonyms | typeof Boost | typeof Pin;
  /** For the names of the operations. */
  name: string;
  /** In the summaries. */
  what: string;
}

function routesOf(context: Context, { kind, schema, name, what }: KindOptions): Route[] {
  const { curation } = context;
  const path = `/admin/curation/${kind}`;
  const item = curated(schema);
  const items = z.object({ items: z.array(item), most: z.int() });
  const answer = z.object({ item: item.nullable(), applied: z.boolean(), report: GoldenReport });
  const write = { access: 'admin', query: CurationWriteQuery, answer } as const;
  const one = { ...write, path: `${path}/:id`, params: EntryParams } as const;
  return [
    route({ id: kind, method: 'get', path, summary: `All ${kind}, oldest first`, access: 'admin', answer: items }, async () => ({
      items: curation.list(kind).map((stored) => presentCurated(stored, curation.references)),
      most: MOST_ENTRIES[kind],
    })),
    route({ ...write, id: `add${name}`, method: 'post', path, summary: `Adds ${what}`, body: schema }, ({ body, ...input }) =>
      changeCuration(context, CurationPreview.parse({ kind, entry: body }), input),
    ),
    route(
      { ...one, id: `change${name}`, method: 'put', summary: `Changes ${what}`, body: schema },
      ({ params, body, ...input }) => changeCuration(context, CurationPreview.parse({ kind, ...params, entry: body }), input),
    ),
    route({ ...one, id: `remove${name}`, method: 'delete', summary: `Removes ${what}` }, ({ params, ...input }) =>
      changeCuration(context, CurationPreview.parse({ kind, ...params }), input),
    ),
  ];
}
