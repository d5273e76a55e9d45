import type { ConfiguredSource } from '../configured-source.ts';
import type { Logger } from '../logger.ts';
import type { ConsoleSourceStore } from '../store/sources/source-store.ts';
import type { ConsoleConfigurations } from './console-configurations.ts';

/** How often it is looked whether another process has changed something, milliseconds. */
const LOOK_INTERVAL = 1000;

/**
 * All sources by their ids: those of the file first, in its order, then those of the console. Live: whoever holds it, or one of its
 * lists, sees a new, changed or removed source at once. Who keeps something that was made of it listens by `onChange`.
 */
export interface SourceRegistry extends ReadonlyMap<string, ConfiguredSource> {
  /** Always the same list; its contents change. */
  readonly ids: readonly string[];
  /** The ids of those that hold people; always the same list. */
  readonly directories: readonly string[];
  /** Takes over what the console has stored. `isOwn`: what is new was done by this process, which sees to its first run itself. */
  refresh(options: { isOwn: boolean }): void;
  onChange(listener: (change: RegistryChange) => void): void;
  /** Looks regularly from now on for what other processes do. */
  follow(): void;
  stop(): void;
}

export interface RegistryChange {
  added: string[];
  /** The id stands for another `source` now. */
  changed: string[];
  removed: string[];
  isOwn: boolean;
}

export function createSourceRegistry(options: {
  ofFile: ReadonlyMap<string, ConfiguredSource>;
  ofConsole: ConsoleConfigurations;
  store: Pick<ConsoleSourceStore, 'generation'>;
  logger: Logger;
}): SourceRegistry {
  const { ofFile, ofConsole, store, logger } = options;
  const sources = new Map<string, ConfiguredSource>();
  const ids: string[] = [];
  const directories: string[] = [];
  const listeners: ((change: RegistryChange) => void)[] = [];
  let generation: number | undefined;
  let timer: NodeJS.Timeout | undefined;

  function refresh({ isOwn }: { isOwn: boolean }): void {
    const now = store.generation();
    if (now === generation) return;
    const before = new Map(sources);
    takeOver(sources, merged(ofFile, ofConsole.all()));
    ids.splice(0, ids.length, ...sources.keys());
    const people = [...sources].flatMap(([id, { holds }]) => (holds === 'people' ? [id] : []));
    directories.splice(0, directories.length, ...people);
    generation = now;
    for (const [id, { managedBy, problem }] of sources)
      if (managedBy === 'file' && problem !== undefined) logger.warn({ source: id }, problem);
    const change = { ...difference(before, sources), isOwn };
    if (change.added.length + change.changed.length + change.removed.length === 0) return;
    for (const listener of listeners) listener(change);
  }

  refresh({ isOwn: true });
  return Object.assign(sources, {
    ids,
    directories,
    refresh,
    onChange(listener: (change: RegistryChange) => void) {
      listeners.push(listener);
    },
    follow() {
      timer ??= setInterval(() => {
        try {
          refresh({ isOwn: false });
        } catch (error) {
          // The disk is full, say. What is known goes on, and the next look comes soon.
          logger.error({ err: error }, 'it could not be seen whether the sources have changed');
        }
      }, LOOK_INTERVAL).unref();
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
  });
}

/** In the file they are written down, perhaps by a program that knows nothing of the console: the file is right. */
function merged(
  ofFile: ReadonlyMap<string, ConfiguredSource>,
  ofConsole: ReadonlyMap<string, ConfiguredSource>,
): Map<string, ConfiguredSource> {
  const all = new Map(ofFile);
  for (const [id, configured] of ofConsole) {
    const inFile = ofFile.get(id);
    all.set(id, inFile ? { ...inFile, problem: twice(id) } : configured);
  }
  return all;
}

function twice(id: string): string {
  return `The id "${id}" stands in the configuration file and belongs to a source of the console, too. The file counts; remove the other, or give the one in the file another id.`;
}

/** In place, so that the order is that of `next`, and whoever holds the map sees it. */
function takeOver(sources: Map<string, ConfiguredSource>, next: ReadonlyMap<string, ConfiguredSource>): void {
  sources.clear();
  for (const [id, configured] of next) sources.set(id, configured);
}

function difference(before: ReadonlyMap<string, ConfiguredSource>, after: ReadonlyMap<string, ConfiguredSource>) {
  const added = [...after.keys()].filter((id) => !before.has(id));
  const removed = [...before.keys()].filter((id) => !after.has(id));
  const changed = [...after].flatMap(([id, { source }]) => (before.has(id) && before.get(id)?.source !== source ? [id] : []));
  return { added, changed, removed };
}
