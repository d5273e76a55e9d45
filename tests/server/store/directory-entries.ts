import type { GroupContent, PersonContent } from '#indexers/types/content.ts';
import type { StateStore, StoredPerson } from '#server/store/state-store.ts';

/** Puts people and groups into a store: the id of an entry is `<source>-<uid>`, its key `uid=<uid>`, that of a group `cn=<name>`. */
export function fillDirectory(store: StateStore) {
  function person(source: string, uid: string, o: Partial<PersonContent> = {}): void {
    store.directory.putPerson(source, `${source}-${uid}`, `item-${uid}`, {
      kind: 'person',
      uid,
      name: uid,
      otherNames: [],
      emails: [],
      phones: [],
      skills: [],
      languages: [],
      key: `uid=${uid}`,
      principals: [`user:${uid}`, `sid:${source}-${uid}`],
      ...o,
    });
  }

  function group(source: string, name: string, members: string[], o: Partial<GroupContent> = {}): void {
    store.directory.putGroup(source, `item-${name}`, {
      kind: 'group',
      name,
      key: `cn=${name}`,
      memberKeys: members.map((member) => (member.startsWith('cn=') ? member : `uid=${member}`)),
      memberUids: [],
      principals: [`group:${name}`],
      ...o,
    });
  }

  function entry(id: string): StoredPerson {
    const found = store.directory.person(id);
    if (found === undefined) throw new Error(`${id} is not there`);
    return found;
  }

  return { person, group, entry };
}
