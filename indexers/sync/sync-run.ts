import { createReaderCheck } from '../extractors/readers.ts';
import type { Recognizer } from '../ocr/recognizer.ts';
import type { FileContent } from '../types/content.ts';
import type { ExtractionPool } from '../types/extraction.ts';
import type { LedgerEntry } from '../types/ledger.ts';
import type { ChangeHint } from '../types/listing.ts';
import type { RunProgress } from '../types/run.ts';
import type { RecordSink, Source, SourceItem, SyncState } from '../types.ts';
import { type Commits, createCommits } from './commits.ts';
import { type Cover, createCover } from './cover.ts';
import { createMarks, type Marks } from './marks.ts';
import { recordIdOf } from './record-id.ts';
import { newProgress, newSeenCounts, type SeenCounts } from './run-counts.ts';
import { createScans, type Scans } from './scan-queue.ts';
import { createSlots, type Slots } from './slots.ts';
import { isSmallFile } from './small-file.ts';
import { createWaitingWrites, type WaitingWrites } from './waiting-writes.ts';

/** What a run is made of. */
export interface SyncOptions {
  source: Source;
  state: SyncState;
  sink: RecordSink;
  pool: ExtractionPool;
  /** Higher than that of every earlier run of the source. */
  generation: number;
  /** Reads and writes everything again, changed or not. */
  full: boolean;
  /** Looks at these places only. What is wanted of a whole run (check, sweep, comparison with the index) is left to the next. */
  only?: readonly ChangeHint[];
  /** Lets the source tell only what changed since the last run, where `cursor.ts` finds nothing against it. */
  changesOnly?: boolean;
  /** Reads the listing and decides, and says what it would do; opens no file and writes nothing. */
  dryRun: boolean;
  /** Ends the run as `cancelled`. */
  signal: AbortSignal;
  /** Files beyond it are not read, bytes. */
  maxFileBytes?: number;
  /** Items that may wait or be worked on at once. */
  maxItems?: number;
  /** Changes of access that every search leaves out one by one, see `cover.ts`. */
  maxListed?: number;
  /** How long a change of access may wait for the end of a long reading, milliseconds. */
  settleEvery?: number;
  /** How long the reading waits for texts before another one runs ahead of it, see `scout-access.ts`, milliseconds. */
  scoutAfter?: number;
  /** Whether a file would still be read by what read it before; otherwise it is read again. */
  isCurrentReader?: (reader: string) => boolean;
  /** Reads pages that are pictures; without one there is no OCR. */
  recognizer?: Recognizer;
  /** Whether another run of this source waits for the end of this one: then OCR is left to later. */
  isAwaited?: () => boolean;
  /** Milliseconds since 1970; the real clock unless told. */
  now?: () => number;
  /** What is worth a line in the log but fails neither item nor run. */
  warn?: (message: string, details: Record<string, unknown>) => void;
}

/** The workings of one run, shared by the parts that read, write and sweep. */
export interface SyncRun extends Required<Omit<SyncOptions, 'only' | 'signal' | 'recognizer'>> {
  /** See `SyncOptions`; undefined for a whole run. */
  readonly only: readonly ChangeHint[] | undefined;
  /** Stops when the run is cancelled or something has failed it. */
  readonly signal: AbortSignal;
  readonly progress: RunProgress;
  readonly seen: SeenCounts;
  readonly scans: Scans;
  readonly commits: Commits;
  readonly waiting: WaitingWrites;
  readonly cover: Cover;
  readonly slots: {
    /** Items that wait or are worked on. Far more than are read at once, so that changes of access never wait behind texts. */
    items: Slots;
    /** Files being read, see `placesFor`. */
    files: Slots;
    photos: Slots;
    /** Characters on their way to the index. */
    characters: Slots;
  };
  /** Items that the run has found as they were, by the slot under which the index holds them: these slots are split. */
  readonly unmoved: Map<string, number>;
  /** The second reading, see `scout-access.ts`. */
  readonly scout: { isCalled: boolean; stop: AbortController };
  /** Ends when the last settling of access that was asked for has ended, see `settle-access.ts`. */
  settling: Promise<void>;
  /** Items whose access is on its way into the index. */
  readonly sending: Map<string, Promise<void>>;
  /** Items on their way to another place in the index. */
  readonly moving: Set<string>;
  /** Items being worked on; a source that names one twice is not followed twice. */
  readonly busy: Set<string>;
  /** Old places of files that this run has found moved. */
  readonly left: Set<string>;
  /** Files that somebody wrote to while they were read, and whether they are new in this run. */
  readonly changing: Map<string, { isNew: boolean }>;
  /** What is to go because a rule excludes it now, or because the source says so. */
  readonly dropped: Map<string, { rule: string } | 'removed'>;
  /** Records that the index did not take. */
  readonly refusals: { count: number };
  /** Why the first thing that could not be read could not: for the message of the run. */
  readonly unreadable: { first: string | undefined };
  /** What the source is to go on from; undefined: everything is read. */
  readonly start: { cursor: string | undefined };
  /** Only in a dry run, which leaves no marks in the ledger: what it has seen. */
  readonly marks: Marks;
  /** Does work beside the reading; its error fails the run. */
  track(work: Promise<void>): void;
  /** Waits until everything tracked so far has ended; throws what failed the run. */
  drain(): Promise<void>;
  fail(error: unknown): void;
}

/** 200 MB: beyond it extractors run out of memory before they run out of text. */
const MAX_FILE_BYTES = 200 * 1024 * 1024;
const MAX_ITEMS = 10_000;
const MAX_LISTED = 1000;
const SETTLE_EVERY = 2000;
/** A second reading walks over the whole drive once more: not for runs that are about to end. */
const SCOUT_AFTER = 10_000;
const MAX_PHOTOS = 8;
/** So many small files are at hand in place of a large one. */
const LARGE_FILE = 8;
const MAX_CHARACTERS = 20 * 1024 * 1024;

export function createSyncRun(options: SyncOptions): SyncRun {
  const stop = new AbortController();
  const tasks = new Set<Promise<void>>();
  const busy = new Set<string>();
  const commits = createCommits(options.state);
  let failure: { error: unknown } | undefined;

  function fail(error: unknown): void {
    failure ??= { error };
    stop.abort(error);
  }

  function track(work: Promise<void>): void {
    const task = work.catch(fail).finally(() => tasks.delete(task));
    tasks.add(task);
  }

  function hurry(): void {
    commits.flush();
    track(options.sink.flush());
  }

  return {
    maxFileBytes: MAX_FILE_BYTES,
    maxItems: MAX_ITEMS,
    maxListed: MAX_LISTED,
    settleEvery: SETTLE_EVERY,
    scoutAfter: SCOUT_AFTER,
    changesOnly: false,
    isCurrentReader: createReaderCheck(),
    now: Date.now,
    isAwaited: () => false,
    warn: () => undefined,
    ...options,
    only: options.only,
    signal: AbortSignal.any([options.signal, stop.signal]),
    progress: newProgress(),
    seen: newSeenCounts(),
    scans: createScans(options.recognizer),
    commits,
    waiting: createWaitingWrites({ isAll: (count) => count >= busy.size, hurry }),
    cover: createCover(options.state, { source: options.source.id, limit: options.maxListed ?? MAX_LISTED }),
    slots: {
      items: createSlots(options.maxItems ?? MAX_ITEMS),
      // Twice the pool, so that a file is at hand (copied from a share) when one of its processes gets free; or many small ones.
      files: createSlots(options.pool.concurrency * 2 * LARGE_FILE),
      photos: createSlots(MAX_PHOTOS),
      characters: createSlots(MAX_CHARACTERS),
    },
    unmoved: new Map(),
    scout: { isCalled: false, stop: new AbortController() },
    settling: Promise.resolve(),
    sending: new Map(),
    moving: new Set(),
    busy,
    left: new Set(),
    changing: new Map(),
    dropped: new Map(),
    refusals: { count: 0 },
    unreadable: { first: undefined },
    start: { cursor: undefined },
    marks: createMarks(),
    fail,
    track,
    async drain() {
      while (tasks.size > 0) await Promise.all(tasks);
      if (failure !== undefined) throw failure.error;
    },
  };
}

/** Its content's version and the limit that it is beyond: whatever of it changes, the file is read again. */
export function versionOf(run: SyncRun, { version, content }: SourceItem): string {
  if (content.kind !== 'file') return version;
  const limit = maxBytesOf(run, content);
  const beyond = content.size > limit ? `beyond ${limit}` : '';
  return beyond === '' ? version : `${version} ${beyond}`;
}

/** How many of the places for files that are read it takes. */
export function placesFor({ size }: FileContent): number {
  return isSmallFile(size) ? 1 : LARGE_FILE;
}

/** The largest file that is read, bytes. */
export function maxBytesOf(run: SyncRun, content: FileContent): number {
  return content.maxBytes ?? run.maxFileBytes;
}

/** A row for an item as the source shows it now; `overrides` says how far it has come. */
export function entryFor(
  run: SyncRun,
  item: SourceItem,
  overrides: Partial<LedgerEntry> & Pick<LedgerEntry, 'state'>,
): LedgerEntry {
  return {
    ...emptyEntry(run, { itemId: item.id, kind: item.content.kind, path: item.path, state: overrides.state }),
    version: versionOf(run, item),
    changeMark: item.changeMark ?? null,
    fingerprint: item.fingerprint ?? null,
    ...overrides,
  };
}

/** A row for something of which only the place is known. */
export function emptyEntry(run: SyncRun, known: Pick<LedgerEntry, 'itemId' | 'kind' | 'path' | 'state'>): LedgerEntry {
  return {
    ...known,
    version: '',
    changeMark: null,
    fingerprint: null,
    recordId: null,
    passages: 0,
    aclId: null,
    indexedAclId: null,
    reason: null,
    cause: null,
    attempts: 0,
    nextTryAt: null,
    generation: run.generation,
    reader: null,
    document: null,
  };
}

/** A row for what a rule leaves out; the rule is the reason. */
export function excludedEntry(run: SyncRun, o: Pick<LedgerEntry, 'itemId' | 'kind' | 'path'> & { rule: string }): LedgerEntry {
  const { itemId, kind, path } = o;
  return { ...emptyEntry(run, { itemId, kind, path, state: 'excluded' }), reason: o.rule };
}

/** An id that no record of another item has: a file that was moved took the id of its old place along. */
export function freeRecordId({ source, state }: SyncRun, itemId: string): string {
  for (let attempt = 0; ; attempt++) {
    const id = recordIdOf(source.id, itemId, attempt);
    const holder = state.ledger.byRecordId(id);
    if (holder === undefined || (holder.source === source.id && holder.entry.itemId === itemId)) return id;
  }
}
