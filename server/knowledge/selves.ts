import type { Viewer } from '../access/viewer.ts';
import { AppError } from '../errors.ts';
import type { DirectoryStore, StoredPerson } from '../store/state-store.ts';

/** Whom the directory knows, for what people write: who has several entries is one person. */
export interface Selves {
  /** All entries of the viewer; none of somebody who is in no directory. */
  of(viewer: Viewer): string[];
  /** The viewer's own entry. Throws AppError `forbidden` for somebody who is in no directory. */
  person(viewer: Viewer): StoredPerson;
  /** Somebody who is there; undefined for who has left. */
  present(personId: string | null): StoredPerson | undefined;
  /** Throws AppError `invalid-request` for a name that nobody, or more than one, has. */
  named(uid: string, path: string): StoredPerson;
}

export function createSelves(options: { directory: DirectoryStore; sources: () => readonly string[] }): Selves {
  const { directory, sources } = options;

  function present(personId: string | null): StoredPerson | undefined {
    const person = personId === null ? undefined : directory.person(personId);
    return person === undefined || person.disabled || !sources().includes(person.source) ? undefined : person;
  }

  return {
    present,
    of(viewer) {
      const person = present(viewer.personId ?? null);
      return person === undefined ? [] : directory.entriesOf(person, sources()).map(({ id }) => id);
    },
    person(viewer) {
      const person = present(viewer.personId ?? null);
      if (person === undefined) throw new AppError('forbidden', 'Only people of the directory can do this.');
      return person;
    },
    named(uid, path) {
      const people = directory.peopleByUid(uid, sources()).filter(({ disabled }) => !disabled);
      const [person] = people;
      if (person !== undefined && people.length === 1) return person;
      const message =
        person === undefined
          ? `Nobody in the directory has the sign-in name "${uid}", or the account has ended.`
          : `Several people have the sign-in name "${uid}".`;
      throw new AppError('invalid-request', message, { errors: [{ path, message }] });
    },
  };
}
