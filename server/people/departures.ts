import type { Viewer } from '../access/viewer.ts';
import { fold } from '../search/text/fold.ts';
import type { Leaver } from '../store/people-history/people-history.ts';
import type { StateStore, StoredPerson } from '../store/state-store.ts';

/** Who left, for those who need to know: administrators, the former manager, and the team. */
export interface Departures {
  /** Undefined for everybody else, as if there had never been anybody. */
  find(id: string, viewer: Viewer): Leaver | undefined;
  /** Latest first. */
  list(viewer: Viewer): Leaver[];
  successorOf(leaver: Leaver): { person: StoredPerson; reason: 'same-role' | 'manager' } | undefined;
}

const MOST = 500;
/** Whoever takes over has often been there for a while to be shown everything. */
const HANDOVER = 60 * 24 * 3_600_000;

export function createDepartures({ store, sources }: { store: StateStore; sources: readonly string[] }): Departures {
  const { directory, peopleHistory } = store;

  function list(viewer: Viewer): Leaver[] {
    if (viewer.isAdmin) return peopleHistory.leavers({ sources, limit: MOST });
    const self = viewer.personId === undefined ? undefined : directory.person(viewer.personId);
    if (self === undefined) return [];
    const entries = directory.entriesOf(self, sources).map(({ id }) => id);
    return peopleHistory.leaversAround(entries, { sources, limit: MOST });
  }

  return {
    list,
    find(id, viewer) {
      const leaver = peopleHistory.leaver(id);
      if (leaver === undefined || !sources.includes(leaver.source)) return undefined;
      return viewer.isAdmin ? leaver : list(viewer).find((other) => other.id === id);
    },
    successorOf(leaver) {
      const manager = directory.managerOf(asStored(leaver));
      if (manager === undefined) return undefined;
      const title = fold(leaver.person.title ?? '');
      const alike = directory.reportsOf(manager).filter(({ person }) => title !== '' && fold(person.title ?? '') === title);
      const since = peopleHistory.rolesSince(alike.map(({ id }) => id));
      const after = alike.filter(({ id }) => (since.get(id) ?? 0) >= leaver.leftAt - HANDOVER);
      const [first] = after.sort((a, b) => (since.get(a.id) ?? 0) - (since.get(b.id) ?? 0));
      return first === undefined ? { person: manager, reason: 'manager' } : { person: first, reason: 'same-role' };
    },
  };
}

/** As the entry was; the photo is gone with it. */
export function asStored({ id, source, person }: Leaver): StoredPerson {
  return { id, source, itemId: '', person, photoVersion: null, disabled: true, groupsTold: false };
}
