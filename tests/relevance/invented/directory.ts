import { type LdifEntry, toLdif } from '../../indexers/ldap/ldif.ts';
import type { Directory } from '../installation/sources.ts';
import type { InventedPerson } from './people.ts';

/** An LDAP directory of invented people, as inetOrgPerson has them. `suffix` is of the form `dc=…,dc=…`. */
export function inventedDirectory(people: readonly InventedPerson[], suffix = 'dc=invented,dc=example'): Directory {
  const peopleBase = `ou=people,${suffix}`;
  const dc = /^dc=([^,]+)/.exec(suffix)?.[1];
  const tree: LdifEntry[] = [
    { dn: suffix, attributes: { objectClass: ['organization', 'dcObject'], o: 'Invented', dc } },
    { dn: peopleBase, attributes: { objectClass: 'organizationalUnit', ou: 'people' } },
  ];
  return { ldif: toLdif([...tree, ...people.map((person) => asEntry(person, peopleBase))]), suffix, peopleBase };
}

function asEntry(person: InventedPerson, peopleBase: string): LdifEntry {
  const { uid, name, given, surname, romanised, listsRomanised, city, managerUid } = person;
  return {
    dn: dnOf(uid, peopleBase),
    attributes: {
      objectClass: 'inetOrgPerson',
      uid,
      cn: romanised !== undefined && listsRomanised ? [name, romanised] : name,
      displayName: name,
      givenName: given,
      sn: surname,
      title: person.title,
      departmentNumber: person.department,
      l: city.city,
      st: city.country,
      telephoneNumber: phoneOf(person),
      mail: person.email,
      employeeNumber: person.employeeNumber,
      manager: managerUid === undefined ? undefined : dnOf(managerUid, peopleBase),
    },
  };
}

export function phoneOf({ city, line, extension }: InventedPerson): string {
  return `${city.dialling} ${line}${extension === undefined ? '' : ` ext. ${extension}`}`;
}

function dnOf(uid: string, peopleBase: string): string {
  return `uid=${uid},${peopleBase}`;
}
