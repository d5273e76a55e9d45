import { accessHashOf, bothOf } from '#indexers/sync/acl-id.ts';
import type { AccessRef } from '#indexers/types/access.ts';
import type { LedgerEntry } from '#indexers/types/ledger.ts';
import type { RecordSink, Source } from '#indexers/types.ts';
import { HIDDEN_BY_CANARY } from '../access/canary-words.ts';
import type { KnownPrincipals } from '../access/known-principals.ts';
import type { Viewers } from '../access/viewers.ts';
import type { Logger } from '../logger.ts';
import type { StateStore } from '../store/state-store.ts';
import { hideDocuments, isSpoilt } from './canary-hide.ts';
import { type AccessDifference, affectedBy } from './canary-people.ts';
import type { CanaryFinding, CanaryResult } from './canary-result.ts';

export interface SourceCheck {
  source: Source;
  sources: ReadonlyMap<string, unknown>;
  sample: number;
  store: StateStore;
  viewers: Viewers;
  known: KnownPrincipals;
  sink: Pick<RecordSink, 'setAccess'>;
  logger: Logger;
  /** Of the canary before: what it found tells a change that no run has seen yet from a fault. */
  before: CanaryResult | undefined;
  signal: AbortSignal;
  now?: () => number;
}

/** A document of which Atrium and the place do not say the same. */
interface Difference extends AccessDifference {
  entry: LedgerEntry;
  aclId: string;
}

type FalseAllow = Difference & CanaryFinding & { isWrong: boolean };

/** Documents asked about at once. */
const BATCH = 100;
/** Where one is open to somebody it should not be, so may be others of the same list: as many are looked at besides the sample. */
const MOST_OF_A_LIST = 2000;
const KEPT_FINDINGS = 20;
/** Runs looked through for a complete one. */
const RUNS = 100;

/** Compares a random sample with the place, then what shares a list with whatever was wrong; hides what is open and should not be. */
export async function checkSource(check: SourceCheck): Promise<CanaryResult> {
  const { source, store, now = Date.now } = check;
  const result: CanaryResult = {
    ...{ source: source.id, at: now(), state: 'checked', reason: null, checked: 0 },
    ...{ wrong: 0, stale: 0, falseDenies: 0, hidden: 0, findings: [] },
  };
  const seen = new Set<string>();
  try {
    let next = [...foundBefore(check), ...store.ledger.sample(source.id, check.sample)];
    while (next.length > 0) {
      next = sharingLists(check, await compare(check, fresh(next, seen), result));
    }
  } catch (error) {
    check.signal.throwIfAborted();
    check.logger.debug({ err: error, source: source.id }, 'the canary could not ask the place');
    result.state = 'failed';
    result.reason = error instanceof Error ? error.message : String(error);
  }
  return { ...result, findings: [...result.findings, ...stillHidden(check)].slice(0, KEPT_FINDINGS) };
}

/** Looked at again: whether a run has put it right must not be left to chance. */
function foundBefore({ before, store, source }: SourceCheck): LedgerEntry[] {
  return (before?.findings ?? []).flatMap(({ itemId }) => store.ledger.get(source.id, itemId) ?? []);
}

function stillHidden({ before, store, source }: SourceCheck): CanaryFinding[] {
  return (before?.findings ?? []).filter(({ itemId }) => {
    const aclId = store.ledger.get(source.id, itemId)?.aclId;
    return aclId != null && isHidden(shownBy(store, aclId));
  });
}

function isHidden(access: AccessRef): boolean {
  return access.state === 'unknown' && access.reason === HIDDEN_BY_CANARY;
}

function fresh(entries: readonly LedgerEntry[], seen: Set<string>): LedgerEntry[] {
  return entries.filter(({ itemId }) => {
    const isNew = !seen.has(itemId);
    seen.add(itemId);
    return isNew;
  });
}

/** Others that Atrium shows by the same lists. */
function sharingLists({ source, store }: SourceCheck, found: readonly FalseAllow[]): LedgerEntry[] {
  const lists = new Set(found.map(({ aclId }) => aclId));
  return [...lists].flatMap((aclId) =>
    store.ledger.withAccess(source.id, { indexedAclId: aclId, aclId, after: '', limit: MOST_OF_A_LIST }),
  );
}

/** Adds what it finds to the result; returns what was open and should not be, already hidden. */
async function compare(check: SourceCheck, entries: LedgerEntry[], result: CanaryResult): Promise<FalseAllow[]> {
  const differences: Difference[] = [];
  for (let at = 0; at < entries.length; at += BATCH)
    differences.push(...(await differencesOf(check, entries.slice(at, at + BATCH), result)));
  const people = await affectedBy(differences, {
    ...check,
    directory: check.store.directory,
    sources: [...check.sources.keys()],
  });
  const found = differences.flatMap((difference, position): FalseAllow[] => {
    const { seesTooMuch, seesTooLittle } = people[position] ?? {};
    if (seesTooMuch === undefined) {
      if (seesTooLittle !== undefined && !isNarrowedOnPurpose(difference.entry)) result.falseDenies++;
      return [];
    }
    return [falseAllow(check, difference, { who: seesTooMuch, at: result.at })];
  });
  for (const { isWrong: isFault } of found) result[isFault ? 'wrong' : 'stale']++;
  result.hidden += await hideDocuments(check, found);
  result.findings.push(...found.map(({ itemId, path, at, key, who }) => ({ itemId, path, at, key, who })));
  return found;
}

/**
 * A change after the last run is everyday life. It is a fault when the list in the store is not the one that was put there, or
 * when a run from beginning to end has left it as it was found before.
 */
function falseAllow(check: SourceCheck, difference: Difference, o: { who: string; at: number }): FalseAllow {
  const { store, source, before } = check;
  const { itemId, path } = difference.entry;
  const key = `${itemId} ${accessHashOf(difference.theirs)}`;
  const at = before?.findings.find((finding) => finding.key === key)?.at;
  const isWrong = isSpoilt(store, difference.aclId) || (at !== undefined && hasRunSince(store, source.id, at));
  return { ...difference, itemId, path, key, who: o.who, at: at ?? o.at, isWrong };
}

function hasRunSince({ runs }: StateStore, source: string, at: number): boolean {
  return runs
    .list({ source, limit: RUNS })
    .some(({ state, dryRun, startedAt }) => state === 'complete' && !dryRun && startedAt > at);
}

async function differencesOf(check: SourceCheck, entries: LedgerEntry[], result: CanaryResult): Promise<Difference[]> {
  const { source, store, signal } = check;
  const ids = entries.map(({ itemId }) => itemId);
  const answers = (await source.readAccess?.(ids, signal)) ?? new Map<string, AccessRef>();
  return ids.flatMap((itemId) => {
    const theirs = answers.get(itemId);
    // Read again: a run may have been there while the place was asked. What is gone is the next run's business.
    const entry = store.ledger.get(source.id, itemId);
    if (theirs === undefined || theirs.state === 'gone' || entry?.recordId == null || entry.aclId === null) return [];
    const { aclId } = entry;
    const ours = shownBy(store, aclId);
    if (isHidden(ours)) return [];
    result.checked++;
    return accessHashOf(ours) === accessHashOf(theirs) ? [] : [{ entry, aclId, ours, theirs }];
  });
}

/** What a search goes by: the list in the slot, narrower while the slot is. */
function shownBy({ acls }: StateStore, aclId: string): AccessRef {
  const slot = acls.stored(aclId);
  if (slot === undefined) return { state: 'unknown', reason: 'its permissions are missing' };
  return slot.narrowed === undefined ? slot.access : bothOf(slot.access, slot.narrowed);
}

/** Text of an older version stays with those who could read it then (see `aclIdOfHeld` in `indexers/sync`). */
function isNarrowedOnPurpose(entry: LedgerEntry): boolean {
  return entry.state === 'partial' && entry.cause !== null;
}
