import type { SourceRemoval } from '../contract/sources.ts';
import { AppError } from '../errors.ts';
import type { SyncJobs } from '../jobs/run-sync.ts';
import { WRITTEN } from '../knowledge/written-source.ts';
import type { Logger } from '../logger.ts';
import type { StateStore } from '../store/state-store.ts';
import type { LeavingSources } from './leaving-sources.ts';
import type { GivenSettings } from './parse-settings.ts';
import { removalOf } from './removal-of.ts';
import type { CompleteDraft, SourceDrafts } from './source-drafts.ts';
import type { SourceRegistry } from './source-registry.ts';

/** Makes, changes and removes sources while everything goes on. Each change counts at once, in every process. */
export interface SourceDesk {
  /** AppError `conflict` for an id that is taken. */
  create(draft: CompleteDraft, options: Change & { freshnessGoalMinutes?: number | null | undefined }): void;
  /**
   * AppError `not-found`, `managed-by-file`, or `conflict` when somebody has changed it since `revision`. A run by the former
   * settings is stopped.
   */
  change(
    draft: GivenSettings,
    options: Change & { revision?: number | undefined; freshnessGoalMinutes?: number | null | undefined },
  ): void;
  /** What would go with it; AppError as above. */
  removal(id: string): SourceRemoval;
  /** From now on nothing of it is found; `cleared` resolves when it is out of the index too. */
  remove(id: string, options: { by: string }): { removal: SourceRemoval; cleared: Promise<void> };
  /** Minutes; null wants nothing. For every source. */
  setFreshnessGoal(id: string, minutes: number | null): void;
}

interface Change {
  /** Sign-in name. */
  by: string;
  /** Whether it is read now; otherwise at its next time. */
  run: boolean;
}

/** Atrium's own, whether it is there already or not. */
const OWN: ReadonlySet<string> = new Set([WRITTEN]);
/** Whose page in the console would be that of the wizard (`/admin/sources/new`). One that has it already keeps it. */
const UNREACHABLE = 'new';

export function createSourceDesk(options: {
  store: StateStore;
  sources: SourceRegistry;
  drafts: SourceDrafts;
  jobs: Pick<SyncJobs, 'start' | 'stopped'>;
  leaving: Pick<LeavingSources, 'clear'>;
  logger: Logger;
  now?: () => number;
}): SourceDesk {
  const { store, sources, drafts, jobs, leaving, logger, now = Date.now } = options;

  /** AppError unless the console may change it. */
  function requireOwn(id: string) {
    const stored = store.consoleSources.get(id);
    if (stored) return stored;
    if (!sources.has(id)) throw new AppError('not-found', `No source has the id "${id}".`);
    throw new AppError('managed-by-file', `The source "${id}" stands in the configuration file; change it there.`);
  }

  function requireFree(id: string): void {
    if (id === UNREACHABLE)
      throw taken(`The id "${id}" is the address of the page on which sources are added. Choose another one.`);
    if (store.consoleSources.leaving().includes(id))
      throw taken(`What an earlier source "${id}" has left is still being cleared away. Wait a moment, or choose another id.`);
    if (sources.has(id) || OWN.has(id) || store.consoleSources.get(id)) throw taken(`There is a source with the id "${id}".`);
  }

  function setGoal(id: string, minutes: number | null | undefined): void {
    if (minutes !== undefined) store.consoleSources.setFreshnessGoal(id, minutes ?? undefined);
  }

  async function startAfresh(id: string): Promise<void> {
    await jobs.stopped(id);
    jobs.start(id, { full: false, dryRun: false });
  }

  return {
    create({ config, kind, settings, secrets }, { by, run, freshnessGoalMinutes }) {
      const { id } = config;
      store.transaction(() => {
        requireFree(id);
        store.consoleSources.add({ id, kind: kind.kind, settings, secrets, by, at: now() });
        setGoal(id, freshnessGoalMinutes);
      });
      sources.refresh({ isOwn: true });
      if (run) jobs.start(id, { full: false, dryRun: false });
    },
    change(given, { by, run, revision, freshnessGoalMinutes }) {
      const { id } = given;
      store.transaction(() => {
        const stored = requireOwn(id);
        const { settings, secrets } = drafts.complete({ ...given, kind: stored.kind });
        const write = { settings, secrets, by, at: now(), revision: revision ?? stored.revision };
        if (!store.consoleSources.change(id, write))
          throw new AppError('conflict', 'Somebody else has changed this source meanwhile. Load it again and look.');
        setGoal(id, freshnessGoalMinutes);
      });
      sources.refresh({ isOwn: true });
      if (!run) return;
      startAfresh(id).catch((error: unknown) =>
        logger.error({ err: error, source: id }, 'a changed source could not be read at once; its next time comes'),
      );
    },
    removal(id) {
      requireOwn(id);
      return removalOf(store, { id, isShadowed: sources.get(id)?.managedBy === 'file' });
    },
    remove(id, { by }) {
      requireOwn(id);
      // What is there belongs to the source of the file that has the same id.
      const isShadowed = sources.get(id)?.managedBy === 'file';
      const removal = removalOf(store, { id, isShadowed });
      if (isShadowed) store.consoleSources.remove(id);
      else store.consoleSources.leave(id, { by, at: now() });
      sources.refresh({ isOwn: true });
      return { removal, cleared: isShadowed ? Promise.resolve() : leaving.clear(id) };
    },
    setFreshnessGoal(id, minutes) {
      if (!sources.has(id)) throw new AppError('not-found', `No source has the id "${id}".`);
      setGoal(id, minutes);
    },
  };
}

function taken(message: string): AppError {
  return new AppError('conflict', message, { errors: [{ path: 'id', message }] });
}
