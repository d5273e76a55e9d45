import { type LdifEntry, toLdif } from '../../indexers/ldap/ldif.ts';
import type { Directory } from '../installation/sources.ts';
import type { InventedPerson } from './people.ts';

const SUFFIX = 'dc=invented,dc=example';
const PEOPLE = `ou=people,${SUFFIX}`;

/** An LDAP directory of invented people, as inetOrgPerson has them. */
export function inventedDirectory(people: readonly InventedPerson[]): Directory {
  const tree: LdifEntry[] = [
    { dn: SUFFIX, attributes: { objectClass: ['organization', 'dcObject'], o: 'Invented', dc: 'invented' } },
    { dn: PEOPLE, attributes: { objectClass: 'organizationalUnit', ou: 'people' } },
  ];
  return { ldif: toLdif([...tree, ...people.map(asEntry)]), suffix: SUFFIX, peopleBase: PEOPLE };
}

function asEntry(person: InventedPerson): LdifEntry {
  const { uid, name, given, surname, romanised, listsRomanised, city, managerUid } = person;
  return {
    dn: dnOf(uid),
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
      manager: managerUid === undefined ? undefined : dnOf(managerUid),
    },
  };
}

export function phoneOf({ city, line, extension }: InventedPerson): string {
  return `${city.dialling} ${line}${extension === undefined ? '' : ` ext. ${extension}`}`;
}

function dnOf(uid: string): string {
  return `uid=${uid},${PEOPLE}`;
}
