import type { ReadOptions } from '../../../types.ts';
import type { DirectoryRun } from '../directory-run.ts';
import { changedSince, findsByTime, leadsFrom, timeMark } from './change-marks.ts';
import { askedFor, type ChangeMark, type DeltaCursor, parseCursor, writeCursor } from './cursor.ts';
import { compareWithKnown, type IdScan, scanIds } from './id-scan.ts';
import type { Delta } from './read-changes.ts';
import { identifyServer, type ServerIdentity } from './server-identity.ts';
import { scanByUsn } from './usn-scan.ts';

/** From so many entries on that are new, renamed or missing at once, everything is read: a branch was renamed, or rights were lost. */
const MOST_DIFFERENCES = 500;

/** What a reading learns before it begins. */
export interface Preparation {
  /** How to read the changes only; undefined when everything has to be read. */
  delta: Delta | undefined;
  /** Where the next reading goes on from, once this one has told everything; undefined when it cannot. */
  nextCursor(): string | undefined;
}

/** Looks at the server and its marks, before anything is read: what changes meanwhile is told again by the next reading. */
export async function prepareReading(run: DirectoryRun, options: Pick<ReadOptions, 'cursor' | 'known'>): Promise<Preparation> {
  const readAt = Date.now();
  const server = await identifyServer(run);
  if (server === undefined) return { delta: undefined, nextCursor: () => undefined };
  const asked = askedFor(run.config, run.plan);
  const before = options.known && usableCursor(options.cursor, { asked, server, idAttribute: run.ids.attribute() });
  const delta = before && options.known && (await deltaByUsn(run, { before, server, known: options.known }));
  // Of everything, only time stamps have to be known before it is read.
  const scan = delta || (before === undefined && server.highestUsn !== undefined) ? undefined : await scanIds(run);
  const mark = await markOf(run, { server, scan, before, readAt });
  return {
    delta:
      delta ??
      (before && mark && scan && options.known && deltaByScan(run, { before, mark, scan, server, known: options.known })),
    nextCursor() {
      const idAttribute = run.ids.attribute();
      if (mark === undefined || idAttribute === undefined) return undefined;
      return writeCursor({ asked, server: server.server, idAttribute, readAt, mark });
    },
  };
}

/** One that this server gave for the same questions; anything else is none. */
function usableCursor(
  text: string | undefined,
  o: { asked: string; server: ServerIdentity; idAttribute: string | undefined },
): DeltaCursor | undefined {
  const cursor = text === undefined ? undefined : parseCursor(text);
  if (cursor?.asked !== o.asked || cursor.server !== o.server.server || cursor.idAttribute !== o.idAttribute) return undefined;
  return cursor;
}

async function markOf(
  run: DirectoryRun,
  o: { server: ServerIdentity; scan: IdScan | undefined; before: DeltaCursor | undefined; readAt: number },
): Promise<ChangeMark | undefined> {
  const { server, scan, before } = o;
  if (server.highestUsn !== undefined) return { kind: 'usn', highest: server.highestUsn };
  if (scan === undefined) return undefined;
  const mark = timeMark(scan.newest, {
    before: before?.mark.kind === 'time' ? before.mark : undefined,
    contextCsn: server.contextCsn,
    startedAt: o.readAt,
    scannedAt: Date.now(),
  });
  return mark && (before !== undefined || (await findsByTime(run, mark))) ? mark : undefined;
}

interface Since {
  before: DeltaCursor;
  server: ServerIdentity;
  known: NonNullable<ReadOptions['known']>;
}

async function deltaByUsn(run: DirectoryRun, { before, server, known }: Since): Promise<Delta | undefined> {
  const { highestUsn, contexts } = server;
  if (highestUsn === undefined || !leadsFrom(before.mark, { kind: 'usn', highest: highestUsn })) return undefined;
  const differences = await scanByUsn(run, { changed: changedSince(before.mark), contexts, known: known() });
  return differences && { cursor: before, scan: undefined, people: differences.people, differences, contexts };
}

function deltaByScan(run: DirectoryRun, o: Since & { mark: ChangeMark; scan: IdScan }): Delta | undefined {
  const { before, mark, scan, server } = o;
  // A directory that shows nobody is for the reading of everything to judge.
  if (!leadsFrom(before.mark, mark) || scan.people.size === 0) return undefined;
  const differences = compareWithKnown(run, scan, o.known());
  const { toRead, gone } = differences;
  if (toRead.size + gone.size > MOST_DIFFERENCES) return undefined;
  return { cursor: before, scan, people: new Set(scan.people.values()), differences, contexts: server.contexts };
}
