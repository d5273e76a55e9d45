import type { ExplainStep } from '../contract/admin.ts';
import type { StateStore, StoredPerson } from '../store/state-store.ts';
import type { Asker } from './explain-access.ts';
import type { GroupProblems } from './group-problems.ts';
import type { Viewers } from './viewers.ts';

interface Directories {
  store: StateStore;
  viewers: Viewers;
  groupProblems: GroupProblems;
  /** Those of the configuration. */
  sources: readonly string[];
}

/** Whom a sign-in name stands for, and what is to be known of that person; without `asker` nobody who can sign in. */
export function explainPerson(
  { store, viewers, sources, groupProblems }: Directories,
  uid: string,
): { asker: Asker | undefined; steps: ExplainStep[] } {
  const viewer = viewers.ofUid(uid);
  const person = viewer?.personId === undefined ? undefined : store.directory.person(viewer.personId);
  if (!viewer || !person) return { asker: undefined, steps: [nobody({ store, sources }, uid)] };
  const asker: Asker = {
    name: viewer.name,
    isSelf: false,
    principals: viewer.principals,
    people: entriesOf({ store, sources }, person),
  };
  const known: ExplainStep = {
    kind: 'person',
    says: 'info',
    text: `${viewer.name} (${person.person.uid}) is in the directory "${person.source}".`,
  };
  const others = asker.people.slice(1).map((other) => sameAs(viewer.name, other));
  return { asker, steps: [known, ...others, ...groupsIncomplete({ groupProblems }, asker)] };
}

/** The one they sign in with first. */
function entriesOf({ store, sources }: Pick<Directories, 'store' | 'sources'>, person: StoredPerson): StoredPerson[] {
  return [person, ...store.directory.entriesOf(person, sources).filter(({ id }) => id !== person.id)];
}

function sameAs(name: string, { person, source }: StoredPerson): ExplainStep {
  const text = `${name} is the same person as "${person.uid}" in the directory "${source}", so the groups of both count.`;
  return { kind: 'person', says: 'info', text };
}

function nobody({ store, sources }: Pick<Directories, 'store' | 'sources'>, uid: string): ExplainStep {
  const found = store.directory.personByUid(uid, sources) ?? store.directory.personByUid(uid);
  return { kind: 'person', says: 'no', text: whyNobody({ uid, found, sources }) };
}

function whyNobody({
  uid,
  found,
  sources,
}: {
  uid: string;
  found: StoredPerson | undefined;
  sources: readonly string[];
}): string {
  if (found === undefined)
    return `Nobody with the sign-in name "${uid}" is in a directory that Atrium reads, so nobody sees anything under that name.`;
  const who = `${found.person.name} (${found.person.uid})`;
  if (!sources.includes(found.source))
    return `${who} was in the directory "${found.source}", which is not in the configuration any more, and so sees nothing.`;
  if (found.disabled)
    return `The account of ${who} has ended, says the directory "${found.source}": nobody signs in with it or sees anything.`;
  return `${who} is in the directory "${found.source}", but several people have that sign-in name, so it stands for nobody.`;
}

function groupsIncomplete({ groupProblems }: Pick<Directories, 'groupProblems'>, { name, people }: Asker): ExplainStep[] {
  const directories = [...new Set(people.map(({ source }) => source))];
  return directories.flatMap((source) =>
    groupProblems(source).map(({ advice }) => {
      const text = `Groups of ${name} may be missing. The directory "${source}": ${advice}`;
      return { kind: 'person', says: 'unknown', text };
    }),
  );
}
