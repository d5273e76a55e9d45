import { z } from 'zod';
import { whoAsks } from '../audit/who-asks.ts';
import type { Context } from '../context.ts';
import { RunsResponse, SourceStatus } from '../contract/admin.ts';
import {
  ChangeSourceRequest,
  CreateSourceRequest,
  FreshnessGoalRequest,
  RemoveSourceQuery,
  SourceRemoval,
  SourceRunsQuery,
  SourceSettings,
  ThroughputResponse,
} from '../contract/sources.ts';
import { AppError } from '../errors.ts';
import { presentRun, presentSource } from '../present-source.ts';
import { presentSettings } from '../sources/present-settings.ts';
import { throughputOf } from '../sources/throughput.ts';
import { type Route, route } from './define-route.ts';

const params = z.strictObject({ id: z.string().max(64) });

/** Making, changing and removing sources, and what their pages draw. */
export function adminSourceChangeRoutes(context: Context): Route[] {
  return [...changes(context), ...views(context)];
}

function changes(context: Context): Route[] {
  const { sourceDesk, drafts, audit } = context;
  return [
    route(
      {
        id: 'createSource',
        method: 'post',
        path: '/admin/sources',
        summary: 'Makes a source of a draft: from now on it counts',
        access: 'admin',
        body: CreateSourceRequest,
        answer: SourceStatus,
        status: 201,
      },
      async ({ body: { run, freshnessGoalMinutes, ...draft }, ...who }) => {
        const { actor } = whoAsks(who);
        sourceDesk.create(drafts.complete(draft), { by: actor, run, freshnessGoalMinutes });
        const details = `${draft.kind}: ${context.sources.get(draft.id)?.location ?? ''}`;
        audit.record({ ...whoAsks(who), action: 'source-created', outcome: 'done', subject: draft.id, details });
        return statusOf(context, draft.id);
      },
    ),
    route(
      {
        id: 'changeSource',
        method: 'put',
        path: '/admin/sources/:id',
        summary: 'Changes a source of the console',
        access: 'admin',
        params,
        body: ChangeSourceRequest,
        answer: SourceStatus,
      },
      async ({ params: { id }, body: { settings, ...how }, ...who }) => {
        const before = context.store.consoleSources.get(id);
        sourceDesk.change({ id, kind: before?.kind ?? '', settings }, { ...how, by: whoAsks(who).actor });
        const after = context.store.consoleSources.get(id);
        const details = changedInWords(before, after);
        audit.record({ ...whoAsks(who), action: 'source-changed', outcome: 'done', subject: id, details });
        return statusOf(context, id);
      },
    ),
    route(
      {
        id: 'removeSource',
        method: 'delete',
        path: '/admin/sources/:id',
        summary: 'Removes a source of the console, and all that came from it',
        access: 'admin',
        params,
        query: RemoveSourceQuery,
        answer: SourceRemoval,
        status: 202,
      },
      async ({ params: { id }, query: { confirm }, ...who }) => {
        if (confirm !== id) throw notConfirmed(id);
        const { removal } = sourceDesk.remove(id, { by: whoAsks(who).actor });
        const details = removal.sentence;
        audit.record({ ...whoAsks(who), action: 'source-removed', outcome: 'done', subject: id, details });
        return removal;
      },
    ),
    route(
      {
        id: 'setFreshnessGoal',
        method: 'put',
        path: '/admin/sources/:id/freshness-goal',
        summary: 'How old what is known of a source may become',
        access: 'admin',
        params,
        body: FreshnessGoalRequest,
        answer: SourceStatus,
      },
      async ({ params: { id }, body: { minutes }, ...who }) => {
        sourceDesk.setFreshnessGoal(id, minutes);
        const details = minutes === null ? 'None' : `${minutes} minutes`;
        audit.record({ ...whoAsks(who), action: 'source-goal', outcome: 'done', subject: id, details });
        return statusOf(context, id);
      },
    ),
  ];
}

function views(context: Context): Route[] {
  const { store, sourceDesk } = context;
  return [
    route(
      {
        id: 'sourceSettings',
        method: 'get',
        path: '/admin/sources/:id/settings',
        summary: 'How a source is set up, without its secrets',
        access: 'admin',
        params,
        answer: SourceSettings,
      },
      async ({ params: { id } }) => {
        const settings = presentSettings(id, { store, ofFile: context.config.sources });
        if (!settings) throw new AppError('not-found', `No source "${id}" has settings.`);
        return settings;
      },
    ),
    route(
      {
        id: 'sourceRemoval',
        method: 'get',
        path: '/admin/sources/:id/removal',
        summary: 'What would disappear with a source',
        access: 'admin',
        params,
        answer: SourceRemoval,
      },
      async ({ params: { id } }) => sourceDesk.removal(id),
    ),
    route(
      {
        id: 'sourceRuns',
        method: 'get',
        path: '/admin/sources/:id/runs',
        summary: 'Runs of a source, latest first',
        access: 'admin',
        params,
        query: SourceRunsQuery,
        answer: RunsResponse,
      },
      async ({ params: { id }, query: { limit } }) => {
        statusOf(context, id);
        return { items: store.runs.list({ source: id, limit }).map(presentRun) };
      },
    ),
    route(
      {
        id: 'sourceThroughput',
        method: 'get',
        path: '/admin/sources/:id/throughput',
        summary: 'How fast the last runs of a source were',
        access: 'admin',
        params,
        answer: ThroughputResponse,
      },
      async ({ params: { id } }) => {
        statusOf(context, id);
        return throughputOf(store, id);
      },
    ),
  ];
}

function statusOf(context: Context, id: string): SourceStatus {
  const source = context.sources.get(id);
  if (!source) throw new AppError('not-found', `No source has the id "${id}".`);
  return presentSource(source, context);
}

function notConfirmed(id: string): AppError {
  const message = `must be the id of the source: ${id}`;
  return new AppError('invalid-request', 'Write the id of the source to confirm that it may go.', {
    errors: [{ path: 'confirm', message }],
  });
}

interface Settings {
  settings: Record<string, unknown>;
  secrets: Record<string, string>;
}

/** Which settings are others now; of passwords nothing but that. */
function changedInWords(before: Settings | undefined, after: Settings | undefined): string {
  const names = new Set([before, after].flatMap((one) => Object.keys(one?.settings ?? {})));
  const changed = [...names].filter((name) => JSON.stringify(before?.settings[name]) !== JSON.stringify(after?.settings[name]));
  return changed.length === 0 ? 'Settings entered again' : `Changed: ${changed.join(', ')}`;
}
