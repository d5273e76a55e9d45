import { createHash, type Hash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import type { OcrRules } from '../types/content.ts';
import type { LedgerEntry } from '../types/ledger.ts';
import type { Listing } from '../types/listing.ts';
import type { StoredListing } from '../types/state.ts';
import type { ReadOptions, SourceChange, SourceItem } from '../types.ts';
import { accessHashOf } from './acl-id.ts';
import { isTimeFor } from './retry.ts';
import { isDue, type OcrWish, wishOf } from './scans.ts';
import { type SyncRun, versionOf } from './sync-run.ts';
import type { Touches } from './touches.ts';

const LISTINGS_AT_ONCE = 20;

/**
 * Spares a run the comparison of files of which nothing is new. A listing is remembered only after its rows were read back from
 * the ledger and say, one by one, what was listed; and the store forgets it as soon as anything writes a row of its folder. So
 * whatever happens to a run, a listing that is remembered is one of which `decide` would say "nothing" for every item.
 */
export interface RunListings {
  /** An item or something left out, since the last end of a listing. */
  met(change: SourceChange & { type: 'upsert' | 'excluded' }): void;
  end(change: SourceChange & { type: 'listing' }, touches: Touches): void;
  /** At the end of the run, when nothing is on its way any more. */
  keep(): Promise<void>;
}

export function createRunListings(run: SyncRun): RunListings {
  let met = createHash('sha256');
  let atWork: string[] = [];
  let ocr: OcrRules | undefined;
  const candidates: Candidate[] = [];

  function keepSome(isReady: (candidate: Candidate) => boolean): boolean {
    const known = { slots: new Map<string, string>(), wish: wishOf(ocr, run.scans.engine) };
    return run.state.transaction(() => {
      for (let count = 0; count < LISTINGS_AT_ONCE; count++) {
        const first = candidates[0];
        if (first === undefined || !isReady(first)) return false;
        candidates.shift();
        keep(run, first, known);
      }
      return true;
    });
  }

  return {
    met(change) {
      met.update(change.type === 'upsert' ? itemText(run, change.item) : excludedText(change));
      if (change.type !== 'upsert') return;
      if (run.busy.has(change.item.id)) atWork.push(change.item.id);
      // The same for all files of a source.
      if (change.item.content.kind === 'file') ocr = change.item.content.ocr;
    },
    end({ listing, isSame }, touches) {
      if (isSame) return followSame(run, touches, listing);
      if (!run.dryRun) candidates.push({ listing, met: digestOf(met), atWork });
      met = createHash('sha256');
      atWork = [];
      // While it reads on, so that a run that is killed has not to look at all of it again.
      const isWorthIt = isDone(run, candidates[0]) && isDone(run, candidates[LISTINGS_AT_ONCE - 1]);
      if (isWorthIt) keepSome((candidate) => isDone(run, candidate));
    },
    async keep() {
      while (keepSome(() => true)) {
        await breathe();
        run.signal.throwIfAborted();
      }
    },
  };
}

interface Candidate {
  listing: Listing;
  met: string;
  /** Items that were not done when the listing ended. */
  atWork: string[];
}

function isDone(run: SyncRun, candidate: Candidate | undefined): boolean {
  return candidate !== undefined && !candidate.atWork.some((itemId) => run.busy.has(itemId));
}

/** What a source need not tell again: not what is to be tried again, nor what something else would read today, also by OCR. */
export function unchangedListings(run: SyncRun): Pick<ReadOptions, 'unchanged'> {
  const unchanged = new Map<string, string>();
  // Another program for OCR, or one at last: it may read what is known.
  if (run.full || run.scans.isEngineNew) return { unchanged };
  const isToBeTold = ({ dueAt, readers }: StoredListing) =>
    isTimeFor(dueAt, run.now()) || !readers.every((reader) => run.isCurrentReader(reader));
  for (const stored of run.state.listings.all(run.source.id)) if (!isToBeTold(stored)) unchanged.set(stored.key, stored.digest);
  return { unchanged };
}

function followSame(run: SyncRun, touches: Touches, listing: Listing): void {
  const stored = run.state.listings.get(run.source.id, listing.key);
  const isKept = stored !== undefined && stored.digest === listing.digest;
  // Something of the folder was written since it was asked for, by this run: what that was, its rows say.
  const { files, excluded, slots } = isKept ? stored : tallyOf(run, listing);
  const { progress, seen, unmoved } = run;
  progress.seen += files + excluded;
  progress.unchanged += files;
  progress.excluded += excluded;
  seen.file.seen += files;
  seen.file.known += files;
  for (const [slot, items] of Object.entries(slots)) unmoved.set(slot, (unmoved.get(slot) ?? 0) + items);
  touches.addListing(listing);
}

/** In a transaction. */
function keep(
  run: SyncRun,
  { listing, met }: Candidate,
  { slots, wish }: { slots: Map<string, string>; wish: OcrWish | undefined },
): void {
  const rows = rowsOf(run, listing);
  if (rows.length !== listing.items || rows.some(({ document }) => isDue(document?.scan, wish))) return;
  const found = createHash('sha256');
  for (const row of rows) {
    const text = rowText(run, row, slots);
    if (text === undefined) return;
    found.update(text);
  }
  if (digestOf(found) === met) run.state.listings.put(run.source.id, { ...listing, ...tallyOf(run, listing, rows) });
}

function tallyOf(run: SyncRun, listing: Listing, rows = rowsOf(run, listing)): Omit<StoredListing, keyof Listing> {
  const files = rows.filter(({ state }) => state !== 'excluded');
  const slots: Record<string, number> = {};
  for (const { indexedAclId, aclId } of files) {
    const slot = indexedAclId ?? aclId;
    if (slot !== null) slots[slot] = (slots[slot] ?? 0) + 1;
  }
  const times = rows.flatMap(({ nextTryAt }) => (nextTryAt === null ? [] : [nextTryAt]));
  return {
    files: files.length,
    excluded: rows.length - files.length,
    slots,
    readers: [...new Set(rows.flatMap(({ reader }) => (reader === null ? [] : [reader])))],
    dueAt: times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b)),
  };
}

function rowsOf({ state, source }: SyncRun, { ranges }: Listing): LedgerEntry[] {
  return ranges.flatMap((range) => state.ledger.range(source.id, range));
}

/** All that `decide` compares with a row, so that equal texts mean: nothing is to be done. */
function itemText(run: SyncRun, item: SourceItem): string {
  const { id, path, changeMark, access, content } = item;
  const label = content.kind === 'file' ? content.label : undefined;
  return textOf(['file', id, path, versionOf(run, item), changeMark, label, accessHashOf(access)]);
}

function excludedText({ id, path, rule }: SourceChange & { type: 'excluded' }): string {
  return textOf(['excluded', id, path, rule]);
}

/** Undefined for a row that is never the same as what is listed. */
function rowText(run: SyncRun, row: LedgerEntry, slots: Map<string, string>): string | undefined {
  const { itemId, path, state, version, changeMark, recordId, aclId, reason, document } = row;
  if (state === 'excluded') return textOf(['excluded', itemId, path, reason]);
  if (row.kind !== 'file' || state === 'pending' || recordId === null || aclId === null) return undefined;
  return textOf(['file', itemId, path, version, changeMark, document?.label, accessIn(run, aclId, slots)]);
}

function accessIn({ state }: SyncRun, slot: string, slots: Map<string, string>): string {
  const access = slots.has(slot) ? undefined : state.acls.get(slot);
  const hash = slots.get(slot) ?? (access !== undefined && state.acls.holds(slot, access) ? accessHashOf(access) : 'none');
  slots.set(slot, hash);
  return hash;
}

function textOf(parts: (string | null | undefined)[]): string {
  return `${JSON.stringify(parts.map((part) => part ?? null))}\n`;
}

function digestOf(hash: Hash): string {
  return hash.digest('base64url');
}
