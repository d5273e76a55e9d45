import type { SourceConfig, SourceEnvironment, SourceKind } from '#indexers/define-source.ts';
import { sourceKinds } from '#indexers/sources/index.ts';
import type { ShownPaths } from '#indexers/types/shown-paths.ts';
import type { Source } from '#indexers/types.ts';
import type { Config } from './config/schema.ts';
import { AppError } from './errors.ts';
import { scheduleOf } from './jobs/directory-schedule.ts';
import type { Logger } from './logger.ts';
import { createSecretBox, type SecretBox } from './secrets/secret-box.ts';
import { createConsoleConfigurations } from './sources/console-configurations.ts';
import { createSourceRegistry, type SourceRegistry } from './sources/source-registry.ts';
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

/** The sources of the file, in its order, then those of the console; live, see `SourceRegistry`. */
export function createSources(options: {
  config: Config;
  store: StateStore;
  logger: Logger;
  secrets?: SecretBox;
  /** There without being configured, for as long as it holds something. */
  builtIn?: { configured: ConfiguredSource; isWanted(): boolean };
}): SourceRegistry {
  const { config, store, logger } = options;
  const { method } = config.auth;
  const secrets = options.secrets ?? createSecretBox({ dataDir: config.dataDir, environment: process.env });
  const configure = (one: SourceConfig, kind: SourceKind) =>
    configureSource(one, { kind, method, environment: environmentOf(one.id, { store, logger }) });
  const ofFile = config.sources.map((one): [string, ConfiguredSource] => [
    one.id,
    { ...configure(one, kindOfFile(one)), managedBy: 'file' },
  ]);
  const ofConsole = createConsoleConfigurations({ store: store.consoleSources, secrets, configure, logger });
  const isWanted = () => options.builtIn?.isWanted() ?? false;
  const builtIn = (): [string, ConfiguredSource][] =>
    options.builtIn && isWanted() ? [[options.builtIn.configured.source.id, options.builtIn.configured]] : [];
  return createSourceRegistry({
    ofFile: new Map(ofFile),
    ofConsole: { ...ofConsole, all: () => new Map([...ofConsole.all(), ...builtIn()]) },
    // Another number when either has changed.
    store: { generation: () => store.consoleSources.generation() * 2 + Number(isWanted()) },
    logger,
  });
}

/** The ids of those that hold people. */
export function directoriesOf(sources: ReadonlyMap<string, ConfiguredSource>): string[] {
  return [...sources].flatMap(([id, { holds }]) => (holds === 'people' ? [id] : []));
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
export function environmentOf(id: string, { store, logger }: { store: StateStore; logger: Logger }): SourceEnvironment {
  const log = logger.child({ source: id });
  return {
    memory: {
      get: (key) => store.sourceState.get(id, key),
      set: (key, value) => store.sourceState.set(id, key, value),
    },
    log: (level, message, details) => log[level](details ?? {}, message),
  };
}

function kindOfFile(config: SourceConfig): SourceKind {
  const kind = sourceKinds.find((candidate) => candidate.kind === config.kind);
  if (kind) return kind;
  throw new AppError('invalid-configuration', `The source "${config.id}" has the unknown kind "${config.kind}".`);
}
