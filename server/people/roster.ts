import { setImmediate as breathe } from 'node:timers/promises';
import { fold } from '../search/text/fold.ts';
import type { RosterRow } from '../store/people-history/people-history.ts';
import type { StateStore } from '../store/state-store.ts';
import { type ChartProblem, placeManagers } from './place-managers.ts';

/** Everybody who is there, each person once, in alphabetical order: what lists, teams and the org chart are made of. */
export interface Roster {
  people: readonly RosterPerson[];
  /** Places in `people`. */
  places: ReadonlyMap<string, number>;
  problems: readonly ChartProblem[];
  /** Another one for other people. */
  generation: number;
}

export interface RosterPerson extends RosterRow {
  /** Surname first, folded. */
  sortName: string;
  /** Place of the manager; -1 at the top of a chart. */
  manager: number;
}

/** Gives the people as they are now; made again only when something of them has changed, while others get their turn. */
export type Rosters = () => Promise<Roster>;

/** About as many as are read within 20 ms. */
const PAGE = 4000;

export function createRosters({ store, sources }: { store: StateStore; sources: readonly string[] }): Rosters {
  let current: Roster | undefined;
  let coming: Promise<Roster> | undefined;

  async function make(generation: number): Promise<Roster> {
    const rows: RosterRow[] = [];
    for (let after = 0; ; ) {
      const page = store.peopleHistory.page(sources, { after, limit: PAGE });
      if (page.rows.length === 0) break;
      for (const row of page.rows) rows.push(row);
      after = page.after;
      await breathe();
    }
    const joined = store.directory.joinedIds(sources, rows.length);
    current = rosterOf({ rows, shownAs: store.directory.shownAs(joined, sources), generation });
    return current;
  }

  return () => {
    const generation = store.peopleHistory.generation();
    if (current?.generation === generation) return Promise.resolve(current);
    coming ??= make(generation).finally(() => {
      coming = undefined;
    });
    return coming;
  };
}

function rosterOf(options: { rows: RosterRow[]; shownAs: Map<string, string>; generation: number }): Roster {
  const { rows, shownAs, generation } = options;
  const named = rows.map((row) => ({ ...row, sortName: fold(`${row.surname ?? ''} ${row.name}`.trim()), manager: -1 }));
  const people = named.filter(({ id }) => (shownAs.get(id) ?? id) === id).sort(bySortName);
  const places = new Map(people.map(({ id }, place) => [id, place]));
  const problems = placeManagers({ people, places, rows, shownAs });
  return { people, places, problems, generation };
}

function bySortName(a: RosterPerson, b: RosterPerson): number {
  return a.sortName < b.sortName ? -1 : Number(a.sortName > b.sortName);
}
