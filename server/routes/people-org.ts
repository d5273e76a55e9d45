import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { ConnectionResponse, ExpertiseResponse, OrgChart } from '../contract/people.ts';
import { AppError } from '../errors.ts';
import { connectionBetween } from '../people/connection.ts';
import { expertiseOf } from '../people/expertise.ts';
import { orgChart } from '../people/org-chart.ts';
import type { Roster } from '../people/roster.ts';
import { type Route, route } from './define-route.ts';
import { personOrThrow } from './people.ts';
import { presentCard } from './present-person.ts';
import { RecordId } from './record-id.ts';

const params = z.strictObject({ id: RecordId });

/** What of people is answered beside the profile. To be mounted before the routes of `people.ts`: `/people/org` is nobody's id. */
export function peopleOrgRoutes(context: Context): Route[] {
  const { rosters, search, store, sources } = context;
  const whole = createChartFile();
  return [
    route(
      {
        id: 'orgChart',
        method: 'get',
        path: '/people/org',
        summary: 'The whole org chart, or what is below a person, column by column',
        access: 'viewer',
        query: z.strictObject({ root: RecordId.optional() }),
        answer: OrgChart,
      },
      async ({ query: { root }, request, response }) => {
        const roster = await rosters();
        if (root !== undefined) {
          const chart = orgChart(roster, root);
          if (chart === undefined) throw new AppError('not-found', 'Nobody with this id is in the directory.');
          return chart;
        }
        const { plain, zipped, tag } = whole(roster);
        // Asked for again each time, and sent again only when somebody in it has changed.
        response.set({ 'Cache-Control': 'private, no-cache', ETag: tag, Vary: 'Accept-Encoding' }).type('json');
        const takesGzip = request.acceptsEncodings('gzip') === 'gzip';
        if (takesGzip) response.set('Content-Encoding', 'gzip');
        response.send(takesGzip ? zipped : plain);
        return undefined;
      },
    ),
    route(
      {
        id: 'connection',
        method: 'get',
        path: '/people/:id/connection',
        summary: 'The shortest reporting path between the viewer and a person',
        access: 'viewer',
        params,
        answer: ConnectionResponse,
      },
      async ({ params: { id }, viewer }) => {
        const { directory } = store;
        const self = viewer.personId === undefined ? undefined : directory.person(viewer.personId);
        const ids = [...sources.keys()];
        const to = directory.entriesOf(personOrThrow(context, id), ids);
        const from = self === undefined ? [] : directory.entriesOf(self, ids);
        const found = connectionBetween(directory, { from, to });
        return { path: found?.path.map(presentCard) ?? [], top: found?.top ?? 0 };
      },
    ),
    route(
      {
        id: 'expertise',
        method: 'get',
        path: '/people/:id/expertise',
        summary: 'What a person knows about, with documents that the viewer may read',
        access: 'viewer',
        params,
        answer: ExpertiseResponse,
      },
      ({ params: { id }, viewer, signal }) => expertiseOf({ person: personOrThrow(context, id), search, viewer, signal }),
    ),
  ];
}

/** The chart as it is sent, made once for each state of the people. */
function createChartFile(): (roster: Roster) => { plain: Buffer; zipped: Buffer; tag: string } {
  const started = Date.now().toString(36);
  let made: { of: Roster; file: { plain: Buffer; zipped: Buffer; tag: string } } | undefined;
  return (roster) => {
    if (made?.of === roster) return made.file;
    const plain = Buffer.from(JSON.stringify(orgChart(roster)));
    // Level 5: a tenth larger than the best, in a third of the time.
    const file = { plain, zipped: gzipSync(plain, { level: 5 }), tag: `W/"${started}-${roster.generation}"` };
    made = { of: roster, file };
    return file;
  };
}
