import type { StateStore, StoredPerson } from '../store/state-store.ts';
import type { Viewer } from './viewer.ts';

/** Makes viewers of sign-in names, from our own copy of the directory. */
export interface Viewers {
  /** Undefined when no directory of the configuration (as last read) knows somebody of that name. */
  ofUid(uid: string): Viewer | undefined;
  /** A visitor who is not signed in and sees what is for everyone. */
  anonymous(): Viewer;
}

export function createViewers(options: {
  store: StateStore;
  /** Those of the configuration. */
  sources: readonly string[];
  admins: readonly string[];
}): Viewers {
  const { store, sources, admins } = options;
  return {
    ofUid(uid) {
      const person = store.directory.personByUid(uid, sources);
      return person && viewerOf(person, store, admins);
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

function viewerOf(person: StoredPerson, store: StateStore, admins: readonly string[]): Viewer {
  const principals = new Set(['everyone', 'authenticated', ...store.directory.principalsOf(person)]);
  return {
    uid: person.person.uid,
    name: person.person.name,
    personId: person.id,
    principals,
    isAdmin: admins.some((admin) => principals.has(admin)),
    groupsIncomplete: store.runs.lastComplete(person.source) === undefined,
  };
}
