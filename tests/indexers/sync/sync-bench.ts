import { pdfExtractor } from '#indexers/extractors/pdf.ts';
import { readerOf } from '#indexers/extractors/readers.ts';
import { textExtractor } from '#indexers/extractors/text.ts';
import type { SyncOptions } from '#indexers/sync/sync-run.ts';
import { syncSource } from '#indexers/sync/sync-source.ts';
import type { AccessRef } from '#indexers/types/access.ts';
import type { GroupContent, PersonContent } from '#indexers/types/content.ts';
import type { ExtractionFailure, ExtractionPool } from '#indexers/types/extraction.ts';
import type { LedgerEntry } from '#indexers/types/ledger.ts';
import type { RunOutcome, RunProgress } from '#indexers/types/run.ts';
import type { Source, SourceChange, SourceItem } from '#indexers/types.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';
import { createMemorySink, type MemorySink } from './memory-sink.ts';

/** A place that holds what a test puts into it, and misbehaves as it is told. */
export interface Shelf {
  source: Source;
  items: Map<string, SourceItem>;
  /** Said between the items and the end. */
  extra: SourceChange[];
  /** Throws after so many items. */
  breaksAfter: number | undefined;
  endsWithoutComplete: boolean;
  snapshot: boolean;
  cursor: string | undefined;
  /** Ids that were opened, in order. */
  opened: string[];
  /** What `stillHas` throws. */
  cannotTell: boolean;
  reads: { cursor: string | undefined }[];
}

export function createShelf(id = 'library'): Shelf {
  const shelf: Shelf = {
    items: new Map(),
    extra: [],
    breaksAfter: undefined,
    endsWithoutComplete: false,
    snapshot: true,
    cursor: undefined,
    opened: [],
    cannotTell: false,
    reads: [],
    source: {
      id,
      kind: 'shelf',
      check: async () => ({ ok: true, findings: [] }),
      async stillHas(itemId) {
        if (shelf.cannotTell) throw new Error('the share does not answer');
        return shelf.items.has(itemId);
      },
      async *read({ cursor }) {
        shelf.reads.push({ cursor });
        let said = 0;
        for (const item of shelf.items.values()) {
          if (said++ === shelf.breaksAfter) throw new Error('the connection was lost');
          yield { type: 'upsert', item };
        }
        yield* shelf.extra;
        const { snapshot, cursor: next } = shelf;
        if (!shelf.endsWithoutComplete) yield { type: 'complete', snapshot, ...(next !== undefined && { cursor: next }) };
      },
    },
  };
  return shelf;
}

export const everyone: AccessRef = { state: 'known', acl: { layers: [] } };

export function only(...principals: string[]): AccessRef {
  const entries = principals.map((principal) => ({ effect: 'allow' as const, principal }));
  return { state: 'known', acl: { layers: [{ what: 'item', entries }] } };
}

/** Puts a file on the shelf; its text is what the reader finds in it, `!timeout` makes the reader fail. */
export function putFile(
  shelf: Shelf,
  path: string,
  o: Partial<Omit<SourceItem, 'content'>> & { text?: string; label?: string } = {},
): void {
  const { text = `The text of ${path}.`, label, ...item } = o;
  const name = path.slice(path.lastIndexOf('/') + 1);
  shelf.items.set(path, {
    id: path,
    path,
    version: `${text.length}:1`,
    access: everyone,
    content: {
      kind: 'file',
      name,
      size: text.length,
      modifiedAt: Date.UTC(2024, 4, 1),
      ...(label !== undefined && { label }),
      async open() {
        shelf.opened.push(path);
        return { path: Buffer.from(text), close: async () => {} };
      },
    },
    ...item,
  });
}

export function putPerson(shelf: Shelf, uid: string, o: Partial<PersonContent> & { version?: string } = {}): void {
  const { version = '1', ...content } = o;
  shelf.items.set(uid, {
    id: uid,
    path: `uid=${uid},ou=people`,
    version,
    access: everyone,
    content: {
      kind: 'person',
      uid,
      name: `Person ${uid}`,
      otherNames: [],
      emails: [],
      phones: [],
      skills: [],
      languages: [],
      key: `uid=${uid}`,
      principals: [`user:${uid}`],
      ...content,
    },
  });
}

export function putGroup(shelf: Shelf, name: string, o: Partial<GroupContent> & { version?: string } = {}): void {
  const { version = '1', ...content } = o;
  shelf.items.set(name, {
    id: name,
    path: `cn=${name},ou=groups`,
    version,
    access: everyone,
    content: {
      kind: 'group',
      name,
      key: `cn=${name}`,
      memberKeys: [],
      memberUids: [],
      principals: [`group:${name}`],
      ...content,
    },
  });
}

/** A reader whose text of a file is its "path", see `putFile`. */
export const textPool: ExtractionPool = {
  concurrency: 2,
  async extract({ path, name, size, maxBytes }) {
    const text = path.toString();
    if (size > maxBytes) return { state: 'failed', cause: 'too-large', message: 'too large in a test' };
    if (text.startsWith('!'))
      return { state: 'failed', cause: text.slice(1) as ExtractionFailure, message: `${text.slice(1)} in a test` };
    const title = /^# (.*)$/m.exec(text)?.[1];
    const extracted = { authors: [], sections: [{ text }], warnings: [], ...(title !== undefined && { title }) };
    return {
      state: 'extracted',
      mediaType: 'text/plain',
      reader: readerOf(name.endsWith('.pdf') ? pdfExtractor : textExtractor),
      extracted,
    };
  },
  close: async () => {},
};

/** A store, an index and a clock that runs of one test share. */
export interface Bench {
  store: StateStore;
  sink: MemorySink;
  now: number;
  warnings: string[];
  run(shelf: Shelf, options?: Partial<SyncOptions>): Promise<{ outcome: RunOutcome; progress: RunProgress }>;
  ledger(shelf: Shelf): Map<string, LedgerEntry>;
}

export function createBench(path = ':memory:'): Bench {
  const store = createSqliteStore({ path });
  const bench: Bench = {
    store,
    sink: createMemorySink(),
    now: Date.UTC(2026, 0, 1),
    warnings: [],
    async run({ source }, options = {}) {
      const events = syncSource({
        source,
        state: store,
        sink: bench.sink,
        pool: textPool,
        generation: options.dryRun ? Number.MAX_SAFE_INTEGER : store.runs.nextGeneration(source.id),
        full: false,
        dryRun: false,
        signal: AbortSignal.timeout(20_000),
        now: () => bench.now,
        warn: (message) => bench.warnings.push(message),
        ...options,
      });
      for await (const event of events) if (event.type === 'end') return { outcome: event.outcome, progress: event.progress };
      throw new Error('a run without an end');
    },
    ledger: ({ source }) =>
      new Map(store.ledger.unseen(source.id, Number.MAX_SAFE_INTEGER, '', 100_000).map((e) => [e.itemId, e])),
  };
  return bench;
}
