import { DATA_KINDS, type DataKind } from './run-counts.ts';

/** Up to this many items, or this share of them, may go without being asked about. */
const MOST_ITEMS = 50;
const LARGEST_SHARE = 0.05;
/** A top-level folder that held one file is not worth an alarm: the file was deleted. */
const SMALLEST_FOLDER = 2;

/**
 * What is missing, in numbers. `waiting` was missing already when it was held back, `fresh` since then. `kept` is what somebody
 * wants to be kept: it is never judged, because only a confirmation releases it.
 */
export interface Missing {
  kept: number;
  waiting: number;
  fresh: number;
}

export interface RemovalCase {
  /** Per kind: what the run saw, what of it was known before, and what is missing. */
  kinds: Record<DataKind, Missing & { seen: number; known: number }>;
  /** Per top-level folder ('' for what lies in the root itself): files known, and how many of them are missing. */
  folders: (Missing & { folder: string; total: number })[];
  /** What an earlier run held back. */
  hold: { release: 'second-run' | 'confirmation'; confirmed: boolean } | undefined;
  /** The run read everything there is: it may agree with an earlier one. */
  complete: boolean;
  /** The source tells changes only, so that being missing in two runs proves nothing. */
  changesOnly: boolean;
  /** Items that went on the word of such runs since everything was last read: many small removals are a large one. */
  removedSince: number;
}

export type RemovalVerdict =
  /** All but what is kept. */
  | { remove: 'all' }
  /** Removes what waits and keeps what is fresh, or keeps both. */
  | { remove: 'waiting' | 'nothing'; reason: string; release: 'second-run' | 'confirmation' };

/**
 * Whether what a run did not see may be removed. A share that was unmounted, a directory that answers half and a filter
 * mistyped all look like deletions; so many at once wait for a person, or for a second complete run that misses no more.
 * A source that lists nothing any more is never believed, however often it says so.
 */
export function judgeRemoval(removal: RemovalCase): RemovalVerdict {
  const { hold, changesOnly } = removal;
  // Who tells changes only does not list the rest.
  const emptied = DATA_KINDS.filter((kind) => !changesOnly && removal.kinds[kind].seen === 0 && missing(removal.kinds[kind]) > 0);
  if (hold?.confirmed === true) return judgeFresh(removal, 'waiting');
  if (emptied.length > 0) {
    const reasons = emptied.map((kind) => `the source lists no ${PLURAL[kind]} any more (it had ${known(removal.kinds[kind])})`);
    return { remove: 'nothing', reason: sentence(reasons, 'confirmation'), release: 'confirmation' };
  }
  const agrees = hold?.release === 'second-run' && removal.complete && !removal.changesOnly;
  if (agrees) return judgeFresh(removal, 'nothing');
  return judge(removal, { ofAll: true, otherwise: 'nothing' });
}

/** What waits may go; is what went missing since also few enough? */
function judgeFresh(removal: RemovalCase, otherwise: 'waiting' | 'nothing'): RemovalVerdict {
  return judge(removal, { ofAll: false, otherwise });
}

function judge(removal: RemovalCase, o: { ofAll: boolean; otherwise: 'waiting' | 'nothing' }): RemovalVerdict {
  const count = (one: Missing) => (o.ofAll ? one.waiting + one.fresh : one.fresh);
  const reasons = [...tooMany(removal, count), ...wholeFolders(removal, count)];
  if (reasons.length === 0) return { remove: 'all' };
  const release = removal.changesOnly ? 'confirmation' : 'second-run';
  return { remove: o.otherwise, reason: sentence(reasons, removal.changesOnly ? 'snapshot' : release), release };
}

/** By kind and together: in a large directory all groups are less than 5 % of the entries. */
function tooMany({ kinds, changesOnly, removedSince }: RemovalCase, count: (one: Missing) => number): string[] {
  const reasons = DATA_KINDS.flatMap((kind) =>
    exceeding(count(kinds[kind]), changesOnly ? undefined : known(kinds[kind]), PLURAL[kind]),
  );
  if (reasons.length > 0) return reasons;
  const all = DATA_KINDS.map((kind) => kinds[kind]);
  const sum = (of: (kind: (typeof all)[number]) => number) => all.reduce((total, kind) => total + of(kind), 0);
  if (!changesOnly) return exceeding(sum(count), sum(known), 'items');
  const gone = sum(count);
  return gone > 0 && gone + removedSince > MOST_ITEMS
    ? [`${gone + removedSince} items are missing since everything was last read, more than ${MOST_ITEMS}`]
    : [];
}

/** `total` is not known to whoever tells changes only. */
function exceeding(gone: number, total: number | undefined, what: string): string[] {
  const limit = Math.max(MOST_ITEMS, (total ?? 0) * LARGEST_SHARE);
  const ofAll = total === undefined ? '' : `of ${total} `;
  return gone > limit ? [`${gone} ${ofAll}${what} are missing, more than ${Math.floor(limit)}`] : [];
}

function wholeFolders({ folders }: RemovalCase, count: (one: Missing) => number): string[] {
  return folders
    .filter((one) => one.folder !== '' && count(one) >= SMALLEST_FOLDER && missing(one) === one.total)
    .map(({ folder, total }) => `everything in the folder “${folder}” is missing (${total} files)`);
}

const PLURAL: Record<DataKind, string> = { person: 'people', group: 'groups', file: 'files' };

const RELEASE = {
  'second-run': 'Nothing of it is removed until somebody confirms it or the next complete run misses it too',
  confirmation: 'Nothing of it is removed until somebody confirms it',
  snapshot: 'Nothing of it is removed until somebody confirms it or the next run, which reads everything, finds the same',
};

function sentence(reasons: string[], release: keyof typeof RELEASE): string {
  const shown = reasons.length > 3 ? [...reasons.slice(0, 3), `${reasons.length - 3} more like this`] : reasons;
  const words = shown.join('; ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}. ${RELEASE[release]}.`;
}

function missing({ kept, waiting, fresh }: Missing): number {
  return kept + waiting + fresh;
}

/** How many there were before the run. */
function known(kind: Missing & { known: number }): number {
  return kind.known + missing(kind);
}
