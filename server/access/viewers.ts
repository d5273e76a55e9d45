import type { StateStore, StoredPerson } from '../store/state-store.ts';
import { createGroupProblems, type GroupProblems } from './group-problems.ts';
import type { Viewer } from './viewer.ts';

/** Makes viewers of sign-in names, from our own copy of the directory. */
export interface Viewers {
  /** Undefined when no directory of the configuration (as last read) knows somebody of that name, or the account has ended. */
  ofUid(uid: string): Viewer | undefined;
  /** The same by the id of one of the person's entries. */
  ofPerson(personId: string): Viewer | undefined;
  /** A visitor who is not signed in and sees what is for everyone. */
  anonymous(): Viewer;
}

export interface ViewersOptions {
  store: StateStore;
  /** Those of the configuration. */
  sources: readonly string[];
  admins: readonly string[];
  /** Sources whose people are no administrators, whatever their names and groups. */
  partners?: readonly string[];
  /** Without it nothing is said of schedules. */
  groupProblems?: GroupProblems;
}

export function createViewers(options: ViewersOptions): Viewers {
  const { store, sources, admins, partners = [] } = options;
  const { directory } = store;
  const groupProblems = options.groupProblems ?? createGroupProblems({ store, staleAfterMs: () => undefined });
  const known = { store, sources, admins, partners, groupProblems };
  return {
    ofUid(uid) {
      const person = directory.personByUid(uid, sources);
      return person && viewerOf(person, known);
    },
    ofPerson(personId) {
      const person = directory.person(personId);
      return person && viewerOf(person, known);
    },
    anonymous: () => ({
      uid: '',
      name: 'Visitor',
      personId: undefined,
      principals: new Set(['everyone']),
      isAdmin: false,
      groupsIncomplete: false,
    }),
  };
}

/** Everything that all entries of the person give: what is denied to one of them is denied to the person. */
function viewerOf(person: StoredPerson, known: Required<ViewersOptions>): Viewer | undefined {
  const { store, sources, admins, partners, groupProblems } = known;
  if (person.disabled || !sources.includes(person.source)) return undefined;
  const entries = store.directory.entriesOf(person, sources);
  // Without their groups nobody can tell which denies mean them: like a visitor, they are refused by all (`unknown-principals.ts`).
  const everybody = entries.every(({ groupsTold }) => groupsTold) ? ['everyone', 'authenticated'] : ['everyone'];
  const principals = new Set([...everybody, ...entries.flatMap((entry) => store.directory.principalsOf(entry))]);
  const problems = [...new Set(entries.map((entry) => entry.source))].flatMap((source) => groupProblems(source));
  return {
    uid: person.person.uid,
    name: person.person.name,
    personId: person.id,
    principals,
    isAdmin: !partners.includes(person.source) && admins.some((admin) => principals.has(admin)),
    groupsIncomplete: problems.length > 0,
    groupProblems: problems.map(({ notice }) => notice),
  };
}
