import type { RosterRow } from '../store/people-history/people-history.ts';

/** What is wrong with the managers a directory tells; `people` are places. */
export interface ChartProblem {
  /** `several-tops`: more than one has no manager at all, the one with the most people below first. */
  code: 'cycle' | 'own-manager' | 'missing-manager' | 'several-tops';
  people: number[];
}

interface Placed {
  source: string;
  managerKey: string | null;
  manager: number;
}

/** Sets everybody's `manager`, so that no way up is endless, and returns what was in the way. */
export function placeManagers(options: {
  people: Placed[];
  places: ReadonlyMap<string, number>;
  rows: readonly RosterRow[];
  shownAs: ReadonlyMap<string, string>;
}): ChartProblem[] {
  const { people, places, rows, shownAs } = options;
  const byKey = new Map(rows.map(({ id, source, key }) => [`${source} ${key}`, places.get(shownAs.get(id) ?? id)]));
  const own: number[] = [];
  const missing: number[] = [];
  people.forEach((person, place) => {
    if (person.managerKey === null) return;
    const manager = byKey.get(`${person.source} ${person.managerKey}`);
    if (manager === undefined) missing.push(place);
    else if (manager === place) own.push(place);
    else person.manager = manager;
  });
  const cycles = openCycles(people);
  const tops = people.flatMap(({ manager, managerKey }, place) => (manager === -1 && managerKey === null ? [place] : []));
  return [
    ...cycles.map((cycle) => ({ code: 'cycle' as const, people: cycle })),
    ...(own.length > 0 ? [{ code: 'own-manager' as const, people: own }] : []),
    ...(missing.length > 0 ? [{ code: 'missing-manager' as const, people: missing }] : []),
    ...(tops.length > 1 ? [{ code: 'several-tops' as const, people: bySize(tops, people) }] : []),
  ];
}

/** Each circle is opened at its first person, who then stands at a top. */
function openCycles(people: Placed[]): number[][] {
  // 0: not looked at; otherwise by which walk.
  const met = new Uint32Array(people.length);
  const cycles: number[][] = [];
  for (let start = 0; start < people.length; start++) {
    let place = start;
    while (place !== -1 && met[place] === 0) {
      met[place] = start + 1;
      place = people[place]?.manager ?? -1;
    }
    if (place === -1 || met[place] !== start + 1) continue;
    const cycle = [place];
    for (let next = people[place]?.manager ?? place; next !== place; next = people[next]?.manager ?? place) cycle.push(next);
    const first = cycle.indexOf(Math.min(...cycle));
    const ordered = [...cycle.slice(first), ...cycle.slice(0, first)];
    const top = people[ordered[0] ?? -1];
    if (top) top.manager = -1;
    cycles.push(ordered);
  }
  return cycles;
}

function bySize(tops: number[], people: readonly Placed[]): number[] {
  const sizes = new Map(tops.map((top) => [top, 0]));
  const topOf = new Int32Array(people.length).fill(-1);
  people.forEach((_person, place) => {
    const trail: number[] = [];
    let at = place;
    while (topOf[at] === -1 && (people[at]?.manager ?? -1) !== -1) {
      trail.push(at);
      at = people[at]?.manager ?? -1;
    }
    const top = topOf[at] === -1 ? at : (topOf[at] ?? at);
    for (const step of trail) topOf[step] = top;
    const size = sizes.get(top);
    if (size !== undefined) sizes.set(top, size + 1);
  });
  return tops.toSorted((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0) || a - b);
}
