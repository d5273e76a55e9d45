import type { Principal } from '#indexers/types/access.ts';
import type { AclStore, DirectoryStore } from '../store/state-store.ts';
import { strangerInWords } from './explain-words.ts';
import type { KnownPrincipals } from './known-principals.ts';
import { WITHOUT_VIEWERS } from './unknown-principals.ts';

interface Stores {
  acls: Pick<AclStore, 'all' | 'generation'>;
  directory: Pick<DirectoryStore, 'isPrimaryGroup'>;
}

interface Known {
  store: Stores;
  known: Pick<KnownPrincipals, 'knows'>;
}

/** A principal that nobody is known by, and how many access lists of the source name it. */
export interface UnresolvedPrincipal {
  principal: Principal;
  acls: number;
}

/** Principals that access lists of a source name and that are in no directory: they let nobody in. Most often named first. */
export function unresolvedPrincipals({ store, known }: Known, source: string): UnresolvedPrincipal[] {
  const { acls } = store;
  const generation = acls.generation();
  const last = counted.get(acls);
  const current = last?.generation === generation ? last : { generation, bySource: countAll({ store, known }) };
  counted.set(acls, current);
  return current.bySource.get(source) ?? [];
}

/** The console asks for it every few seconds, for all sources. */
const counted = new WeakMap<Stores['acls'], { generation: number; bySource: Map<string, UnresolvedPrincipal[]> }>();

function countAll({ store, known }: Known): Map<string, UnresolvedPrincipal[]> {
  const counts = new Map<string, Map<Principal, number>>();
  for (const { access, source } of store.acls.all()) {
    if (access.state !== 'known') continue;
    const ofSource = counts.get(source) ?? new Map<Principal, number>();
    counts.set(source, ofSource);
    const named = new Set(access.acl.layers.flatMap((layer) => layer.entries.map((entry) => entry.principal)));
    for (const principal of named) ofSource.set(principal, (ofSource.get(principal) ?? 0) + 1);
  }
  const unresolved = (named: Map<Principal, number>) =>
    [...named].filter(([principal]) => !isResolved(principal, { known, directory: store.directory }));
  return new Map([...counts].map(([source, named]) => [source, sorted(unresolved(named))]));
}

/** Whether an entry that allows this principal can let somebody in. */
export function isResolved(
  principal: Principal,
  { known, directory }: { known: Pick<KnownPrincipals, 'knows'>; directory: Pick<DirectoryStore, 'isPrimaryGroup'> },
): boolean {
  return WITHOUT_VIEWERS.has(principal) || known.knows(principal) || directory.isPrimaryGroup(principal);
}

function sorted(named: [Principal, number][]): UnresolvedPrincipal[] {
  return named
    .map(([principal, acls]) => ({ principal, acls }))
    .sort((a, b) => b.acls - a.acls || (a.principal < b.principal ? -1 : 1));
}

const EXAMPLES = 10;

/** For administrators; undefined when all are known. */
export function presentUnresolved(stores: Known, source: string): { count: number; examples: Principal[] } | undefined {
  const found = unresolvedPrincipals(stores, source);
  if (found.length === 0) return undefined;
  return { count: found.length, examples: found.slice(0, EXAMPLES).map(({ principal }) => principal) };
}

export function unresolvedInWords(found: { count: number; examples: readonly Principal[] }): string {
  const [first] = found.examples.map(strangerInWords);
  const who =
    found.count === 1
      ? `Its permissions name ${first}, which no directory that Atrium reads knows`
      : `Its permissions name ${found.count} users and groups that are in no directory that Atrium reads, such as ${first}`;
  return `${who}: nobody gets in by that name, and refusing it refuses everybody.`;
}
