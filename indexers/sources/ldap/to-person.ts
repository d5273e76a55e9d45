import type { Principal } from '../../types/access.ts';
import type { PersonContent } from '../../types/content.ts';
import { firstValueOf, valuesOf } from './attribute-schema.ts';
import type { AttributeMapping, PersonField } from './person-fields.ts';
import type { Vendor } from './vendors.ts';
import type { LdapEntry } from './wire/incoming.ts';

/** What a directory's entries mean, settled once per run. */
interface Meaning {
  mapping: AttributeMapping;
  vendor: Pick<Vendor, 'primaryGroup'>;
}

/** The person an entry describes, or undefined when it has no sign-in name. */
export function toPerson(entry: LdapEntry, meaning: Meaning, canonicalDn: (dn: string) => string): PersonContent | undefined {
  const { mapping } = meaning;
  const first = (field: PersonField): string | undefined => firstValue(entry, mapping[field]);
  const all = (field: PersonField): string[] => allValues(entry, mapping[field]);
  const uid = first('uid');
  if (uid === undefined) return undefined;
  const givenName = first('givenName');
  const surname = first('surname');
  const name = first('name') ?? ([givenName, surname].filter(Boolean).join(' ') || uid);
  const manager = first('manager');
  return {
    kind: 'person',
    uid,
    name,
    givenName,
    surname,
    otherNames: all('otherNames').filter((other) => other !== name),
    title: first('title'),
    department: first('department'),
    location: first('location'),
    room: first('room'),
    emails: all('email'),
    phones: PHONES.flatMap((kind) => all(kind.field).map((number) => ({ kind: kind.kind, number }))),
    employeeNumber: first('employeeNumber'),
    skills: all('skills'),
    languages: all('languages'),
    bio: first('bio'),
    key: canonicalDn(entry.dn),
    managerKey: manager === undefined ? undefined : canonicalDn(manager),
    principals: principalsOf(entry, uid, mapping),
    primaryGroup: primaryGroupOf(entry, meaning),
  };
}

/** What has to be asked for. Photos are not: they are read one by one, when they are new. */
export function personAttributes(mapping: AttributeMapping, vendor: Pick<Vendor, 'primaryGroup'>): string[] {
  const mapped = Object.entries(mapping).flatMap(([field, names]) => (field === 'photo' ? [] : names));
  const sids = vendor.primaryGroup === 'primaryGroupID' ? ['primaryGroupID', 'objectSid', 'sIDHistory'] : [];
  return [...mapped, ...sids];
}

const PHONES = [
  { field: 'phone', kind: 'work' },
  { field: 'mobile', kind: 'mobile' },
  { field: 'home', kind: 'home' },
  { field: 'fax', kind: 'fax' },
  { field: 'pager', kind: 'pager' },
] as const;

function principalsOf(entry: LdapEntry, uid: string, mapping: AttributeMapping): Principal[] {
  const numbers = allValues(entry, mapping.uidNumber).map((number) => `uid:${number}`);
  // A file server goes by former SIDs too.
  const sids = [...valuesOf(entry, 'objectSid'), ...valuesOf(entry, 'sIDHistory').sort()].map((sid) => `sid:${sid}`);
  return [`user:${uid}`, ...numbers, ...sids];
}

function primaryGroupOf(entry: LdapEntry, { vendor, mapping }: Meaning): Principal | undefined {
  if (vendor.primaryGroup === 'gidNumber') {
    const number = firstValue(entry, mapping.gidNumber);
    return number === undefined ? undefined : `gid:${number}`;
  }
  // A group of the person's own domain: its SID with another last part.
  const sid = firstValueOf(entry, 'objectSid');
  const group = firstValueOf(entry, 'primaryGroupID');
  return sid === undefined || group === undefined ? undefined : `sid:${sid.slice(0, sid.lastIndexOf('-'))}-${group}`;
}

function firstValue(entry: LdapEntry, attributes: readonly string[]): string | undefined {
  for (const attribute of attributes) {
    const value = firstValueOf(entry, attribute);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Every distinct value (letter case aside) of every attribute, in the order of the mapping. */
function allValues(entry: LdapEntry, attributes: readonly string[]): string[] {
  const values =
    attributes.length === 1 ? valuesOf(entry, attributes[0] ?? '') : attributes.flatMap((name) => valuesOf(entry, name));
  if (values.length < 2) return values;
  const seen = new Set<string>();
  return values.filter((value) => {
    const folded = value.toLowerCase();
    return !seen.has(folded) && seen.add(folded);
  });
}
