import { setImmediate as breathe } from 'node:timers/promises';
import type { AccessRef, Principal } from '#indexers/types/access.ts';
import type { KnownPrincipals } from '../access/known-principals.ts';
import { grantsRead } from '../access/readable-acls.ts';
import { createDenyRule } from '../access/unknown-principals.ts';
import type { Viewers } from '../access/viewers.ts';
import type { DirectoryStore } from '../store/state-store.ts';

/** What Atrium goes by, and what the place says. */
export interface AccessDifference {
  ours: AccessRef;
  theirs: AccessRef;
}

/** For whom the two differ; undefined where they do not for anybody. */
export interface Affected {
  seesTooMuch: string | undefined;
  seesTooLittle: string | undefined;
}

/** Everybody there is, as far as an access list can tell them apart, with a name for each such kind of person. */
interface Kind {
  principals: ReadonlySet<Principal>;
  /** Which denies count for them although they do not name them. */
  isDenied: (principal: Principal) => boolean;
  name: string;
}

/** How many people are looked up before others get their turn. */
const TURN = 200;

/**
 * Who is affected by each of the differences. Only the principals that the lists name can make a difference, so that a hundred
 * thousand people come down to the few kinds that hold different ones of them.
 */
export async function affectedBy(
  differences: readonly AccessDifference[],
  o: {
    viewers: Viewers;
    known: KnownPrincipals;
    directory: Pick<DirectoryStore, 'personIds'>;
    sources: readonly string[];
    signal: AbortSignal;
  },
): Promise<Affected[]> {
  if (differences.length === 0) return [];
  const named = new Set(differences.flatMap(({ ours, theirs }) => [...principalsIn(ours), ...principalsIn(theirs)]));
  const kinds = await kindsOfPeople(named, o);
  return differences.map(({ ours, theirs }) => {
    const differing = (weSay: boolean) =>
      kinds.find(
        ({ principals, isDenied }) =>
          grantsRead(ours, principals, isDenied) === weSay && grantsRead(theirs, principals, isDenied) !== weSay,
      )?.name;
    return { seesTooMuch: differing(true), seesTooLittle: differing(false) };
  });
}

async function kindsOfPeople(
  named: ReadonlySet<Principal>,
  { viewers, known, directory, sources, signal }: Parameters<typeof affectedBy>[1],
): Promise<Kind[]> {
  const kinds = new Map<string, Kind>();
  const denyRule = createDenyRule(known);
  const add = (all: Iterable<Principal>, name: string) => {
    const principals = new Set(all);
    const held = [...principals].filter((principal) => named.has(principal)).sort();
    const isDenied = denyRule(principals);
    const denied = [...named].filter(isDenied);
    const key = JSON.stringify([held, denied]);
    if (!kinds.has(key)) kinds.set(key, { principals: new Set(held), isDenied, name });
  };
  for (const [position, id] of directory.personIds(sources).entries()) {
    const viewer = viewers.ofPerson(id);
    if (viewer) add(viewer.principals, `${viewer.name} (${viewer.uid})`);
    if (position % TURN === TURN - 1) {
      await breathe();
      signal.throwIfAborted();
    }
  }
  add(['everyone'], 'visitors');
  add(['everyone', 'authenticated'], 'everybody who is signed in');
  // A provider may vouch for groups of people who are in no directory.
  for (const group of named) if (group.startsWith('group:')) add(['everyone', 'authenticated', group], `members of ${group}`);
  return [...kinds.values()];
}

function principalsIn(access: AccessRef): Principal[] {
  return access.state === 'unknown' ? [] : access.acl.layers.flatMap(({ entries }) => entries.map(({ principal }) => principal));
}
