/** A source that was made in the console. */
export interface StoredSource {
  id: string;
  kind: string;
  /** As somebody entered them, without secrets. */
  settings: Record<string, unknown>;
  /** Name of a setting → its value, sealed. */
  secrets: Record<string, string>;
  /** Another number after every change. */
  revision: number;
  /** Sign-in names, and milliseconds since 1970. */
  createdBy: string;
  createdAt: number;
  changedBy: string;
  changedAt: number;
}

export interface SourceWrite {
  settings: Record<string, unknown>;
  secrets: Record<string, string>;
  by: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** Sources that were made in the console, and what is set for sources of the file too. */
export interface ConsoleSourceStore {
  /** Another number after every change of a source or an administrator, whoever made it, in whatever process. */
  generation(): number;
  /** Oldest first. */
  list(): StoredSource[];
  get(id: string): StoredSource | undefined;
  add(source: SourceWrite & { id: string; kind: string }): void;
  /** False when there is none, or not of this revision any more. */
  change(id: string, change: SourceWrite & { revision: number }): boolean;
  /** False when there was none. */
  remove(id: string): boolean;
  /** Sources that were removed, and of which something may still be in the index and the ledger. */
  leaving(): string[];
  /** `remove` together with the promise to clear away what came from it. */
  leave(id: string, o: { by: string; at: number }): boolean;
  /** Nothing is left of it, or it counts again. */
  hasLeft(id: string): void;
  /** Forgets what is remembered of the source itself: state, runs, listings, what is held, its goal. Its items are not among it. */
  forget(id: string): void;
  /** What of it is known: people, groups, documents that are (partly) indexed, and what could not be read. */
  contents(id: string): SourceContents;
  /** Minutes. */
  freshnessGoal(id: string): number | undefined;
  setFreshnessGoal(id: string, minutes: number | undefined): void;
}

export interface SourceContents {
  people: number;
  groups: number;
  documents: number;
  failures: number;
}

/** How far a run had come at some moment, for charts. */
export interface RunSample {
  /** Milliseconds since 1970. */
  at: number;
  seen: number;
  written: number;
}

export interface RunSampleStore {
  add(run: number, sample: RunSample): void;
  /** In their order. */
  of(run: number): RunSample[];
}
