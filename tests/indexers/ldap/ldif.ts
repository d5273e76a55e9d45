import { createHash } from 'node:crypto';

type Value = string | Uint8Array;
export interface LdifEntry {
  dn: string;
  attributes: Record<string, Value | Value[] | undefined>;
}

/** Entries as LDIF (RFC 2849); everything is written in base64, which is always safe. */
export function toLdif(entries: LdifEntry[]): string {
  return `${entries.map(writeEntry).join('\n\n')}\n`;
}

function writeEntry({ dn, attributes }: LdifEntry): string {
  const lines = [`dn:: ${Buffer.from(dn).toString('base64')}`];
  for (const [name, values] of Object.entries(attributes))
    for (const value of values === undefined ? [] : [values].flat())
      lines.push(`${name}:: ${Buffer.from(value).toString('base64')}`);
  return lines.join('\n');
}

export const SUFFIX = 'dc=example,dc=test';
export const PEOPLE = `ou=people,${SUFFIX}`;
export const GROUPS = `ou=groups,${SUFFIX}`;

/** The suffix and its two branches. */
export const TREE: LdifEntry[] = [
  { dn: SUFFIX, attributes: { objectClass: ['organization', 'dcObject'], o: 'Example', dc: 'example' } },
  { dn: PEOPLE, attributes: { objectClass: 'organizationalUnit', ou: 'people' } },
  { dn: GROUPS, attributes: { objectClass: 'organizationalUnit', ou: 'groups' } },
];

/** A UUID that is always the same for a name. */
export function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** An inetOrgPerson with defaults for everything; `undefined` leaves an attribute out. */
export function person(uid: string, overrides: LdifEntry['attributes'] = {}): LdifEntry {
  return {
    dn: `uid=${uid},${PEOPLE}`,
    attributes: {
      objectClass: ['inetOrgPerson', 'posixAccount'],
      uid,
      cn: `Person ${uid}`,
      sn: uid,
      mail: `${uid}@example.test`,
      uidNumber: '20000',
      gidNumber: '30000',
      homeDirectory: `/home/${uid}`,
      entryUUID: uuidOf(uid),
      modifyTimestamp: '20260101000000Z',
      ...overrides,
    },
  };
}

export function group(cn: string, members: string[], overrides: LdifEntry['attributes'] = {}): LdifEntry {
  return {
    dn: `cn=${cn},${GROUPS}`,
    attributes: { objectClass: 'groupOfNames', cn, member: members, entryUUID: uuidOf(`group ${cn}`), ...overrides },
  };
}

/** People who differ in every field, with managers, photos on every tenth and names beyond ASCII. */
export function* manyPeople(count: number, options: { photos?: boolean } = {}): Generator<LdifEntry> {
  for (let n = 0; n < count; n++) {
    const uid = `p${String(n).padStart(6, '0')}`;
    yield person(uid, {
      cn: [`Łucja Żółw-${n}`, `Lucja ${n}`],
      displayName: `Łucja Żółw-${n}`,
      givenName: 'Łucja',
      sn: `Żółw-${n}`,
      title: `Engineer ${n % 50}`,
      departmentNumber: `Department ${n % 40}`,
      l: ['Gdańsk', 'Lisbon', 'Rotterdam'][n % 3],
      roomNumber: `A.${n % 500}`,
      telephoneNumber: `+48 58 ${String(n).padStart(7, '0')}`,
      mobile: `+48 505 ${String(n).padStart(6, '0')}`,
      employeeNumber: String(n),
      description: `Works on part ${n} of the whole, and has done so for ${n % 30} years without complaint.`,
      manager: n === 0 ? undefined : `uid=p${String(Math.floor(n / 10)).padStart(6, '0')},${PEOPLE}`,
      uidNumber: String(20_000 + n),
      jpegPhoto: options.photos && n % 10 === 0 ? new Uint8Array(4_000).fill(n) : undefined,
    });
  }
}
