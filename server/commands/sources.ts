import { createAuditLog } from '../audit/audit-log.ts';
import { whoCommands } from '../audit/who-asks.ts';
import { createSources } from '../create-sources.ts';
import { AppError } from '../errors.ts';
import { createLogger } from '../logger.ts';
import { createSecretBox } from '../secrets/secret-box.ts';
import { createSourceDesk } from '../sources/source-desk.ts';
import { createSourceDrafts } from '../sources/source-drafts.ts';
import { testSource } from '../sources/test-source.ts';
import { readDraft } from './read-draft.ts';
import { untilStopped } from './until-stopped.ts';
import { withContext } from './with-context.ts';
import { withStore } from './with-store.ts';

const SIGNS = { ok: '✓', warning: '!', error: '✗' } as const;

/** The sources of the file and of the console. */
export async function listSources(options: { config?: string; json?: boolean }): Promise<void> {
  await withStore(options, ({ config, store }) => {
    const sources = createSources({ config, store, logger: createLogger(config.log) });
    const items = [...sources].map(([id, { source, location, schedule, holds, managedBy, problem }]) => ({
      ...{ id, kind: source.kind, holds, location, schedule: schedule ?? null },
      ...{ managedBy: managedBy ?? 'atrium', problem: problem ?? null },
    }));
    if (options.json) process.stdout.write(`${JSON.stringify({ items }, null, 2)}\n`);
    else for (const item of items) process.stdout.write(inLine(item));
  });
}

function inLine(item: { id: string; kind: string; location: string; managedBy: string; problem: string | null }): string {
  const problem = item.problem === null ? '' : `  ! ${item.problem}\n`;
  return `${item.id}\t${item.kind}\t${item.location}\t${item.managedBy}\n${problem}`;
}

/** Makes a source of a draft, as in the console; a server that runs reads it at once. It needs no search engine. */
export async function addSource(file: string, options: { config?: string }): Promise<void> {
  const { freshnessGoalMinutes, ...draft } = await readDraft(file, process.env);
  await withStore(options, ({ config, store }) => {
    const logger = createLogger(config.log);
    const secrets = createSecretBox({ dataDir: config.dataDir, environment: process.env });
    const sources = createSources({ config, store, logger, secrets });
    const drafts = createSourceDrafts({ config, store, secrets, logger });
    const desk = createSourceDesk({ store, sources, drafts, logger, ...WITHOUT_RUNS });
    desk.create(drafts.complete(draft), { by: whoCommands().actor, run: false, freshnessGoalMinutes });
    const details = `${draft.kind}: ${sources.get(draft.id)?.location ?? ''}`;
    const audit = createAuditLog({ store: store.audit, logger });
    audit.record({ ...whoCommands(), action: 'source-created', outcome: 'done', subject: draft.id, details });
    process.stdout.write(
      `The source "${draft.id}" is there. A server that runs reads it now; else: npm run atrium -- sync ${draft.id}\n`,
    );
  });
}

/** This process reads nothing and clears nothing away. */
const WITHOUT_RUNS = {
  jobs: { start: () => undefined, stopped: async () => undefined },
  leaving: { clear: async () => undefined },
};

/** Removes a source of the console and all that came from it; without `--confirm` it only tells what that is. */
export async function removeSource(id: string, options: { config?: string; confirm?: string }): Promise<void> {
  if (options.confirm !== undefined && options.confirm !== id)
    throw new AppError('invalid-request', `--confirm must be the id of the source once more: ${id}.`);
  if (options.confirm === undefined) process.exitCode = 1;
  await withContext(options, async ({ sourceDesk, audit }) => {
    if (options.confirm === undefined) {
      process.stdout.write(
        `${sourceDesk.removal(id).sentence}\nTo go on: npm run atrium -- sources remove ${id} --confirm ${id}\n`,
      );
      return;
    }
    const { removal, cleared } = sourceDesk.remove(id, { by: whoCommands().actor });
    const details = removal.sentence;
    audit.record({ ...whoCommands(), action: 'source-removed', outcome: 'done', subject: id, details });
    await cleared;
    process.stdout.write(`The source "${id}" is gone. ${removal.sentence}\n`);
  });
}

/** Connects by a draft and tells what works and what is missing; exit code 1 when a run could not be complete. */
export async function testDraft(file: string, options: { config?: string }): Promise<void> {
  const { signal } = untilStopped();
  const draft = await readDraft(file, process.env);
  await withStore(options, async ({ config, store }) => {
    const logger = createLogger(config.log);
    const secrets = createSecretBox({ dataDir: config.dataDir, environment: process.env });
    const drafts = createSourceDrafts({ config, store, secrets, logger });
    const report = await testSource(drafts.complete(draft), { drafts, method: config.auth.method, signal });
    for (const { level, message } of report.findings) process.stdout.write(`${SIGNS[level]} ${message}\n`);
    if (!report.ok) process.exitCode = 1;
  });
}
