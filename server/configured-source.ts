import type { SourceConfig, SourceEnvironment, SourceKind } from '#indexers/define-source.ts';
import type { ShownPaths } from '#indexers/types/shown-paths.ts';
import type { Source } from '#indexers/types.ts';
import type { Config } from './config/schema.ts';
import { demoDriveIn } from './demo/demo-drive.ts';
import { scheduleOf } from './jobs/directory-schedule.ts';
import type { Logger } from './logger.ts';
import type { StateStore } from './store/state-store.ts';

/** A source as it was configured. */
export interface ConfiguredSource {
  source: Source;
  holds: SourceKind['holds'];
  /** Without secrets, for people to read. */
  location: string;
  /** Where people find what it holds, see `SourceKind.paths`. */
  paths?: ShownPaths;
  /** Cron expression. */
  schedule: string | undefined;
  /** See `SourceKind.readsAllGroups`. */
  readsAllGroups?: boolean;
  /** Whether it stands in the file, where only the file can change it, or was made in the console. */
  managedBy?: 'file' | 'console';
  /** What is wrong with how it is set up, for an administrator. */
  problem?: string;
}

export function configureSource(
  config: SourceConfig,
  o: { kind: SourceKind; method: Config['auth']['method']; environment: SourceEnvironment },
): ConfiguredSource {
  const { kind, method } = o;
  const { holds } = kind;
  const schedule = scheduleOf(config, { holds, method });
  const readsAllGroups = kind.readsAllGroups?.(config) ?? false;
  const paths = kind.paths?.(config) ?? {};
  return { source: kind.create(config, o.environment), holds, location: kind.location(config), paths, schedule, readsAllGroups };
}

/** What the house gives a source that counts: what it remembers is kept. */
export function environmentOf(
  id: string,
  { store, logger, config }: { store: StateStore; logger: Logger; config: Pick<Config, 'dataDir' | 'file'> },
): SourceEnvironment {
  const log = logger.child({ source: id });
  const { dataDir, file } = config;
  return {
    own: { kept: file === undefined ? [dataDir] : [dataDir, file], open: [demoDriveIn(dataDir)] },
    memory: {
      get: (key) => store.sourceState.get(id, key),
      set: (key, value) => store.sourceState.set(id, key, value),
    },
    log: (level, message, details) => log[level](details ?? {}, message),
  };
}
