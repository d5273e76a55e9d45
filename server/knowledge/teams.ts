import type { Rosters } from '../people/roster.ts';
import { createTeams as createTeamLists } from '../search/teams/teams.ts';
import { fold } from '../search/text/fold.ts';
import type { StoredPerson } from '../store/state-store.ts';
import type { Selves } from './selves.ts';

/** A department and who leads it. */
export interface Team {
  name: string;
  manager: StoredPerson;
}

/** The teams that can be asked, because somebody leads them. */
export interface Teams {
  /** By name. */
  list(): Promise<Team[]>;
  named(name: string): Promise<Team | undefined>;
}

export function createTeams({ rosters, selves }: { rosters: Rosters; selves: Pick<Selves, 'present'> }): Teams {
  const lists = createTeamLists(rosters);

  async function list(): Promise<Team[]> {
    const { teams } = await lists.now();
    return teams
      .flatMap(({ name, head }) => {
        const manager = selves.present(head?.id ?? null);
        return manager === undefined ? [] : [{ name, manager }];
      })
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  return { list, named: async (name) => (await list()).find((team) => fold(team.name) === fold(name)) };
}
