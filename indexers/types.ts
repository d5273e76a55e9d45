import type { AccessRef } from './types/access.ts';
import type { DirectoryAccount, PasswordVerdict } from './types/account.ts';
import type { FileContent, GroupContent, PersonContent } from './types/content.ts';
import type { ByteRange, ContentStream } from './types/content-stream.ts';
import type { Extracted, ExtractionContext, ExtractorInput } from './types/extraction.ts';
import type { Ledger } from './types/ledger.ts';
import type { ChangeHint, KnownItem, Listing } from './types/listing.ts';
import type { DocumentAuthor, IndexContents, IndexRecord } from './types/records.ts';
import type { AclState, AuthorState, DirectoryState, HeldState, ListingState, RecognizedState } from './types/state.ts';

/**
 * Every contract of the indexing side, in reading order: a **Source** lists what a place holds, an **Extractor** turns a
 * file into text, a **RecordSink** takes what a search index receives, and **SyncState** is what a run remembers between runs.
 * What they speak of has its files in `types/`: `content.ts`, `access.ts`, `extraction.ts`, `records.ts`, `ledger.ts`, …
 * `indexers/` knows nothing of HTTP, viewers or Meilisearch: the server hands it a `RecordSink` and a `SyncState`.
 */

/** A place where knowledge lives: a directory or a drive. One factory per kind, listed in `sources/index.ts`. */
export interface Source {
  /** The id given in the configuration, `[a-z0-9-]+`. */
  readonly id: string;
  /** The configuration's `kind`. */
  readonly kind: string;
  /** Connects and looks around without reading everything: what works, what is missing, what to do about it. */
  check(signal: AbortSignal): Promise<SourceReport>;
  /**
   * Everything the place holds, or what changed since `cursor`. Ends with exactly one `complete`; an iteration that throws
   * or ends without it is a failed run and removes nothing.
   */
  read(options: ReadOptions): AsyncIterable<SourceChange>;
  /** Whether an item is still where it was: tells a moved file from a copy. Throws when it cannot tell. */
  stillHas(itemId: string, signal: AbortSignal): Promise<boolean>;
  /**
   * Directories only: the account that somebody signs in to by this name, looked up at the directory itself; undefined when
   * there is none, or when the name could mean several. Throws `DirectoryFailure` when the directory cannot be asked.
   */
  findAccount?(name: string, signal: AbortSignal): Promise<DirectoryAccount | undefined>;
  /**
   * Directories only: tries a password at the directory, on a connection of its own. Without an account it tries a name that
   * does not exist, so that nobody can tell the difference by watching. An empty password is wrong and never sent. Throws
   * `DirectoryFailure` when the directory cannot be asked.
   */
  tryPassword?(account: DirectoryAccount | undefined, password: string, signal: AbortSignal): Promise<PasswordVerdict>;
  /**
   * Who may read these items now, asked of the place itself: what an explanation and the canary compare Atrium's word with.
   * One answer for each id, `gone` for what is not there any more. Throws when the place cannot be asked.
   */
  readAccess?(itemIds: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, AccessRef | { state: 'gone' }>>;
  /**
   * Places that Atrium keeps itself only: who may read an item now, asked within the transaction that writes its row. What was
   * taken away while the item was read and indexed is never given back by the end of that.
   */
  accessNow?(itemId: string): AccessRef;
  /**
   * Tells where something may have changed, until the signal. Ends by itself where nothing can be told (`reason` of the log says
   * why); throws when it broke down and is worth another try.
   */
  watch?(signal: AbortSignal): AsyncIterable<ChangeHint[]>;
  /** The original's bytes as they are now; directories have none. Never blocks the caller's process on a dead mount. */
  readContent?(itemId: string, options: { range?: ByteRange; signal: AbortSignal }): Promise<ContentStream>;
}

export interface ReadOptions {
  /** Stops the reading; a source must not hang past it. */
  signal: AbortSignal;
  /**
   * What the last `complete` handed over, for sources that can tell only the changes: never binding, a source may always answer
   * with everything. Without it everything is wanted.
   */
  cursor?: string;
  /** Comes with `cursor`: everything that is known of the source, so that it can tell what is gone or has another place. */
  known?: () => Iterable<KnownItem>;
  /** Digests of listings, by their keys, whose rows in the ledger say what was listed: a source may say that one is the same. */
  unchanged?: ReadonlyMap<string, string>;
  /** Only these places are wanted: the answer is then no snapshot. For sources of files; one that tells more does no harm. */
  only?: readonly ChangeHint[];
  /** Where an interrupted run was: a folder at which a source may begin, to come to what is before it at the end. */
  from?: string;
}

/** The answer of `check`: one line per thing looked at. `ok` is false when a run could not be complete. */
export interface SourceReport {
  ok: boolean;
  findings: { level: 'ok' | 'warning' | 'error'; message: string }[];
}

/** One word of a source while it is read. */
export type SourceChange =
  | { type: 'upsert'; item: SourceItem }
  /**
   * Seen, and left out on purpose: `rule` says which one in the administrator's words. `accountEnded`: the directory says that
   * this person may not sign in any more, which counts at once, also while a removal waits for somebody to confirm it.
   */
  | { type: 'excluded'; id: string; path: string; rule: string; subtree: boolean; accountEnded?: boolean }
  /** Proof of removal (a delta); a snapshot removes by leaving items out. */
  | { type: 'remove'; id: string }
  /**
   * Could not be read: the copy we have is kept; with `subtree`, that of everything below it too. `access` is who may still get
   * there, where that is known: nobody else sees the copy.
   */
  | { type: 'unreadable'; id: string; path: string; subtree: boolean; error: string; access?: AccessRef }
  /** All items since the last word of this kind; or, in place of them, that they are exactly as in `ReadOptions.unchanged`. */
  | { type: 'listing'; listing: Listing; isSame: boolean }
  /** Required last word. Only a complete snapshot may sweep what was not seen. */
  | { type: 'complete'; snapshot: boolean; cursor?: string };

export interface SourceItem {
  /** Stable within the source: entryUUID, objectGUID, or the encoded path of a file (see `file-tree/path-id.ts`). */
  id: string;
  /** What a human calls it: a DN, or the path relative to the source's root, `/`-separated. */
  path: string;
  /** Equal versions mean: nothing of the content changed, do not open it (but see `changeMark`). */
  version: string;
  /**
   * Moves with every change of content *or* permissions (a file's ctime). Where `version` stayed equal: a new mark with a new
   * aclId is a change of permissions and opens nothing; a new mark with the same aclId is a change of content whose time was
   * set back (`cp -p`, robocopy). Undefined where a source has no such thing, and then it says nothing.
   */
  changeMark?: string;
  /** Survives a rename (device, inode, size and time of a file); undefined where nothing does. */
  fingerprint?: string;
  /** Who may read it. Required: a source that cannot tell says `unknown`, and nobody sees the item. */
  access: AccessRef;
  content: PersonContent | GroupContent | FileContent;
}

/** Turns one file format into text. Runs in a child process only (see `sync/extract-in-child.ts`). */
export interface Extractor {
  readonly name: string;
  /** Raised when its output gets better: files it read before are read again. */
  readonly version: number;
  /** Lower case, without the dot. */
  readonly extensions: readonly string[];
  /** Lower case; what `detectFormat` says of its files. The first one is given to files that only their extension tells. */
  readonly mediaTypes: readonly string[];
  /** For formats that can be read from their beginning: no more bytes than these are read, and the result is then partial. */
  readonly headBytes?: number;
  /**
   * Throws `ExtractionError` for a file that is broken, encrypted or beyond a limit. Libraries are imported in here, not by the
   * module: the list is also loaded by processes that never read a file.
   */
  extract(file: ExtractorInput, context: ExtractionContext): Promise<Extracted>;
}

/** Where records go. Every promise resolves when the change is searchable, so state is committed after it. */
export interface RecordSink {
  /**
   * Collects calls into large payloads and keeps several in flight; call it many times without waiting. What is collected is
   * sent by itself after a short while. Rejects when it is not in the index; the caller tries again in a later run.
   */
  write(record: IndexRecord): Promise<void>;
  /** Changes only who may read a document: cheap, and never waits behind `write`. */
  setAccess(change: { documentId: string; passages: number; aclId: string }): Promise<void>;
  /** A moved document: path, name and label change, text stays. */
  move(change: {
    documentId: string;
    passages: number;
    path: string;
    name: string;
    label: string | undefined;
    /** Only when the title was the file's name, and so has changed with it. */
    title?: string;
    aclId: string;
  }): Promise<void>;
  /** Only who wrote it: the directory knows others now. */
  setAuthors(change: { documentId: string; passages: number; authors: DocumentAuthor[] }): Promise<void>;
  remove(record: { kind: 'person'; id: string } | { kind: 'document'; id: string; passages: number }): Promise<void>;
  /** Sends what is still collected; resolves when all of it is searchable. */
  flush(): Promise<void>;
  /** What is in the index, to be compared with the ledger. */
  readonly contents: IndexContents;
}

/** What a run remembers. Synchronous (SQLite); `transaction` makes its calls one. */
export interface SyncState {
  transaction<T>(work: () => T): T;
  ledger: Ledger;
  directory: DirectoryState;
  authors: AuthorState;
  acls: AclState;
  held: HeldState;
  recognized: RecognizedState;
  listings: ListingState;
  /** Cursor and identity a source left behind, such as its root's device number. */
  sourceState: { get(source: string, key: string): string | undefined; set(source: string, key: string, value: string): void };
}
