import { setImmediate as breathe } from 'node:timers/promises';
import type { HeldRemoval, HoldRequest, LedgerEntry, StoredHold } from '../types.ts';
import { judgeRemoval, type Missing, type RemovalCase, type RemovalVerdict } from './removal-guard.ts';
import type { DataKind } from './run-counts.ts';
import { excludedEntry, type SyncRun } from './sync-run.ts';

const PAGE = 1000;
const EXAMPLES = 5;

/**
 * Removes what a complete run did not see, as far as the guard lets it, and returns what is held back. Everything a run could
 * not look at was marked as seen before, so what is missing here was missing from a folder that was listed to its end.
 */
export async function sweep(run: SyncRun, o: { snapshot: boolean; complete: boolean }): Promise<HeldRemoval | undefined> {
  const hold = run.state.held.get(run.source.id);
  const tally = await count(run, o, hold);
  const verdict = judgeRemoval({
    kinds: tally.kinds,
    folders: foldersOf(run, tally),
    hold,
    complete: o.complete,
    changesOnly: !o.snapshot,
  });
  await removeAllowed(run, o, { verdict, hold });
  const held = verdict.remove === 'all' ? undefined : toHeld(run, verdict, tally);
  if (!run.dryRun) remember(run, { held, hold, mayClear: o.complete && o.snapshot });
  return held;
}

interface Tally {
  kinds: RemovalCase['kinds'];
  folders: Map<string, Missing>;
  examples: { waiting: string[]; fresh: string[] };
}

async function count(run: SyncRun, o: { snapshot: boolean }, hold: StoredHold | undefined): Promise<Tally> {
  const kindOf = (kind: DataKind) => ({ ...run.seen[kind], waiting: 0, fresh: 0 });
  const tally: Tally = {
    kinds: { person: kindOf('person'), group: kindOf('group'), file: kindOf('file') },
    folders: new Map(),
    examples: { waiting: [], fresh: [] },
  };
  for await (const entry of missing(run, o)) {
    if (!isData(entry)) continue;
    const when = waits(entry, hold) ? 'waiting' : 'fresh';
    tally.kinds[entry.kind][when]++;
    if (tally.examples[when].length < EXAMPLES) tally.examples[when].push(entry.path);
    if (entry.kind !== 'file') continue;
    const folder = topFolderOf(entry.path);
    const inFolder = tally.folders.get(folder) ?? { waiting: 0, fresh: 0 };
    inFolder[when]++;
    tally.folders.set(folder, inFolder);
  }
  return tally;
}

/** What is in the ledger and was not seen, in pages; or, when the source tells changes only, what it says is gone. */
async function* missing(run: SyncRun, { snapshot }: { snapshot: boolean }): AsyncIterable<LedgerEntry> {
  const { ledger } = run.state;
  if (!snapshot) {
    for (const id of run.dropped.keys()) {
      const entry = ledger.get(run.source.id, id);
      if (entry !== undefined) yield entry;
    }
    return;
  }
  for (let after = ''; ; ) {
    const page = ledger.unseen(run.source.id, run.generation, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return;
    yield* page.filter((entry) => !isMarked(run, entry.itemId));
    after = last.itemId;
    await breathe();
    run.signal.throwIfAborted();
  }
}

function isMarked({ marks }: SyncRun, itemId: string): boolean {
  if (marks.items.has(itemId)) return true;
  return marks.subtrees.some((folder) => folder === '' || itemId === folder || itemId.startsWith(`${folder}/`));
}

/** Known folders of which something is missing; the others need no judging. */
function foldersOf(run: SyncRun, { folders }: Tally): RemovalCase['folders'] {
  if (folders.size === 0) return [];
  return run.state.ledger.topFolders(run.source.id, run.generation).flatMap(({ folder, total }) => {
    const gone = folders.get(folder);
    return gone === undefined ? [] : [{ folder, total, ...gone }];
  });
}

async function removeAllowed(
  run: SyncRun,
  o: { snapshot: boolean },
  { verdict, hold }: { verdict: RemovalVerdict; hold: StoredHold | undefined },
): Promise<void> {
  for await (const entry of missing(run, o)) {
    const isAllowed = !isData(entry) || verdict.remove === 'all' || (verdict.remove === 'waiting' && waits(entry, hold));
    if (!isAllowed) continue;
    if (isData(entry)) run.progress.removed++;
    if (run.dryRun) continue;
    await run.slots.items.take();
    run.track(remove(run, entry).finally(() => run.slots.items.giveBack()));
  }
  await run.drain();
}

/** From the index first, so that a crash between the two repeats the removal. */
async function remove(run: SyncRun, entry: LedgerEntry): Promise<void> {
  const { recordId, passages } = entry;
  if (recordId !== null && entry.kind === 'person') await run.sink.remove({ kind: 'person', id: recordId });
  if (recordId !== null && entry.kind === 'file') await run.sink.remove({ kind: 'document', id: recordId, passages });
  await run.commits.add(() => {
    forget(run, entry);
    const dropped = run.dropped.get(entry.itemId);
    if (dropped === undefined || dropped === 'removed') run.state.ledger.remove(run.source.id, entry.itemId);
    else run.state.ledger.put(run.source.id, excludedEntry(run, { ...entry, rule: dropped.rule }));
  });
}

function forget({ state, source }: SyncRun, { kind, itemId }: LedgerEntry): void {
  switch (kind) {
    case 'person':
      state.directory.removePerson(source.id, itemId);
      break;
    case 'group':
      state.directory.removeGroup(source.id, itemId);
      break;
    case 'file':
    case 'folder':
      break;
    default:
      kind satisfies never;
  }
}

function toHeld(run: SyncRun, verdict: RemovalVerdict & { remove: 'waiting' | 'nothing' }, tally: Tally): HoldRequest {
  const { waiting, fresh } = tally.examples;
  const kinds = Object.values(tally.kinds);
  const keepsAll = verdict.remove === 'nothing';
  const count = kinds.reduce((sum, kind) => sum + kind.fresh + (keepsAll ? kind.waiting : 0), 0);
  run.progress.held = count;
  return {
    reason: verdict.reason,
    count,
    examples: (keepsAll ? [...waiting, ...fresh] : fresh).slice(0, EXAMPLES),
    release: verdict.release,
    generation: run.generation,
  };
}

function remember(run: SyncRun, o: { held: HoldRequest | undefined; hold: StoredHold | undefined; mayClear: boolean }): void {
  if (o.held !== undefined) run.state.held.hold(run.source.id, o.held);
  else if (o.hold !== undefined && o.mayClear) run.state.held.clear(run.source.id);
}

/** Folders and what a rule leaves out hold nothing that could be lost. */
function isData(entry: LedgerEntry): entry is LedgerEntry & { kind: DataKind } {
  return entry.kind !== 'folder' && entry.state !== 'excluded';
}

/** Missing since the run that held it back, or longer. */
function waits(entry: LedgerEntry, hold: StoredHold | undefined): boolean {
  return hold !== undefined && entry.generation < hold.generation;
}

function topFolderOf(path: string): string {
  const slash = path.indexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}
