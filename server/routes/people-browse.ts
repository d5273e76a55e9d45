import type { Context } from '../context.ts';
import { PeopleList, PeopleListQuery, PeopleOverview, type PersonCard, TeamDetail, TeamQuery } from '../contract/people.ts';
import { AppError } from '../errors.ts';
import { countedBy, headOf, listOf, overviewOf } from '../people/browse.ts';
import { asStored } from '../people/departures.ts';
import type { RosterPerson } from '../people/roster.ts';
import type { StateStore } from '../store/state-store.ts';
import { type Route, route } from './define-route.ts';
import { photoUrl, presentCard } from './present-person.ts';

const NEW_FOR = 30 * 24 * 3_600_000;
const MOST_NEWCOMERS = 500;
const TEAM_SHOWN = 500;
/** A filter names each of them. */
const TEAM_AUTHORS = 200;
const TEAM_DOCUMENTS = 8;

/** Ways to people without a question: by letter, by team, by place, who is new, who left. */
export function peopleBrowseRoutes(context: Context): Route[] {
  const { rosters, store, search, departures, sources } = context;
  // Asked for each time: sources come and go.
  const newcomers = () => newcomersOf(store, sources.ids);
  return [
    route(
      {
        id: 'peopleOverview',
        method: 'get',
        path: '/people/overview',
        summary: 'How many people there are by letter, team and place',
        access: 'viewer',
        answer: PeopleOverview,
      },
      async ({ viewer }) => {
        const roster = await rosters();
        return {
          total: roster.people.length,
          ...overviewOf(roster),
          newcomers: newcomers().length,
          leavers: departures.list(viewer).length,
        };
      },
    ),
    route(
      {
        id: 'peopleList',
        method: 'get',
        path: '/people',
        summary: 'People in alphabetical order, newcomers, or those who left',
        access: 'viewer',
        query: PeopleListQuery,
        answer: PeopleList,
      },
      async ({ query, viewer }) => {
        const page = <Item>(items: readonly Item[]) => items.slice(query.offset, query.offset + query.limit);
        if (query.list === 'newcomers') {
          const found = newcomers();
          const items = page(found).map(({ person, firstSeen }) => ({ ...presentCard(person), at: asDate(firstSeen) }));
          return { total: found.length, items };
        }
        if (query.list === 'leavers') {
          const found = departures.list(viewer);
          const items = page(found).map((leaver) => ({ ...presentCard(asStored(leaver)), at: asDate(leaver.leftAt) }));
          return { total: found.length, items };
        }
        const found = listOf(await rosters(), query);
        return { total: found.length, items: page(found).map((person) => ({ ...cardOf(person), at: null })) };
      },
    ),
    route(
      {
        id: 'team',
        method: 'get',
        path: '/teams',
        summary: 'A team: its people, its head, and what it wrote',
        access: 'viewer',
        query: TeamQuery,
        answer: TeamDetail,
      },
      async ({ query: { name }, viewer, signal }) => {
        const roster = await rosters();
        const team = listOf(roster, { department: name });
        if (team.length === 0) throw new AppError('not-found', 'No team has this name.');
        const head = headOf(roster, team);
        const authors = team.slice(0, TEAM_AUTHORS).map(({ id }) => id);
        return {
          name,
          total: team.length,
          head: head === undefined ? null : { person: cardOf(head.person), reports: head.reports },
          email: store.directory.group(name)?.email ?? null,
          people: team.slice(0, TEAM_SHOWN).map(cardOf),
          locations: countedBy(team, ({ location }) => location),
          leavers: departures
            .list(viewer)
            .filter(({ person }) => person.department === name)
            .map((leaver) => presentCard(asStored(leaver))),
          documents: await search.documentsBy(authors, { limit: TEAM_DOCUMENTS }, viewer, signal),
        };
      },
    ),
  ];
}

/** Newest first, each person once: who had another entry before is not new. */
function newcomersOf({ peopleHistory, directory }: StateStore, sources: readonly string[]) {
  const found = peopleHistory.newcomers({ sources, since: Date.now() - NEW_FOR, limit: MOST_NEWCOMERS });
  const ids = found.map(({ id }) => id);
  const [people, shownAs, areNew] = [directory.people(ids), directory.shownAs(ids, sources), new Set(ids)];
  return found.flatMap(({ id, firstSeen }) => {
    const person = people.get(id);
    if (person === undefined || (shownAs.get(id) ?? id) !== id) return [];
    const isNew = directory.entriesOf(person, sources).every((entry) => areNew.has(entry.id));
    return isNew ? [{ person, firstSeen }] : [];
  });
}

function cardOf({ id, uid, name, title, department, location, photoVersion }: RosterPerson): PersonCard {
  return { id, uid, name, title, department, location, photoUrl: photoUrl(id, photoVersion) };
}

function asDate(at: number): string {
  return new Date(at).toISOString();
}
