import type { SourceKind } from '#indexers/define-source.ts';
import { sourceKinds } from '#indexers/sources/index.ts';
import type { Source } from '#indexers/types.ts';
import type { Config } from './config/schema.ts';
import { AppError } from './errors.ts';
import { scheduleOf } from './jobs/directory-schedule.ts';
import type { Logger } from './logger.ts';
import type { StateStore } from './store/state-store.ts';

/** A source as it was configured. */
export interface ConfiguredSource {
  source: Source;
  holds: SourceKind['holds'];
  /** Without secrets, for people to read. */
  location: string;
  /** Cron expression. */
  schedule: string | undefined;
  /** See `SourceKind.readsAllGroups`. */
  readsAllGroups?: boolean;
}

/** The sources of the configuration, by id, in its order. */
export function createSources(options: {
  config: Config;
  store: StateStore;
  logger: Logger;
}): ReadonlyMap<string, ConfiguredSource> {
  const { method } = options.config.auth;
  return new Map(options.config.sources.map((config) => [config.id, configure(config, { ...options, method })]));
}

/** The ids of those that hold people. */
export function directoriesOf(sources: ReadonlyMap<string, ConfiguredSource>): string[] {
  return [...sources].flatMap(([id, { holds }]) => (holds === 'people' ? [id] : []));
}

function configure(
  config: Config['sources'][number],
  { store, logger, method }: { store: StateStore; logger: Logger; method: Config['auth']['method'] },
): ConfiguredSource {
  const kind = sourceKinds.find((candidate) => candidate.kind === config.kind);
  if (!kind) throw new AppError('invalid-configuration', `The source "${config.id}" has the unknown kind "${config.kind}".`);
  const log = logger.child({ source: config.id });
  const source = kind.create(config, {
    memory: {
      get: (key) => store.sourceState.get(config.id, key),
      set: (key, value) => store.sourceState.set(config.id, key, value),
    },
    log: (level, message, details) => log[level](details ?? {}, message),
  });
  const { holds } = kind;
  const schedule = scheduleOf(config, { holds, method });
  return { source, holds, location: kind.location(config), schedule, readsAllGroups: kind.readsAllGroups?.(config) ?? false };
}
