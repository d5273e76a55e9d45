import type { AccessRef, Principal } from '#indexers/types/access.ts';
import type { GroupContent, PersonContent } from '#indexers/types/content.ts';
import type { Ledger, LedgerEntry, LedgerState } from '#indexers/types/ledger.ts';
import type { RunProgress } from '#indexers/types/run.ts';
import type { AclState, AuthorState, DirectoryState, HeldState } from '#indexers/types/state.ts';
import type { SyncState } from '#indexers/types.ts';
import type { CurationEntry, CurationKind } from '../contract/curation.ts';
import type { AnalyticsStore } from './analytics/analytics-store.ts';
import type { KnowledgeStore } from './knowledge/knowledge-state.ts';
import type { PeopleHistory } from './people-history/people-history.ts';
import type { SetupStore } from './setup/setup-store.ts';
import type { ConsoleSourceStore, RunSampleStore } from './sources/source-store.ts';

/**
 * Everything Atrium remembers, in one SQLite file (WAL; several processes may have it open). Synchronous: a call returns
 * when it is on disk. Tests use ':memory:', so there is no fake.
 */
export interface StateStore extends SyncState {
  ledger: LedgerStore;
  directory: DirectoryStore;
  authors: AuthorStore;
  acls: AclStore;
  runs: RunStore;
  held: HeldStore;
  sessions: SessionStore;
  devices: DeviceStore;
  audit: AuditStore;
  vectors: VectorStore;
  curation: CurationStore;
  analytics: AnalyticsStore;
  knowledge: KnowledgeStore;
  consoleSources: ConsoleSourceStore;
  runSamples: RunSampleStore;
  setup: SetupStore;
  peopleHistory: PeopleHistory;
  close(): void;
}

/** What of the vectors is remembered here; the vectors that are searched are in Meilisearch. */
export interface VectorStore {
  countDue(): number;
  /** Documents whose vectors may not be those of their passages, longest waiting first. Rows of the ledger make theirs due by themselves. */
  due(limit: number): DueVectors[];
  /** They are, unless a document has become due again meanwhile. */
  settle(rows: readonly DueVectors[]): void;
  makeDue(recordIds: readonly string[]): void;
  makeAllDue(): void;
  cached(digest: Uint8Array): Uint8Array | undefined;
  /** Keeps so many at most, the newest. */
  cache(entries: readonly { digest: Uint8Array; vector: Uint8Array }[], most: number): void;
  /** What the server last said of how it is, for other processes. */
  state(): StoredVectorsState | undefined;
  putState(state: StoredVectorsState): void;
}

export interface StoredVectorsState {
  state: 'ready' | 'loading' | 'off' | 'failed';
  message: string;
  /** Passages with a vector. */
  done: number;
}

export interface DueVectors {
  seq: number;
  recordId: string;
  /** How many it may have, or have had. */
  passages: number;
}

interface FailureFilter {
  source?: string;
  states: readonly ('failed' | 'partial' | 'excluded')[];
}

export interface StoredFailureCause {
  source: string;
  state: 'failed' | 'partial' | 'excluded';
  cause: string | null;
  count: number;
  nextTryAt: number | null;
}

export interface LedgerFind {
  source: string;
  entry: LedgerEntry;
  /** Milliseconds since 1970. */
  updatedAt: number;
}

export interface LedgerStore extends Ledger {
  /** Where many records come from and who may read them, for the last check of all hits: no more is read of each. */
  accessOf(recordIds: readonly string[]): Map<string, { source: string; aclId: string | null }>;
  byRecordIds(recordIds: string[]): Map<string, { source: string; entry: LedgerEntry }>;
  /** Up to so many documents of the index, any of them with equal chance. */
  sample(source: string, limit: number): LedgerEntry[];
  /** By exact path in any source. */
  byPath(path: string): { source: string; entry: LedgerEntry }[];
  /** What is not (fully) in the index, most recent attempt first. */
  failures(options: { source?: string; states: readonly LedgerState[]; cause?: string; offset: number; limit: number }): {
    total: number;
    items: { source: string; entry: LedgerEntry }[];
  };
  /** How many there are of each kind, most frequent first; `nextTryAt` is the earliest. */
  failureCauses(filter: FailureFilter): StoredFailureCause[];
  /** Makes failures due: all of a source, those of one cause, or of one path. How many there were. */
  retry(source: string, which: { cause?: string | undefined; path?: string | undefined; at: number }): number;
  /** Items whose path has this text in it, however its capitals, shortest path first; `updatedAt` is the last change of the row. */
  findByPath(text: string, limit: number): LedgerFind[];
  /** The row of a path, whatever its kind; with rows below it, also when the folder itself has none. */
  atPath(source: string, path: string): { row: LedgerFind | undefined; below: number };
}

export interface StoredPerson {
  id: string;
  source: string;
  itemId: string;
  person: Omit<PersonContent, 'photo'>;
  /** Changes with the photo, for its URL; null when there is none. */
  photoVersion: string | null;
  /** The directory says that the account has ended: nobody signs in as this person or finds them. */
  disabled: boolean;
  /** A run has told this person's groups since the entry came: until then nobody knows which refusals mean the person. */
  groupsTold: boolean;
}

/** What may have to agree for entries of two sources to be one person. */
export type SamePersonField = 'uid' | 'email' | 'employeeNumber';

export interface DirectoryStore extends DirectoryState {
  person(id: string): StoredPerson | undefined;
  /** By the entry's stable id at its source. */
  personByItem(source: string, itemId: string): StoredPerson | undefined;
  people(ids: string[]): Map<string, StoredPerson>;
  /** Case-insensitive sign-in name; with `sources`, of those only. */
  personByUid(uid: string, sources?: readonly string[]): StoredPerson | undefined;
  /**
   * Everybody of that sign-in name (any case), in the order of the sources and those whose account has ended last; who has entries
   * in several is there once. More than one is a question, not an answer.
   */
  peopleByUid(uid: string, sources: readonly string[]): StoredPerson[];
  /** Everybody with that e-mail address (any case), in the same way. */
  peopleByEmail(address: string, sources: readonly string[]): StoredPerson[];
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
  /** The person or group that an access entry means by this token; undefined when no directory knows it. For explanations. */
  holderOf(principal: Principal): { kind: 'person' | 'group'; name: string; source: string } | undefined;
  /** Whether one of these directories holds a person, or a group whose members it has told, by this token. */
  knows(principal: Principal, sources: readonly string[]): boolean;
  /** Whether one of these directories holds an account of this Windows domain, `S-1-5-21-1-2-3`, and has told its groups. */
  knowsDomain(domain: string, sources: readonly string[]): boolean;
  /** Everybody in these directories whose account has not ended. */
  personIds(sources: readonly string[]): string[];
  counts(): { people: number; groups: number };
  /**
   * Which fields must all agree for entries of two sources to be one person; none joins nobody, and nobody is joined with an entry
   * of the sources `partners`. Joins anew when something of it differs.
   */
  setSamePersonRule(fields: readonly SamePersonField[], partners?: readonly string[]): void;
  /** Joins entries that are one person, if something of it has changed; `closeMemberships` does it at the end of a run. */
  joinPeople(): void;
  /** All entries of this person in these sources, the given one among them; none when its account has ended. */
  entriesOf(person: StoredPerson, sources: readonly string[]): StoredPerson[];
  /** By which entry people who have several are shown: that of the source that comes first. Others are not in the map. */
  shownAs(ids: readonly string[], sources: readonly string[]): Map<string, string>;
  /** Entries of people who have several, at most so many. */
  joinedIds(sources: readonly string[], limit: number): string[];
  /** Entries of the source that could be those of somebody in another one, if there were not several like them. */
  ambiguousPeople(source: string): { count: number; examples: string[] };
  /** Whether the source tells groups at all. */
  hasGroups(source: string): boolean;
  /** Whether somebody belongs to it without being listed in it. */
  isPrimaryGroup(principal: Principal): boolean;
  /** Which of these people's accounts have ended. */
  hidden(ids: readonly string[]): ReadonlySet<string>;
  /** Everybody whose account has ended and whose entry is still there. */
  hiddenIds(sources: readonly string[]): string[];
}

export interface AuthorStore extends AuthorState {
  /**
   * Whom these documents name, as their authors and in their texts (without a person where nobody is meant), and whose they are
   * where no author is told.
   */
  peopleOf(recordIds: readonly string[]): Map<string, { personId: string | null; role: 'author' | 'named' | 'owner' }[]>;
}

export interface StoredAcl {
  aclId: string;
  source: string;
  access: AccessRef;
  /** What the documents under it are shown by while many of them wait for a narrower access; says no wherever `access` does. */
  narrowed: AccessRef | undefined;
}

export interface AclStore extends AclState {
  /** In the order of their numbers. */
  all(): StoredAcl[];
  /** Every slot in the order of their numbers. Lists with the same hash grant the same. */
  hashes(): { slot: number; hash: string; narrowed: AccessRef | undefined }[];
  /** What stands in these slots, by hash. */
  accesses(slots: readonly number[]): Map<string, AccessRef>;
  /** What stands in the slot, with what narrows it. */
  stored(aclId: string): Pick<StoredAcl, 'access' | 'narrowed'> | undefined;
  /** The slot that an index of an older schema calls by this hash. */
  byHash(source: string, hash: string): string | undefined;
  /**
   * Documents whose right slot (`aclId`) the index does not carry yet and that no narrowed slot covers: a search must leave out
   * those whose slot its viewer may not read, else they would be counted. A sync sees to it that they are few.
   */
  openChanges(): { recordId: string; aclId: string }[];
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

export interface RunEnd {
  state: Exclude<RunState, 'running' | 'interrupted'>;
  message: string | null;
  progress: RunProgress;
  /** It says nothing of the whole source: with its end it is as if it had never been. */
  isForgotten?: boolean;
}

export interface RunStore {
  /**
   * Starts a run and takes the source's lock in one step; undefined while a living process holds it. The lock of a dead
   * process is taken over and its run marked `interrupted`.
   */
  start(source: string, options: { dryRun: boolean }): StoredRun | undefined;
  progress(id: number, progress: RunProgress): void;
  finish(id: number, end: RunEnd): void;
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
  /** The opposite: what is held now is not gone. It stays until it is confirmed after all, or seen again. False when nothing is held. */
  restore(source: string, o: { by: string; at: number }): boolean;
}

/** Whose a session is. */
export interface SessionOwner {
  /** The person in the directory; undefined for somebody a provider vouches for who is in no directory. */
  personId: string | undefined;
  /** Sign-in name when the session began. */
  uid: string;
}

export interface StoredSession extends SessionOwner {
  /** What a provider vouched for at sign-in, as JSON; undefined when the directory itself took the password. */
  claims: string | undefined;
  createdAt: number;
  usedAt: number;
}

export interface SessionStore {
  /** Keeps only a hash of the token. */
  create(token: string, session: SessionOwner & { claims?: string | undefined }, now: number): void;
  get(token: string): StoredSession | undefined;
  touch(token: string, now: number): void;
  /** False when there was none. */
  delete(token: string): boolean;
  /** Every session of somebody; how many there were. */
  deleteOf(owner: SessionOwner): number;
  /** Those of them that began under this very name; how many there were. */
  deleteNamed(owner: SessionOwner): number;
  /** Everything idle or old. */
  deleteExpired(before: { createdAt: number; usedAt: number }): void;
  /** Everybody of the directory who has a session, each under the names the sessions began with. */
  people(): { personId: string; uid: string }[];
}

/** Browsers in which somebody has signed in, by a token of their own that outlives sessions. */
export interface DeviceStore {
  knows(token: string, personId: string): boolean;
  /** Whoever signed in there last; undefined for a token that is not known. */
  ownerOf(token: string): string | undefined;
  /** The browser gets a new token; whoever was known by its previous one is known by this. */
  remember(device: { token: string; previous: string | undefined; personId: string }, now: number): void;
  forgetPerson(personId: string): void;
  /** What was not used since. */
  deleteUnused(before: number): void;
}

export interface AuditEntry {
  id: number;
  /** Milliseconds since 1970. */
  at: number;
  /** See `server/contract/audit.ts` for the actions and outcomes there are. */
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
  /** Everything that was there when it was asked for, oldest first, without holding it in memory. */
  all(): Iterable<AuditEntry>;
  /** The id of the first row that is missing or was rewritten outside Atrium; undefined when the log is whole. */
  firstBroken(): number | undefined;
}

/** What administrators told the ranker, with who did and when. */
export interface StoredCuration<Kind extends CurationKind = CurationKind> {
  id: number;
  entry: CurationEntry<Kind>;
  /** Sign-in names, and milliseconds since 1970. */
  createdBy: string;
  createdAt: number;
  changedBy: string;
  changedAt: number;
}

export interface CurationStore {
  /** Another number after every change, whoever made it. */
  generation(): number;
  /** Oldest first. */
  list<Kind extends CurationKind>(kind: Kind): StoredCuration<Kind>[];
  get<Kind extends CurationKind>(kind: Kind, id: number): StoredCuration<Kind> | undefined;
  /** Its id. */
  add<Kind extends CurationKind>(kind: Kind, added: CurationWrite<Kind>): number;
  /** False when there is none. */
  change<Kind extends CurationKind>(kind: Kind, id: number, change: CurationWrite<Kind>): boolean;
  remove(kind: CurationKind, id: number): boolean;
}

export interface CurationWrite<Kind extends CurationKind> {
  entry: CurationEntry<Kind>;
  by: string;
  /** Milliseconds since 1970. */
  at: number;
}
