import { setImmediate as breathe } from 'node:timers/promises';
import type { LedgerEntry } from '../types/ledger.ts';
import type { HeldRemoval } from '../types/run.ts';
import type { HoldRequest, KeptRemoval, StoredHold } from '../types/state.ts';
import { judgeRemoval, type Missing, type RemovalCase, type RemovalVerdict } from './removal-guard.ts';
import type { DataKind } from './run-counts.ts';
import { excludedEntry, type SyncRun } from './sync-run.ts';

const PAGE = 1000;
const EXAMPLES = 5;
/** How many items went on the word of runs that tell changes only, since everything was last read. */
const REMOVED_SINCE = 'sync:removed-as-told';
/** Earlier than every run: what a run that tells changes only holds back is marked by it, because it saw nothing of the rest. */
const TOLD_TO_BE_GONE = 0;

/**
 * Removes what a complete run did not see, as far as the guard lets it, and returns what is held back. Everything a run could
 * not look at was marked as seen before, so what is missing here was missing from a folder that was listed to its end.
 */
export async function sweep(run: SyncRun, o: { snapshot: boolean; complete: boolean }): Promise<HeldRemoval | undefined> {
  const hold = run.state.held.get(run.source.id);
  const standing = standingUnder(hold, o);
  const tally = await count(run, o, standing);
  const removedSince = Number(run.state.sourceState.get(run.source.id, REMOVED_SINCE) ?? 0);
  const verdict = judgeRemoval({
    kinds: tally.kinds,
    folders: foldersOf(run, tally),
    hold,
    complete: o.complete,
    changesOnly: !o.snapshot,
    removedSince,
  });
  const going = o.snapshot ? 0 : removedSince + sum(tally, (when) => isReleased(verdict, when));
  if (!run.dryRun && going !== removedSince) run.state.sourceState.set(run.source.id, REMOVED_SINCE, String(going));
  await removeAllowed(run, o, { verdict, standing });
  const held = toHeld(run, verdict, { tally, hold });
  if (!run.dryRun && o.snapshot) remember(run, { held, hold, mayClear: o.complete });
  if (!run.dryRun && !o.snapshot && held !== undefined && hold === undefined) rememberTold(run, held);
  return held;
}

interface Tally {
  kinds: RemovalCase['kinds'];
  folders: Map<string, Missing>;
  examples: Record<keyof Missing, string[]>;
}

async function count(run: SyncRun, o: { snapshot: boolean }, standing: Standing): Promise<Tally> {
  const kindOf = (kind: DataKind) => ({ ...run.seen[kind], kept: 0, waiting: 0, fresh: 0 });
  const tally: Tally = {
    kinds: { person: kindOf('person'), group: kindOf('group'), file: kindOf('file') },
    folders: new Map(),
    examples: { kept: [], waiting: [], fresh: [] },
  };
  for await (const entry of missing(run, o)) {
    if (!isData(entry)) continue;
    const when = standing(entry);
    tally.kinds[entry.kind][when]++;
    if (tally.examples[when].length < EXAMPLES) tally.examples[when].push(entry.path);
    if (entry.kind !== 'file') continue;
    const folder = topFolderOf(entry.path);
    const inFolder = tally.folders.get(folder) ?? { kept: 0, waiting: 0, fresh: 0 };
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
    yield* page.filter((entry) => !run.marks.has(entry.itemId));
    after = last.itemId;
    await breathe();
    run.signal.throwIfAborted();
  }
}

/** Known folders of which something is missing; the others need no judging. */
function foldersOf(run: SyncRun, { folders }: Tally): RemovalCase['folders'] {
  return [...folders].map(([folder, gone]) => {
    const missing = gone.kept + gone.waiting + gone.fresh;
    // One more is as good as all that are left.
    return { folder, total: run.state.ledger.countFiles(run.source.id, folder, missing + 1), ...gone };
  });
}

async function removeAllowed(
  run: SyncRun,
  o: { snapshot: boolean },
  { verdict, standing }: { verdict: RemovalVerdict; standing: Standing },
): Promise<void> {
  for await (const entry of missing(run, o)) {
    if (isData(entry) && !isReleased(verdict, standing(entry))) continue;
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

function toHeld(
  run: SyncRun,
  verdict: RemovalVerdict,
  { tally, hold }: { tally: Tally; hold: StoredHold | undefined },
): HoldRequest | undefined {
  const stays = STANDINGS.filter((when) => !isReleased(verdict, when));
  const count = sum(tally, (when) => stays.includes(when));
  if (count === 0) return undefined;
  run.progress.held = count;
  const hasKept = sum(tally, (when) => when === 'kept') > 0;
  const keptReason = hold !== undefined && hasKept ? [hold.kept === undefined ? hold.reason : keptInWords(hold.kept)] : [];
  return {
    reason: [...keptReason, ...(verdict.remove === 'all' ? [] : [verdict.reason])].join(' '),
    count,
    examples: stays.flatMap((when) => tally.examples[when]).slice(0, EXAMPLES),
    release: verdict.remove === 'all' ? 'confirmation' : verdict.release,
    generation: run.generation,
  };
}

function keptInWords({ by, at }: KeptRemoval): string {
  const day = new Date(at).toISOString().slice(0, 10);
  return `Kept by ${by} on ${day}: they were not seen since, and stay until somebody confirms that they are gone.`;
}

function remember(run: SyncRun, o: { held: HoldRequest | undefined; hold: StoredHold | undefined; mayClear: boolean }): void {
  if (o.held !== undefined) run.state.held.hold(run.source.id, o.held);
  else if (o.hold !== undefined && o.mayClear) run.state.held.clear(run.source.id);
}

/** Nobody is asked twice: what waits already, or has been confirmed, is left to the next run that reads everything. */
function rememberTold(run: SyncRun, held: HoldRequest): void {
  run.state.transaction(() => {
    for (const id of run.dropped.keys()) run.state.ledger.touch(run.source.id, id, TOLD_TO_BE_GONE);
    run.state.held.hold(run.source.id, { ...held, generation: TOLD_TO_BE_GONE + 1 });
  });
}

/** Folders and what a rule leaves out hold nothing that could be lost. */
function isData(entry: LedgerEntry): entry is LedgerEntry & { kind: DataKind } {
  return entry.kind !== 'folder' && entry.state !== 'excluded';
}

const STANDINGS = ['kept', 'waiting', 'fresh'] as const satisfies (keyof Missing)[];

type Standing = (entry: LedgerEntry) => keyof Missing;

/**
 * Kept on somebody's word, missing since the run that held it back or longer, or missing since then. A run that tells changes
 * only leaves alone what waits for somebody.
 */
function standingUnder(hold: StoredHold | undefined, { snapshot }: { snapshot: boolean }): Standing {
  return (entry) => {
    if (hold === undefined || entry.generation >= hold.generation) return 'fresh';
    const isKept = hold.kept !== undefined && entry.generation < hold.kept.generation;
    return isKept || (!snapshot && !hold.confirmed) ? 'kept' : 'waiting';
  };
}

function sum({ kinds }: Tally, counts: (when: keyof Missing) => boolean): number {
  const whens = STANDINGS.filter(counts);
  return Object.values(kinds).reduce((total, kind) => whens.reduce((all, when) => all + kind[when], total), 0);
}

function isReleased({ remove }: RemovalVerdict, when: keyof Missing): boolean {
  return when !== 'kept' && (remove === 'all' || remove === when);
}

function topFolderOf(path: string): string {
  const slash = path.indexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}
