import { firstValueOf, valuesOf } from '../attribute-schema.ts';
import type { DirectoryRun } from '../directory-run.ts';
import { ANY_ENTRY, and, atLeast, type Filter } from '../wire/filter.ts';
import type { LdapEntry } from '../wire/incoming.ts';
import type { ChangeMark } from './cursor.ts';

type TimeMark = ChangeMark & { kind: 'time' };

/**
 * How far before the latest change a directory is asked again, milliseconds: time stamps are given before an entry can be
 * read, and whole seconds hide a second change.
 */
const OVERLAP = 120_000;
/** The same where several servers write, each by its own clock. */
const OVERLAP_OF_SEVERAL = 15 * 60_000;
/** A time stamp so far ahead of our clock would hide every change until that time comes, milliseconds. */
const MOST_AHEAD = 5 * 60_000;

/**
 * The mark of a scan whose latest time stamp is `newest`. The scan has to be over before anything is read: every change after it
 * has a later one. Undefined when time stamps tell nothing here.
 */
export function timeMark(
  newest: number | undefined,
  o: { before: TimeMark | undefined; contextCsn: Record<string, string>; startedAt: number; scannedAt: number },
): TimeMark | undefined {
  const { before, contextCsn, startedAt, scannedAt } = o;
  if (newest === undefined || newest > scannedAt + MOST_AHEAD) return undefined;
  if (before?.newest !== newest) return { kind: 'time', newest, firstSeenAt: scannedAt, isSettled: false, contextCsn };
  const { firstSeenAt } = before;
  const isSettled = before.isSettled || startedAt - firstSeenAt >= overlapOf(contextCsn);
  return { kind: 'time', newest, firstSeenAt, isSettled, contextCsn };
}

/** What has changed since a mark, some of it told before. */
export function changedSince(mark: ChangeMark): Filter {
  if (mark.kind === 'usn') return atLeast('uSNChanged', String(BigInt(mark.highest) + 1n));
  const { newest, isSettled, contextCsn } = mark;
  return atLeast('modifyTimestamp', toGeneralizedTime(isSettled ? newest + 1000 : newest - overlapOf(contextCsn)));
}

/**
 * Whether what came after it can be told by a mark: not when the server has gone back (a backup, another replica), and not when
 * what changed last has vanished, for then nobody knows what else has.
 */
export function leadsFrom(before: ChangeMark, now: ChangeMark): boolean {
  if (before.kind === 'usn') return now.kind === 'usn' && BigInt(now.highest) >= BigInt(before.highest);
  if (now.kind !== 'time' || now.newest < before.newest) return false;
  const csns = Object.entries(before.contextCsn);
  return csns.every(([server, csn]) => (now.contextCsn[server] ?? '') >= csn);
}

/** Some servers keep time stamps but cannot compare them, and then find nothing, with success. */
export async function findsByTime(run: DirectoryRun, { newest }: TimeMark): Promise<boolean> {
  const filter = and(ANY_ENTRY, atLeast('modifyTimestamp', toGeneralizedTime(newest)));
  for (const query of [run.plan.people, run.plan.groups]) {
    if (query === undefined) continue;
    for await (const page of run.pages({ base: query.base, filter, attributes: ['1.1'] })) if (page.length > 0) return true;
  }
  return false;
}

/** contextCSN values (`20260101000000.123456Z#000000#001#000000`: time, count, server) by server; they sort as text. */
export function contextCsnOf(entry: LdapEntry | undefined): Record<string, string> {
  const values = entry === undefined ? [] : valuesOf(entry, 'contextCSN');
  return Object.fromEntries(values.map((csn) => [csn.split('#')[2] ?? '', csn]));
}

/** RFC 4517, 3.3.13, in UTC as servers write it; milliseconds since 1970. */
export function modifiedAt(entry: LdapEntry): number | undefined {
  const match = GENERALIZED_TIME.exec(firstValueOf(entry, 'modifyTimestamp') ?? '');
  if (match === null) return undefined;
  const [year = 0, month = 0, ...rest] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, ...rest);
}

const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:[.,]\d+)?Z$/;

function toGeneralizedTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().replace(/\.\d+Z$|[-:T]/g, '')}Z`;
}

function overlapOf(contextCsn: Record<string, string>): number {
  return Object.keys(contextCsn).length > 1 ? OVERLAP_OF_SEVERAL : OVERLAP;
}
