import type { Principal } from '#indexers/types/access.ts';
import type { StateStore, StoredRun } from '../store/state-store.ts';

/** Why the groups that we know of somebody may not be all there are. */
export interface GroupProblem {
  /** For the people concerned: one sentence. */
  notice: string;
  /** For administrators: what is wrong, and what to do about it. */
  advice: string;
}

/** What keeps our copy of a directory from telling everybody's groups; empty when all is well. */
export type GroupProblems = (source: string) => GroupProblem[];

/** Scheduled runs that may be missed. `staleAfterMs` is the time of two. */
const STALE_FACTOR = 3 / 2;
/** Runs looked through for the last one that counts; a dry run does not. */
const RUNS = 10;
/** Principals of access lists that are looked up, until one is unknown. */
const LOOKED_UP = 50;

export function createGroupProblems(options: {
  store: StateStore;
  /** See `server/staleness.ts`. */
  staleAfterMs(source: string): number | undefined;
  now?: () => number;
}): GroupProblems {
  const { store, staleAfterMs, now = Date.now } = options;
  let named: { generation: number; isUnknown: boolean } | undefined;

  /** Whether some access list names a group that no directory knows. */
  function aclsNameUnknownGroups(): boolean {
    const generation = store.acls.generation();
    if (named?.generation !== generation)
      named = { generation, isUnknown: groupsInAcls(store).some((one) => !isKnown(store, one)) };
    return named.isUnknown;
  }

  return (source) => {
    const completed = store.runs.lastComplete(source);
    if (completed === undefined) return [neverRead(source)];
    const problems: GroupProblem[] = [];
    const last = store.runs.list({ source, limit: RUNS }).find((run) => !run.dryRun && run.state !== 'running');
    if (last !== undefined && last.state !== 'complete') problems.push(lastRunEnded(last, completed));
    const limit = staleAfterMs(source);
    if (limit !== undefined && now() - completed > limit * STALE_FACTOR) problems.push(stale(source, completed));
    if (!store.directory.hasGroups(source) && aclsNameUnknownGroups()) problems.push(withoutGroups(source));
    return problems;
  };
}

function neverRead(source: string): GroupProblem {
  return {
    notice: `The directory "${source}" has not been read completely yet, so groups of yours may not be known.`,
    advice: 'It was never read completely, so groups may be missing: people are told that results may be.',
  };
}

function lastRunEnded({ source, state, message }: StoredRun, completed: number): GroupProblem {
  const ended =
    { partial: 'could only be read in part', failed: 'could not be read' }[state as string] ?? 'was not read to its end';
  return {
    notice: `The directory "${source}" ${ended} the last time, so your groups may be those of ${timeOf(completed)}.`,
    advice: `People are told that their groups may be those of ${timeOf(completed)}, until a run is complete${message ? ` (${message})` : ''}.`,
  };
}

function stale(source: string, completed: number): GroupProblem {
  return {
    notice: `The directory "${source}" was last read on ${timeOf(completed)}; groups you have joined since then are not known.`,
    advice: `The last complete run ended on ${timeOf(completed)}, more than three scheduled runs ago: see why it is not run, people are told that groups may be missing.`,
  };
}

function withoutGroups(source: string): GroupProblem {
  return {
    notice: `The directory "${source}" tells no groups, so what only your groups may see is missing.`,
    advice:
      'It has no groups, and documents are shared with groups that no directory knows: set groupsBase, or check groupsFilter and the rights of the indexer.',
  };
}

/** Principals of access lists that are groups, or may be. */
function groupsInAcls(store: StateStore): Principal[] {
  const found = new Set<Principal>();
  for (const { access } of store.acls.all()) {
    if (access.state !== 'known') continue;
    for (const { principal } of access.acl.layers.flatMap((layer) => layer.entries))
      if (/^(?:group:|gid:[1-9]|sid:S-1-5-21-)/.test(principal)) found.add(principal);
    if (found.size >= LOOKED_UP) break;
  }
  return [...found].slice(0, LOOKED_UP);
}

function isKnown({ directory }: StateStore, principal: Principal): boolean {
  return directory.holderOf(principal) !== undefined || directory.isPrimaryGroup(principal);
}

function timeOf(milliseconds: number): string {
  const iso = new Date(milliseconds).toISOString();
  return `${iso.slice(0, 10)} at ${iso.slice(11, 16)} UTC`;
}
