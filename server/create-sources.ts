import type { SourceConfig, SourceKind } from '#indexers/define-source.ts';
import { sourceKinds } from '#indexers/sources/index.ts';
import type { Config } from './config/schema.ts';
import { type ConfiguredSource, configureSource, environmentOf } from './configured-source.ts';
import { AppError } from './errors.ts';
import type { Logger } from './logger.ts';
import { createSecretBox, type SecretBox } from './secrets/secret-box.ts';
import { createConsoleConfigurations } from './sources/console-configurations.ts';
import { createSourceRegistry, type SourceRegistry } from './sources/source-registry.ts';
import type { StateStore } from './store/state-store.ts';

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
    configureSource(one, { kind, method, environment: environmentOf(one.id, { store, logger, config }) });
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

function kindOfFile(config: SourceConfig): SourceKind {
  const kind = sourceKinds.find((candidate) => candidate.kind === config.kind);
  if (kind) return kind;
  throw new AppError('invalid-configuration', `The source "${config.id}" has the unknown kind "${config.kind}".`);
}
