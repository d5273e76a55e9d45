import type { SourceConfig, SourceKind } from '#indexers/define-source.ts';
import type { Source } from '#indexers/types.ts';
import type { ConfiguredSource } from '../configured-source.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { ConsoleSourceStore, StoredSource } from '../store/sources/source-store.ts';
import { kindOf, parseSettings } from './parse-settings.ts';

/** Makes sources of what the console has stored; what has not changed stays the same object, with all that it holds open. */
export interface ConsoleConfigurations {
  /** Oldest first. One that cannot be made any more is among them: it says why when it is to be read. */
  all(): Map<string, ConfiguredSource>;
}

export function createConsoleConfigurations(options: {
  store: Pick<ConsoleSourceStore, 'list'>;
  secrets: SecretBox;
  configure(config: SourceConfig, kind: SourceKind): ConfiguredSource;
  logger: Logger;
}): ConsoleConfigurations {
  const { store, secrets, configure, logger } = options;
  let made = new Map<string, { key: string; configured: ConfiguredSource }>();

  function make(stored: StoredSource): ConfiguredSource {
    try {
      const { kind, config } = parseSettings(withSecrets(stored, secrets));
      return { ...configure(config, kind), managedBy: 'console' };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      logger.error({ err: error, source: stored.id }, 'a source of the console cannot be used');
      return brokenSource(stored, error.message);
    }
  }

  return {
    all() {
      const next = new Map<string, { key: string; configured: ConfiguredSource }>();
      for (const stored of store.list()) {
        // One that was removed and made anew has the number again that it had.
        const key = `${stored.kind} ${stored.createdAt} ${stored.revision}`;
        const before = made.get(stored.id);
        next.set(stored.id, before?.key === key ? before : { key, configured: make(stored) });
      }
      made = next;
      return new Map([...made].map(([id, { configured }]) => [id, configured]));
    },
  };
}

/** AppError `invalid-configuration` when one cannot be opened. */
export function withSecrets({ id, kind, settings, secrets }: StoredSource, box: SecretBox) {
  const opened = Object.entries(secrets).map(([field, sealed]) => [field, box.open(sealed, { source: id, field })]);
  return { id, kind, settings: { ...settings, ...Object.fromEntries(opened) } };
}

/** What was found there before stays searchable; each attempt to read it says what is wrong. */
function brokenSource({ id, kind, settings }: StoredSource, problem: string): ConfiguredSource {
  const fail = async (): Promise<never> => {
    throw new AppError('invalid-configuration', problem);
  };
  const source: Source = {
    id,
    kind,
    check: async () => ({ ok: false, findings: [{ level: 'error', message: problem }] }),
    // biome-ignore lint/correctness/useYield: a run ends with the reason before anything can be told.
    async *read() {
      throw new AppError('invalid-configuration', problem);
    },
    stillHas: fail,
  };
  const location = [settings.url, settings.path].find((place) => typeof place === 'string') ?? '';
  return { source, holds: holdsOf(kind), location: String(location), schedule: undefined, managedBy: 'console', problem };
}

function holdsOf(kind: string): SourceKind['holds'] {
  try {
    return kindOf(kind).holds;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Of a version that knew more kinds. What is for people needs more than what is for documents, so this opens nothing.
    return 'documents';
  }
}
