import { z } from 'zod';
import { sourceKinds } from '#indexers/sources/index.ts';
import { whoAsks } from '../audit/who-asks.ts';
import type { Context } from '../context.ts';
import type { AuditAction, AuditOutcome } from '../contract/audit.ts';
import {
  DryRun,
  FoldersQuery,
  FoldersResponse,
  PreviewResponse,
  SourceDraft,
  SourceKindsResponse,
  TestResponse,
} from '../contract/sources.ts';
import { AppError } from '../errors.ts';
import type { DraftRun } from '../sources/dry-runs.ts';
import { listFolders } from '../sources/list-folders.ts';
import { presentKind } from '../sources/present-kind.ts';
import { previewSource } from '../sources/preview-source.ts';
import type { CompleteDraft } from '../sources/source-drafts.ts';
import { testSource } from '../sources/test-source.ts';
import { type Route, route } from './define-route.ts';

const params = z.strictObject({ id: z.string().max(64) });

/** What somebody tries before it counts. Writes nothing down but the audit log. */
export function adminSourceDraftRoutes(context: Context): Route[] {
  const { drafts, dryRuns, audit } = context;
  const { method } = context.config.auth;

  /** The server connects to whatever address was typed: that is written down, however it ends. */
  async function audited<Answer>(
    action: AuditAction,
    { who, draft }: { who: Parameters<typeof whoAsks>[0]; draft: CompleteDraft },
    work: (draft: CompleteDraft) => Promise<{ answer: Answer; outcome: AuditOutcome }>,
  ): Promise<Answer> {
    let outcome: AuditOutcome = 'failed';
    try {
      const done = await work(draft);
      ({ outcome } = done);
      return done.answer;
    } finally {
      audit.record({ ...whoAsks(who), action, outcome, subject: draft.config.id, details: whereabouts(draft) });
    }
  }

  return [
    route(
      {
        id: 'sourceKinds',
        method: 'get',
        path: '/admin/source-kinds',
        summary: 'Kinds of sources, with the questions of their forms',
        access: 'admin',
        answer: SourceKindsResponse,
      },
      async () => ({ items: sourceKinds.map(presentKind) }),
    ),
    route(
      {
        id: 'testDraft',
        method: 'post',
        path: '/admin/sources/test',
        summary: 'Connects by a draft and tells what works and what is missing',
        access: 'admin',
        body: SourceDraft,
        answer: TestResponse,
      },
      async ({ body, signal, ...who }) =>
        audited('source-tested', { who, draft: drafts.complete(body) }, async (draft) => {
          const report = await testSource(draft, { drafts, method, signal });
          return { answer: report, outcome: report.ok ? 'done' : 'failed' };
        }),
    ),
    route(
      {
        id: 'previewDraft',
        method: 'post',
        path: '/admin/sources/preview',
        summary: 'What a draft would find, live: entries and their fields, or files by rule',
        access: 'admin',
        body: SourceDraft,
        answer: PreviewResponse,
      },
      async ({ body, signal, ...who }) =>
        audited('source-previewed', { who, draft: drafts.complete(body) }, async (draft) => ({
          answer: await previewSource(draft, { drafts, signal }),
          outcome: 'done',
        })),
    ),
    route(
      {
        id: 'dryRunDraft',
        method: 'post',
        path: '/admin/sources/dry-run',
        summary: 'Begins to find out what a run by a draft would do; follow it by /admin/dry-runs/:id',
        access: 'admin',
        body: SourceDraft,
        answer: DryRun,
        status: 202,
      },
      async ({ body, ...who }) => {
        const draft = drafts.complete(body);
        const run = dryRuns.start(draft);
        const details = `Dry run of a draft of ${whereabouts(draft)}`;
        audit.record({ ...whoAsks(who), action: 'source-run', outcome: 'done', subject: body.id, details });
        return presentDryRun(run);
      },
    ),
    route(
      {
        id: 'dryRun',
        method: 'get',
        path: '/admin/dry-runs/:id',
        summary: 'How far the dry run of a draft has come',
        access: 'admin',
        params,
        answer: DryRun,
      },
      async ({ params: { id } }) => presentDryRun(dryRunOrThrow(context, id)),
    ),
    route(
      {
        id: 'cancelDryRun',
        method: 'delete',
        path: '/admin/dry-runs/:id',
        summary: 'Stops the dry run of a draft',
        access: 'admin',
        params,
        answer: DryRun,
        status: 202,
      },
      async ({ params: { id } }) => {
        dryRuns.cancel(id);
        return presentDryRun(dryRunOrThrow(context, id));
      },
    ),
    route(
      {
        id: 'folders',
        method: 'get',
        path: '/admin/folders',
        summary: 'Folders of the server to choose from; their names only',
        access: 'admin',
        query: FoldersQuery,
        answer: FoldersResponse,
      },
      async ({ query, signal }) => listFolders(query.path, signal),
    ),
  ];
}

/** Without secrets. */
function whereabouts({ kind, config }: CompleteDraft): string {
  return `${kind.kind}: ${kind.location(config)}`;
}

function dryRunOrThrow({ dryRuns }: Context, id: string): DraftRun {
  const run = dryRuns.get(id);
  if (!run) throw new AppError('not-found', 'There is no such dry run (any more). Start it again.');
  return run;
}

function presentDryRun({ startedAt, finishedAt, message, ...run }: DraftRun): z.infer<typeof DryRun> {
  return {
    ...run,
    message: message ?? null,
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: finishedAt === undefined ? null : new Date(finishedAt).toISOString(),
  };
}
