import type { DirectoryStore, StoredPerson } from '../store/state-store.ts';

export interface Connection {
  /** From the one up to whom both report to and down to the other. */
  path: StoredPerson[];
  /** Place of the one at the top. */
  top: number;
}

/** The shortest way along reporting lines; undefined where two have no manager in common. Entries are those of one person each. */
export function connectionBetween(
  directory: DirectoryStore,
  people: { from: readonly StoredPerson[]; to: readonly StoredPerson[] },
): Connection | undefined {
  const found = people.from.flatMap((from) => people.to.map((to) => between(directory, { from, to })));
  const [shortest] = found.filter((one) => one !== undefined).sort((a, b) => a.path.length - b.path.length);
  return shortest;
}

function between(directory: DirectoryStore, { from, to }: { from: StoredPerson; to: StoredPerson }): Connection | undefined {
  if (from.source !== to.source) return undefined;
  const up = [from, ...directory.managerChain(from).managers];
  const down = [to, ...directory.managerChain(to).managers];
  const level = new Map(down.map(({ id }, place) => [id, place]));
  const top = up.findIndex(({ id }) => level.has(id));
  const meeting = level.get(up[top]?.id ?? '');
  if (top === -1 || meeting === undefined) return undefined;
  return { path: [...up.slice(0, top + 1), ...down.slice(0, meeting).reverse()], top };
}
