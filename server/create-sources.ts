import type { SourceKind } from '#indexers/define-source.ts';
import { sourceKinds } from '#indexers/sources/index.ts';
import type { Source } from '#indexers/types.ts';
import type { Config } from './config/schema.ts';
import { AppError } from './errors.ts';
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
}

/** The sources of the configuration, by id, in its order. */
export function createSources(options: {
  config: Config;
  store: StateStore;
  logger: Logger;
}): ReadonlyMap<string, ConfiguredSource> {
  return new Map(options.config.sources.map((config) => [config.id, configure(config, options)]));
}

function configure(
  config: Config['sources'][number],
  { store, logger }: { store: StateStore; logger: Logger },
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
  return { source, holds: kind.holds, location: kind.location(config), schedule: config.schedule };
}
