import type {
  AccessRef,
  AclState,
  DirectoryState,
  GroupContent,
  HeldState,
  Ledger,
  LedgerEntry,
  LedgerState,
  PersonContent,
  Principal,
  RunProgress,
  SyncState,
} from '#indexers/types.ts';

/**
 * Everything Atrium remembers, in one SQLite file (WAL; several processes may have it open). Synchronous: a call returns
 * when it is on disk. Tests use ':memory:', so there is no fake.
 */
export interface StateStore extends SyncState {
  ledger: LedgerStore;
  directory: DirectoryStore;
  acls: AclStore;
  runs: RunStore;
  held: HeldStore;
  sessions: SessionStore;
  audit: AuditStore;
  close(): void;
}

export interface LedgerStore extends Ledger {
  /** Many at once, for the last check of a page of hits. */
  byRecordIds(recordIds: string[]): Map<string, { source: string; entry: LedgerEntry }>;
  /** By exact path in any source. */
  byPath(path: string): { source: string; entry: LedgerEntry }[];
  /** What is not (fully) in the index, most recent attempt first. */
  failures(options: { source?: string; states: LedgerState[]; offset: number; limit: number }): {
    total: number;
    items: { source: string; entry: LedgerEntry }[];
  };
}

export interface StoredPerson {
  id: string;
  source: string;
  itemId: string;
  person: Omit<PersonContent, 'photo'>;
  /** Changes with the photo, for its URL; null when there is none. */
  photoVersion: string | null;
}

export interface DirectoryStore extends DirectoryState {
  person(id: string): StoredPerson | undefined;
  people(ids: string[]): Map<string, StoredPerson>;
  /** Case-insensitive sign-in name; with `sources`, of those only. */
  personByUid(uid: string, sources?: readonly string[]): StoredPerson | undefined;
  /** The person's manager, by the manager's key within the same source. */
  managerOf(person: StoredPerson): StoredPerson | undefined;
  /** Managers of many people at once, for a page of hits. */
  managersOf(people: StoredPerson[]): Map<string, StoredPerson>;
  /** From the person's manager to the top; stops at a cycle and says so. */
  managerChain(person: StoredPerson): { managers: StoredPerson[]; problem: string | undefined };
  /** Direct reports by name. */
  reportsOf(person: StoredPerson): StoredPerson[];
  /** Direct reports of each. */
  reportCounts(people: StoredPerson[]): Map<string, number>;
  /** Everyone below at any depth; safe with cycles. */
  organisationSize(person: StoredPerson): number;
  photo(id: string): { bytes: Uint8Array; version: string } | undefined;
  /** Own tokens plus those of all groups at any depth. */
  principalsOf(person: StoredPerson): Principal[];
  /** Group paths from the person to whatever group holds the token: `[[‘project-kestrel’, ‘leadership’]]`; for explanations. */
  membershipPaths(person: StoredPerson, token: Principal): string[][];
  group(name: string): GroupContent | undefined;
  counts(): { people: number; groups: number };
}

export interface AclStore extends AclState {
  all(): { aclId: string; access: AccessRef }[];
  /** Rises with every change of an ACL or a membership; caches of what a viewer may read are keyed by it. */
  generation(): number;
}

export type RunState = 'running' | 'complete' | 'partial' | 'failed' | 'cancelled' | 'interrupted';

export interface StoredRun {
  id: number;
  source: string;
  state: RunState;
  dryRun: boolean;
  startedAt: number;
  finishedAt: number | null;
  message: string | null;
  progress: RunProgress;
}

export interface RunStore {
  /**
   * Starts a run and takes the source's lock in one step; undefined while a living process holds it. The lock of a dead
   * process is taken over and its run marked `interrupted`.
   */
  start(source: string, options: { dryRun: boolean }): StoredRun | undefined;
  progress(id: number, progress: RunProgress): void;
  finish(
    id: number,
    end: { state: Exclude<RunState, 'running' | 'interrupted'>; message: string | null; progress: RunProgress },
  ): void;
  get(id: number): StoredRun | undefined;
  list(options: { source?: string; limit: number }): StoredRun[];
  last(source: string): StoredRun | undefined;
  /** When the last complete run ended. */
  lastComplete(source: string): number | undefined;
  /** Asks the run to stop, from whatever process. */
  cancel(source: string): boolean;
  cancelRequested(id: number): boolean;
  /** The number of the next generation of a source; each run takes one. */
  nextGeneration(source: string): number;
}

export interface HeldStore extends HeldState {
  /** The next complete run removes what is held, and nothing that went missing later. False when nothing is held. */
  confirm(source: string): boolean;
}

export interface StoredSession {
  uid: string;
  createdAt: number;
  usedAt: number;
}

export interface SessionStore {
  /** Keeps only a hash of the token. */
  create(token: string, uid: string, now: number): void;
  get(token: string): StoredSession | undefined;
  touch(token: string, now: number): void;
  delete(token: string): void;
  /** Everything idle or old, and what belongs to nobody any more. */
  deleteExpired(before: { createdAt: number; usedAt: number }): void;
  deleteByUid(uid: string): void;
}

export interface AuditEntry {
  id: number;
  /** Milliseconds since 1970. */
  at: number;
  /** See `server/audit/audit-log.ts` for the actions and outcomes there are. */
  action: string;
  outcome: string;
  /** Sign-in name; empty for a visitor, `atrium` for what the program does by itself. */
  actor: string;
  /** What it was done to: a source, a document, a person. */
  subject: string | null;
  /** Whence the request came. */
  address: string | null;
  /** One sentence for people. */
  details: string | null;
}

export interface AuditStore {
  append(entry: Omit<AuditEntry, 'id'>): void;
  /** Newest first; `before` is the id to go on from, times are inclusive. */
  list(options: { before?: number; action?: string; actor?: string; from?: number; to?: number; limit: number }): AuditEntry[];
  /** Everything, oldest first, without holding it in memory. */
  all(): Iterable<AuditEntry>;
  /** The id of the first row that is missing or was rewritten outside Atrium; undefined when the log is whole. */
  firstBroken(): number | undefined;
}
