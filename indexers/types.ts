import type { Readable } from 'node:stream';

/**
 * Every contract of the indexing side, in reading order: a **Source** lists what a place holds, an **Extractor** turns a
 * file into text, **records** are what a search index receives, and **SyncState** is what a run remembers between runs.
 * `indexers/` knows nothing of HTTP, viewers or Meilisearch: the server hands it a `RecordSink` and a `SyncState`.
 */

// ---------------------------------------------------------------------------------------------- Sources

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
   * Tells where something may have changed, until the signal. Ends by itself where nothing can be told (`reason` of the log says
   * why); throws when it broke down and is worth another try.
   */
  watch?(signal: AbortSignal): AsyncIterable<ChangeHint[]>;
  /** The original's bytes as they are now; directories have none. Never blocks the caller's process on a dead mount. */
  readContent?(itemId: string, options: { range?: ByteRange; signal: AbortSignal }): Promise<ContentStream>;
}

/** Somebody of a directory who may try to sign in. */
export interface DirectoryAccount {
  /** As in `SourceItem`: entryUUID, objectGUID. */
  itemId: string;
  /** The DN as the directory returned it. */
  path: string;
  /** The rule by which a run leaves this account out. It is not let in, whatever the password. */
  excludedBy: string | undefined;
}

/**
 * What a directory says to a password. Anything but `wrong` is said only to whoever gave the right one; a locked account is
 * `wrong` too, since directories say "locked" to everybody. `excluded`: right, but left out by a rule of the source.
 */
export type PasswordVerdict = 'right' | 'wrong' | 'excluded' | AccountProblem;

/** Why an account cannot be used although the password was right. */
export type AccountProblem =
  | 'account-disabled'
  | 'account-expired'
  | 'password-expired'
  | 'password-change-required'
  | 'sign-in-hours'
  | 'sign-in-place';

/** Bytes `start` to `end`, both inclusive (RFC 9110 §14.1.2); without `start` the last `end` bytes, without `end` up to the end. */
export type ByteRange = { start: number; end?: number } | { start?: undefined; end: number };

export interface ContentStream {
  /** Of the whole original, bytes. */
  size: number;
  /** Milliseconds since 1970. */
  modifiedAt: number;
  /** What the range came to; undefined when it lies outside the original and `stream` is empty. */
  start: number | undefined;
  end: number | undefined;
  /** Read at the same moment, so that a right withdrawn since the last run is honoured. */
  access: AccessRef;
  stream: Readable;
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
  /** Only these places are wanted: the answer is then no snapshot. For sources that can `watch`. */
  only?: readonly ChangeHint[];
  /** Where an interrupted run was: a folder at which a source may begin, to come to what is before it at the end. */
  from?: string;
}

/** A place of a source at which something may have changed: never the truth, a run looks there. */
export interface ChangeHint {
  /** Id of a folder or a file. */
  id: string;
  /** `files`: those directly in the folder. `everything`: what was put there, with all below it. `gone`: it may be away. */
  what: 'files' | 'everything' | 'gone';
}

/** Some files of one folder, next to each other in it, with what is left out there. */
export interface Listing {
  /** The id of the first. */
  key: string;
  /** Of everything that a run looks at to decide about them: equal digests, equal decisions. */
  digest: string;
  /** From and to: all ids in these ranges and no others. */
  ranges: [string, string][];
  /** How many there are. */
  items: number;
}

/** An item as the last runs left it. */
export interface KnownItem {
  id: string;
  path: string;
  /** Seen and left out by a rule. */
  isExcluded: boolean;
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

export interface PersonContent {
  kind: 'person';
  /** Sign-in name. */
  uid: string;
  name: string;
  givenName?: string;
  surname?: string;
  /** Further names the directory gives: other cn values, display name, maiden name. */
  otherNames: string[];
  title?: string;
  department?: string;
  location?: string;
  room?: string;
  /** Primary address first. */
  emails: string[];
  /** As the directory spells them. */
  phones: { kind: 'work' | 'mobile' | 'home' | 'fax' | 'pager'; number: string }[];
  employeeNumber?: string;
  skills: string[];
  languages: string[];
  bio?: string;
  /** How other records of this source refer to this one (LDAP: the canonical DN, see `ldap/canonical-dn.ts`). */
  key: string;
  /** The manager's `key`. Resolved when read, so a manager who is renamed rewrites no report. */
  managerKey?: string;
  /** The tokens by which access entries may name this person: `user:ada`, `uid:20001`, `sid:S-1-5-…`. */
  principals: Principal[];
  /** The group this person belongs to without being listed there (POSIX gidNumber, AD primaryGroupID). */
  primaryGroup?: Principal;
  /** Lazy: read only for new and changed people. Resolves to undefined when there is none. */
  photo?: (signal: AbortSignal) => Promise<Uint8Array | undefined>;
}

export interface GroupContent {
  kind: 'group';
  name: string;
  description?: string;
  key: string;
  /** The `key` of every direct member, people and groups alike. */
  memberKeys: string[];
  /** Members named by sign-in name (RFC 2307 `memberUid`). */
  memberUids: string[];
  /** `group:leadership`, `gid:30001`, `sid:S-1-5-…`. */
  principals: Principal[];
}

export interface FileContent {
  kind: 'file';
  /** Last segment of the path, for people to read. */
  name: string;
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970. */
  modifiedAt: number;
  /** From the source's `labels`. */
  label?: string;
  /** The source's limit for extraction, bytes: a larger file is found by its name only. Undefined: the sync's own limit. */
  maxBytes?: number;
  /** How the source's scans are to be read; undefined: not at all. */
  ocr?: OcrRules;
  /** Makes the bytes reachable as a local file for as long as it is not closed; nothing is read before. */
  open(signal: AbortSignal): Promise<OpenedFile>;
}

/** What a source wants of OCR, see `ocr/ocr-rules.ts`. */
export interface OcrRules {
  /** `auto`: where a program is found, pages without text and pictures of the size of a page. `on`: small pictures too. */
  mode: 'off' | 'auto' | 'on';
  /** As tesseract calls them: `eng`, `deu`. Undefined: the usual ones that are installed. */
  languages?: readonly string[] | undefined;
  /** Of one document. */
  maxPages: number;
  secondsPerPage: number;
  minutesPerRun: number;
}

export interface OpenedFile {
  /** Raw path bytes: names need not be UTF-8. Free of symbolic links, so that whoever opens it can tell when one was put in. */
  path: Buffer;
  /** How it looked when it was listed: what changed since has no access of its own yet, and is not read. */
  seen?: SeenFile;
  /** Frees what `open` made (a temporary copy); a file on a drive needs nothing. */
  close(): Promise<void>;
}

export interface SeenFile {
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970, whole. */
  modifiedAt: number;
}

// ---------------------------------------------------------------------------------------------- Access

/**
 * A party in an access entry: `everyone`, `authenticated`, `user:<uid>`, `group:<name>`, `uid:<n>`, `gid:<n>`, `sid:<S-1-…>`.
 * A viewer holds a set of these; one that nobody holds grants nothing.
 */
export type Principal = string;

/** What a source knows of who may read an item. */
export type AccessRef = { state: 'known'; acl: AccessControlList } | { state: 'unknown'; reason: string };

/**
 * Everything that must say yes before an item may be read: the item itself, each parent's right to pass, the share.
 * Stored once per distinct value in a slot, and referred to by its number, `aclId`. Layers that let everyone through are left out.
 */
export interface AccessControlList {
  layers: AccessLayer[];
}

export interface AccessLayer {
  what: 'item' | 'parent' | 'share';
  /** Where the layer was read, for explanations only; not part of its identity. */
  path?: string;
  /** In stored order: the first entry that names the viewer decides; none means no. */
  entries: { effect: 'allow' | 'deny'; principal: Principal }[];
}

// ---------------------------------------------------------------------------------------------- Extraction

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

export interface ExtractorInput {
  /** File name for people and for titles. */
  readonly name: string;
  /** Bytes of the whole file; checked against the limits before. */
  readonly size: number;
  /** As detected. */
  readonly mediaType: string;
  /** The whole file, or its first `headBytes`. Each call reads anew: the caller may keep and change what it gets. */
  bytes(): Uint8Array;
  /** For formats that are not read from end to end (archives): fewer bytes only at the end of the file. */
  read(position: number, length: number): Uint8Array;
}

export interface ExtractorLimits {
  /** Characters of text to keep; beyond it the result is `partial`. */
  maxCharacters: number;
  /** Pages to read; beyond it the result is `partial`. */
  maxPages: number;
}

/** What an extractor is given besides its file. */
export interface ExtractionContext extends ExtractorLimits {
  /**
   * Text of a file within the file: an attachment, what a compressed file holds. Its sections name it (`part`). Never throws for
   * what the inner file is: an unreadable one gives an empty section with its name, so that it is found, and a warning.
   */
  extractEmbedded(file: EmbeddedFile): Promise<Embedded>;
}

export interface EmbeddedFile {
  name: string;
  bytes: Uint8Array;
  /** The file is nothing but this one made smaller: its sections do not name it. */
  isWhole?: boolean;
}

export interface Embedded {
  sections: Section[];
  /** Each begins with the name of the inner file. */
  warnings: string[];
  /** The inner file's own words on itself; undefined where it could not be read. */
  extracted: Omit<Extracted, 'sections' | 'warnings'> | undefined;
}

export interface Extracted {
  title?: string;
  /** Names or addresses as the file gives them. */
  authors: string[];
  /** Milliseconds since 1970, from the file's own metadata. */
  createdAt?: number;
  modifiedAt?: number;
  /** Total number of pages (slides, sheets) where the format has them. */
  pages?: number;
  /** BCP 47, as the file declares it; what it does not declare is detected from its text. */
  language?: string;
  /** Pages, from 1, that show a picture and hold no text: what OCR can help. `[1]` for a picture. */
  imagePages?: number[];
  /** Of a picture: its size in pixels. */
  picture?: { width: number; height: number };
  /** In reading order. */
  sections: Section[];
  /** What is missing, in words; empty when everything was read. */
  warnings: string[];
}

export interface Section {
  text: string;
  heading?: string;
  /** 1-based, where the format has pages, slides or sheets. */
  page?: number;
  /** The file within the file that it comes from: "Budget.xlsx", "Offer.msg › Budget.xlsx". */
  part?: string;
}

/** Why one file gave no text. */
export type ExtractionFailure =
  | 'unsupported'
  | 'encrypted'
  | 'corrupt'
  | 'too-large'
  | 'timeout'
  | 'memory'
  | 'crash'
  | 'changed'
  | 'unreadable';

/** An expected failure of one file is data, not an exception. */
export type ExtractionResult = (
  | {
      state: 'extracted';
      mediaType: string;
      extracted: Extracted;
      /** SHA-256 of the bytes, where it has `imagePages`: what was recognised of a page is kept by it. */
      digest?: string | undefined;
    }
  | { state: 'failed'; cause: ExtractionFailure; message: string; mediaType?: string | undefined }
) & {
  /** What read it, or tried: see `extractors/readers.ts`. Absent when it never came to that. */
  reader?: string | undefined;
};

export interface FileToExtract {
  path: Buffer;
  name: string;
  /** Bytes. */
  size: number;
  maxBytes: number;
  /** See `OpenedFile`. */
  seen?: SeenFile;
}

/** A pool of child processes that reads files. */
export interface ExtractionPool {
  /** How many files it reads at once. */
  readonly concurrency: number;
  extract(file: FileToExtract, signal: AbortSignal): Promise<ExtractionResult>;
  close(): Promise<void>;
}

// ---------------------------------------------------------------------------------------------- Records

/** What the search index receives. Documents are found by their passages and shown as documents. */
export type IndexRecord = PersonRecord | DocumentRecord;

export interface PersonRecord {
  kind: 'person';
  /** Global: `sha256(source, itemId)` shortened, see `sync/record-id.ts`. */
  id: string;
  source: string;
  person: Omit<PersonContent, 'kind' | 'photo' | 'principals' | 'primaryGroup' | 'key' | 'managerKey'>;
}

export interface DocumentRecord {
  kind: 'document';
  /** Global; survives renames. */
  id: string;
  source: string;
  path: string;
  name: string;
  title: string;
  mediaType: string;
  size: number;
  modifiedAt: number;
  createdAt?: number;
  /** As text; whoever is known in the directory also has a person's id. */
  authors: { name: string; personId: string | null }[];
  label?: string;
  language?: string;
  pages?: number;
  aclId: string;
  /** What is missing from the text, in words. */
  warnings: string[];
  /** Of a document with pages that are pictures: how far OCR has come. */
  scan?: Scan;
  /** Never empty: a document without text has one empty passage, so it is found by its name. */
  passages: Passage[];
  /** How many passages an earlier version may have left in the index. */
  previousPassages: number;
}

/** Pages that are pictures, and what OCR made of them. */
export interface Scan {
  /** How many pages show a picture and hold no text. */
  pages: number;
  /** How many of those OCR has read: their text may contain errors. */
  read: number;
  /** Of a picture: its size in pixels. */
  picture?: { width: number; height: number };
  /** What was wanted of OCR when it had done all of it (see `sync/scans.ts`); null while it has something to do. */
  done: string | null;
}

/**
 * 150–180 words of a document, never across sections or pages. Passages do not overlap and keep the white space at their end:
 * those of a page, joined with nothing between, are its text again.
 */
export interface Passage {
  text: string;
  heading?: string;
  page?: number;
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
  remove(record: { kind: 'person'; id: string } | { kind: 'document'; id: string; passages: number }): Promise<void>;
  /** Sends what is still collected; resolves when all of it is searchable. */
  flush(): Promise<void>;
  /** What is in the index, to be compared with the ledger. */
  readonly contents: IndexContents;
}

/** What the index really holds of a source, whatever was sent to it. */
export interface IndexContents {
  /** Cheap, also with millions. */
  count(source: string, signal: AbortSignal): Promise<{ people: number; passages: number }>;
  /** What it holds of these records; those that it does not hold at all are not in the map. */
  find(
    wanted: { source: string; kind: IndexRecord['kind']; ids: readonly string[] },
    signal: AbortSignal,
  ): Promise<Map<string, HeldRecord>>;
  /** Everything, in pages; the passages of one document may be told in several of them. */
  list(source: string, signal: AbortSignal): AsyncIterable<HeldRecord[]>;
}

export interface HeldRecord {
  kind: IndexRecord['kind'];
  id: string;
  /** How many of its passages were met; 1 for a person. */
  count: number;
  /** One more than the number of the last of them. */
  end: number;
}

// ---------------------------------------------------------------------------------------------- State

/** Where an item stands: `pending` is between the index write and its commit. */
export type LedgerState = 'pending' | 'indexed' | 'partial' | 'excluded' | 'failed';

/** One item ever seen at a source. Nothing is without a row. */
export interface LedgerEntry {
  itemId: string;
  kind: 'person' | 'group' | 'file' | 'folder';
  path: string;
  state: LedgerState;
  version: string;
  /** The item's `changeMark` when it was last looked at; null where the source has none. */
  changeMark: string | null;
  fingerprint: string | null;
  /** The record's id in the index; null while there is none. */
  recordId: string | null;
  /** Upper bound of the passages in the index, raised before they are written. */
  passages: number;
  /** The slot of who may read it, as it is known now; null where nothing is restricted (people, groups) or known. */
  aclId: string | null;
  /** The slot under which the index still holds it; null when that is `aclId`. */
  indexedAclId: string | null;
  /** Which rule excluded it, why it failed, what is missing. */
  reason: string | null;
  cause: ExtractionFailure | null;
  /** What read the file, or tried; null when nothing did. See `extractors/readers.ts`. */
  reader: string | null;
  attempts: number;
  /** Milliseconds since 1970; a failed item is not tried before. */
  nextTryAt: number | null;
  /** The last run that saw it. */
  generation: number;
  /** What the document page shows without asking the index; null for anything but files. */
  document: DocumentSummary | null;
}

export type DocumentSummary = Omit<DocumentRecord, 'kind' | 'passages' | 'previousPassages' | 'aclId'>;

/** What a run remembers. Synchronous (SQLite); `transaction` makes its calls one. */
export interface SyncState {
  transaction<T>(work: () => T): T;
  ledger: Ledger;
  directory: DirectoryState;
  acls: AclState;
  held: HeldState;
  recognized: RecognizedState;
  listings: ListingState;
  /** Cursor and identity a source left behind, such as its root's device number. */
  sourceState: { get(source: string, key: string): string | undefined; set(source: string, key: string, value: string): void };
}

export interface Ledger {
  get(source: string, itemId: string): LedgerEntry | undefined;
  put(source: string, entry: LedgerEntry): void;
  /** Marks as seen in this generation without rewriting the row. */
  touch(source: string, itemId: string, generation: number): void;
  /** Marks the item and all below it (`itemId/…`) as seen: they could not be looked at, so they stay. '' is the root. */
  touchSubtree(source: string, itemId: string, generation: number): void;
  /** Marks all items of an inclusive range of ids as seen; how many there are. */
  touchRange(source: string, range: readonly [string, string], generation: number): number;
  /** All rows of an inclusive range of ids, in their order. */
  range(source: string, range: readonly [string, string]): LedgerEntry[];
  byFingerprint(source: string, fingerprint: string): LedgerEntry[];
  /** The item behind a record of the index. */
  byRecordId(recordId: string): { source: string; entry: LedgerEntry } | undefined;
  /** Pages through what a complete run did not see; what is `pending` too. */
  unseen(source: string, generation: number, after: string, limit: number): LedgerEntry[];
  remove(source: string, itemId: string): void;
  counts(source: string): LedgerCounts;
  /** How much of a source the index should hold. */
  holdings(source: string): { people: Holdings; passages: Holdings };
  /** Pages through everything that should be in the index, in the order of the ids. */
  records(source: string, after: string, limit: number): LedgerEntry[];
  /** Items per top-level folder ('' for the root's own), with how many of them this generation did not see. */
  topFolders(source: string, generation: number): { folder: string; total: number; unseen: number }[];
  /** Changes of access that the index does not carry yet, counted by the slot it holds and the slot that is right. */
  openAccess(source: string): (AccessPair & { items: number })[];
  /** Pages through the items of such a pair, in the order of their ids; the two may be equal. */
  withAccess(source: string, pair: AccessPair & { after: string; limit: number }): LedgerEntry[];
  /** How many items the index holds under a slot. */
  holdersOf(aclId: string): number;
  /** Changes an item's slots and nothing else. */
  setAccess(source: string, itemId: string, pair: AccessPair): void;
  /** Lets up to `limit` items of a pair refer to another slot (`to`) that holds the same access; how many there were. */
  relabel(source: string, pair: AccessPair & { to: string; limit: number }): number;
  /** The same for all items that the index holds under any other slot than the right one, `from`. */
  relabelElsewhere(source: string, o: { from: string; to: string }): number;
  /** Whether a slot is the right one of an item that the index holds under another. */
  isWantedElsewhere(source: string, aclId: string): boolean;
}

export interface Holdings {
  sure: number;
  /** So many more it may hold or not: of what was being written when a run ended, and of what it refused. */
  possible: number;
}

/** Where the index holds an item, and where it belongs. */
export interface AccessPair {
  indexedAclId: string;
  aclId: string;
}

export interface LedgerCounts {
  indexed: number;
  partial: number;
  excluded: number;
  failed: number;
  pending: number;
}

/** People and groups as the directory gives them; memberships are closed over nested groups by the store. */
export interface DirectoryState {
  putPerson(source: string, id: string, itemId: string, person: Omit<PersonContent, 'photo'>): void;
  putPhoto(id: string, photo: Uint8Array | undefined): void;
  putGroup(source: string, itemId: string, group: GroupContent): void;
  removePerson(source: string, itemId: string): void;
  /** Whether the person's account has ended: nobody signs in with it or finds the person, whatever becomes of the entry. */
  setDisabled(source: string, itemId: string, disabled: boolean): void;
  removeGroup(source: string, itemId: string): void;
  /** Recomputes transitive memberships of a source after its run. */
  closeMemberships(source: string): void;
  /** The one person that an e-mail address, sign-in name or full name stands for; undefined when none or several. */
  resolveAuthor(text: string): { id: string; name: string } | undefined;
}

/**
 * Access lists in numbered slots (`aclId`: the number as decimal text), each slot of one source. Numbers are given in the order
 * of discovery and never twice. Documents refer to a slot, so replacing what stands in it changes who may read all of them.
 */
export interface AclState {
  /** The slot that holds the access, a new one if there is none. An unknown access has its slot too, readable by nobody. */
  intern(source: string, access: AccessRef): string;
  /** The same without ever making one. */
  find(source: string, access: AccessRef): string | undefined;
  /** A new slot, even when another holds the same. */
  add(source: string, access: AccessRef): string;
  /** What stands in the slot. */
  get(aclId: string): AccessRef | undefined;
  /** Whether the slot holds exactly this. */
  holds(aclId: string, access: AccessRef): boolean;
  /** Puts another access into the slot; a narrowing of it ends. */
  replace(aclId: string, access: AccessRef): void;
  /**
   * Shows the documents under the slot only to those whom its access and this one let read, until `widen`. What stands in the
   * slot stays.
   */
  narrow(aclId: string, access: AccessRef): void;
  /** Ends the narrowing of a slot. */
  widen(aclId: string): void;
  /** The narrowed slots of a source. */
  narrowed(source: string): string[];
  /** Removes slots that neither an item nor the index refers to; how many there were. */
  removeUnused(source: string): number;
}

/** What is kept of a listing whose rows in the ledger agree with it. Forgotten by itself when any row of its folder is written. */
export interface StoredListing extends Listing {
  files: number;
  excluded: number;
  /** Files by the slot under which the index holds them. */
  slots: Record<string, number>;
  /** What read the files. */
  readers: string[];
  /** When the first of them is to be tried again, milliseconds since 1970. */
  dueAt: number | null;
}

export interface ListingState {
  all(source: string): Iterable<StoredListing>;
  get(source: string, key: string): StoredListing | undefined;
  put(source: string, listing: StoredListing): void;
  remove(source: string, key: string): void;
}

/** What OCR made of pages, so that no page is read twice, whatever becomes of a run. Goes with the record. */
export interface RecognizedState {
  /** In the order of pages; nothing of other bytes than those of the digest. */
  pages(recordId: string, digest: string): RecognizedPage[];
  /** Takes the place of what was there of the page, and of everything that belongs to other bytes of the record. */
  put(recordId: string, digest: string, page: RecognizedPage): void;
  /** Forgets what belongs to records that are not there any more; how many pages there were. */
  removeUnused(): number;
}

export interface RecognizedPage {
  page: number;
  /** Null when it could not be read. */
  text: string | null;
  /** Why it could not be read, in words. */
  problem: string | null;
  /** With which languages, `eng+deu`. */
  languages: string;
  /** Within how many seconds. */
  seconds: number;
}

/** Removals that wait. At most one set per source: what a run could not see any more and did not dare to remove. */
export interface HeldState {
  get(source: string): StoredHold | undefined;
  /** Replaces what was held before, and with it a confirmation; what somebody wants to be kept stays kept. */
  hold(source: string, removal: HoldRequest): void;
  clear(source: string): void;
}

export interface HoldRequest extends HeldRemoval {
  /** What releases it besides a person: another complete run that misses no more, or nothing else. */
  release: 'second-run' | 'confirmation';
  /** Of the run that held it: items not seen since belong to it, items seen in it and missing later do not. */
  generation: number;
}

export interface KeptRemoval {
  /** Sign-in name. */
  by: string;
  /** Milliseconds since 1970. */
  at: number;
  /** What was not seen since it is kept. */
  generation: number;
}

export interface StoredHold extends HoldRequest {
  /** When the first run of an unbroken line held something back, milliseconds since 1970. */
  heldAt: number;
  confirmed: boolean;
  /** Somebody has said that what was held then is not gone: no run releases it, only a confirmation. */
  kept: KeptRemoval | undefined;
}

// ---------------------------------------------------------------------------------------------- Runs

/** Counts of one run so far. */
export interface RunProgress {
  phase: 'connecting' | 'reading' | 'indexing' | 'removing' | 'checking' | 'recognizing' | 'finished';
  seen: number;
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  excluded: number;
  failed: number;
  /** Removals that wait for a person or a second complete run. */
  held: number;
  /** Folders and items that could not be read and were kept. */
  unreadable: number;
  /** Files opened for extraction. */
  opened: number;
  /** Records written to the index. */
  written: number;
  /** Path being worked on. */
  current?: string;
}

export type RunOutcome =
  | { state: 'complete'; held?: HeldRemoval; remark?: string }
  /** Something was not readable: what is known of it stays. The rest was read and removed as in a complete run. */
  | { state: 'partial'; message: string; held?: HeldRemoval }
  | { state: 'failed'; message: string }
  | { state: 'cancelled'; message: string };

export interface HeldRemoval {
  reason: string;
  count: number;
  /** A few paths, to recognise what it is about. */
  examples: string[];
}

export type RunEvent = { type: 'progress'; progress: RunProgress } | { type: 'end'; progress: RunProgress; outcome: RunOutcome };
