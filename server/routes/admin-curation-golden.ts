import type { Request } from 'express';
import { z } from 'zod';
import type { Viewer } from '../access/viewer.ts';
import { whoAsks } from '../audit/who-asks.ts';
import type { Context } from '../context.ts';
import { curated, GoldenQuery, GoldenResult, GoldenRun, GoldenWriteQuery, MOST_ENTRIES } from '../contract/curation.ts';
import { presentCurated } from '../curation/present-curated.ts';
import { type Route, route } from './define-route.ts';
import { EntryParams } from './entry-params.ts';

const path = '/admin/curation/golden';
const item = curated(GoldenQuery);
const write = {
  access: 'admin',
  query: GoldenWriteQuery,
  /** `result`: how it does now; null when it was removed. */
  answer: z.object({ item: item.nullable(), applied: z.boolean(), result: GoldenResult.nullable() }),
} as const;
const one = { ...write, path: `${path}/:id`, params: EntryParams } as const;

/** What a change of curation must not break. */
export function adminGoldenRoutes(context: Context): Route[] {
  const { curation } = context;
  return [
    route(
      {
        id: 'golden',
        method: 'get',
        path,
        summary: 'All golden queries, oldest first',
        access: 'admin',
        answer: z.object({ items: z.array(item), most: z.int() }),
      },
      async () => ({
        items: curation.list('golden').map((stored) => presentCurated(stored, curation.references)),
        most: MOST_ENTRIES.golden,
      }),
    ),
    route(
      {
        id: 'runGolden',
        method: 'post',
        path: `${path}/run`,
        summary: 'Asks all golden queries and tells which hold',
        access: 'admin',
        // Strict, though there is nothing to say: what is sent is not ignored.
        body: z.strictObject({}).optional(),
        answer: GoldenRun,
      },
      async (input) => {
        const run = await curation.runGolden(input.signal);
        const details = `${run.items.length} asked, ${run.failing} failing`;
        context.audit.record({ ...whoAsks(input), action: 'golden-queries', outcome: 'done', details });
        return run;
      },
    ),
    route(
      { ...write, id: 'addGolden', method: 'post', path, summary: 'Adds a golden query', body: GoldenQuery },
      ({ body, ...input }) => changeGolden(context, { entry: body }, input),
    ),
    route(
      { ...one, id: 'changeGolden', method: 'put', summary: 'Changes a golden query', body: GoldenQuery },
      ({ params, body, ...input }) => changeGolden(context, { ...params, entry: body }, input),
    ),
    route({ ...one, id: 'removeGolden', method: 'delete', summary: 'Removes a golden query' }, ({ params, ...input }) =>
      changeGolden(context, params, input),
    ),
  ];
}

interface Asked {
  viewer: Viewer;
  request: Request;
  signal: AbortSignal;
  query: { dryRun: boolean };
}

/** Tried first, so that nobody keeps a promise without knowing whether it holds. */
async function changeGolden({ curation, audit }: Context, change: { id?: number; entry?: GoldenQuery }, asked: Asked) {
  const { id, entry } = change;
  const result = entry === undefined ? null : await curation.tryGolden({ ...change, entry }, asked.signal);
  if (asked.query.dryRun) {
    if (id !== undefined) curation.get('golden', id);
    audit.record({ ...whoAsks(asked), action: 'golden-queries', outcome: 'done', details: `Tried: ${JSON.stringify(entry)}` });
    return { item: null, applied: false, result };
  }
  const stored = curation.changeGolden(change, { by: asked.viewer.uid, at: Date.now() });
  const verb = entry === undefined ? 'Removed' : id === undefined ? 'Added' : 'Changed';
  const details = `${verb}: ${JSON.stringify(stored.entry)}`;
  audit.record({ ...whoAsks(asked), action: 'curation', outcome: 'done', subject: `golden ${stored.id}`, details });
  return {
    item: entry === undefined ? null : presentCurated(stored, curation.references),
    applied: true,
    result: result && { ...result, id: stored.id },
  };
}
