import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** An entry with its attributes in the spelling of their schemas. */
export interface DirectoryEntry {
  dn: string;
  attributes: Record<string, (string | Buffer)[]>;
}

const Person = z.strictObject({
  uid: z.string(),
  givenName: z.string().nullable(),
  surname: z.string(),
  title: z.string(),
  department: z.string(),
  location: z.string(),
  room: z.string(),
  phone: z.string(),
  mobile: z.string().nullable(),
  email: z.string(),
  manager: z.string().nullable(),
  employeeNumber: z.string(),
  uidNumber: z.int(),
  since: z.string(),
  skills: z.array(z.string()),
  languages: z.array(z.string()),
  bio: z.string(),
  /** Drawn into `portraits/` beforehand. */
  portrait: z.unknown(),
});

const Group = z.strictObject({
  name: z.string(),
  gidNumber: z.int(),
  description: z.string(),
  members: z.array(z.string()),
  groups: z.array(z.string()),
});

/** The invented company as a directory would hold it: inetOrgPerson (RFC 2798) and groupOfNames with POSIX numbers. */
export async function readCompanyEntries(companyDir: string, suffix: string): Promise<DirectoryEntry[]> {
  const peopleFile = path.join(companyDir, 'people.yaml');
  const groupsFile = path.join(companyDir, 'groups.yaml');
  const people = z.array(Person).parse(parse(await readFile(peopleFile, 'utf8')));
  const groups = z.array(Group).parse(parse(await readFile(groupsFile, 'utf8')));
  const [changed, groupsChanged] = [(await stat(peopleFile)).mtime, (await stat(groupsFile)).mtime];
  const portraits = await Promise.all(people.map(({ uid }) => readPortrait(path.join(companyDir, 'portraits', `${uid}.jpg`))));
  return [
    ...branches(suffix),
    ...people.map((person, position) => personEntry({ person, portrait: portraits[position], suffix, changed })),
    ...groups.map((group) => groupEntry({ group, suffix, changed: groupsChanged })),
  ];
}

/** The attributes that are sent only when they are asked for by name (RFC 4512, 3.4). */
export const OPERATIONAL_ATTRIBUTES: ReadonlySet<string> = new Set(['entryuuid', 'modifytimestamp']);

function branches(suffix: string): DirectoryEntry[] {
  const organisation = suffix.split(',')[0]?.split('=')[1] ?? suffix;
  return [
    { dn: suffix, attributes: { objectClass: ['top', 'dcObject', 'organization'], dc: [organisation], o: [organisation] } },
    ...['people', 'groups'].map((ou) => ({
      dn: `ou=${ou},${suffix}`,
      attributes: { objectClass: ['top', 'organizationalUnit'], ou: [ou] },
    })),
  ];
}

interface Portrait {
  bytes: Buffer;
  changed: Date;
}

function personEntry(o: {
  person: z.output<typeof Person>;
  portrait: Portrait | undefined;
  suffix: string;
  changed: Date;
}): DirectoryEntry {
  const { person, portrait, suffix } = o;
  const name = [person.givenName, person.surname].filter((part) => part !== null).join(' ');
  const dnOf = (uid: string): string => `uid=${uid},ou=people,${suffix}`;
  const changed = portrait && portrait.changed > o.changed ? portrait.changed : o.changed;
  return {
    dn: dnOf(person.uid),
    attributes: present({
      objectClass: ['top', 'person', 'organizationalPerson', 'inetOrgPerson', 'posixAccount'],
      uid: [person.uid],
      cn: [name],
      displayName: [name],
      givenName: [person.givenName],
      sn: [person.surname],
      title: [person.title],
      departmentNumber: [person.department],
      l: [person.location],
      roomNumber: [person.room],
      telephoneNumber: [person.phone],
      mobile: [person.mobile],
      mail: [person.email],
      manager: [person.manager === null ? null : dnOf(person.manager)],
      employeeNumber: [person.employeeNumber],
      uidNumber: [String(person.uidNumber)],
      // A group of one's own, as Unix systems give everybody.
      gidNumber: [String(person.uidNumber)],
      homeDirectory: [`/home/${person.uid}`],
      preferredLanguage: [person.languages.map(languageTag).join(', ')],
      businessCategory: person.skills,
      description: [person.bio],
      jpegPhoto: [portrait?.bytes ?? null],
      entryUUID: [uuid(`person ${person.uid}`)],
      modifyTimestamp: [generalizedTime(changed)],
    }),
  };
}

function groupEntry({
  group,
  suffix,
  changed,
}: {
  group: z.output<typeof Group>;
  suffix: string;
  changed: Date;
}): DirectoryEntry {
  const dnOf = (name: string): string => `cn=${name},ou=groups,${suffix}`;
  return {
    dn: dnOf(group.name),
    attributes: present({
      objectClass: ['top', 'groupOfNames', 'posixGroup'],
      cn: [group.name],
      description: [group.description],
      gidNumber: [String(group.gidNumber)],
      member: [...group.members.map((uid) => `uid=${uid},ou=people,${suffix}`), ...group.groups.map(dnOf)],
      entryUUID: [uuid(`group ${group.name}`)],
      modifyTimestamp: [generalizedTime(changed)],
    }),
  };
}

/** An attribute without a value does not exist in a directory. */
function present(attributes: Record<string, (string | Buffer | null)[]>): DirectoryEntry['attributes'] {
  const result: DirectoryEntry['attributes'] = {};
  for (const [name, list] of Object.entries(attributes)) {
    const values = list.filter((value) => value !== null).filter((value) => value.length > 0);
    if (values.length > 0) result[name] = values;
  }
  return result;
}

async function readPortrait(file: string): Promise<Portrait | undefined> {
  try {
    return { bytes: await readFile(file), changed: (await stat(file)).mtime };
  } catch (error) {
    // Not everybody uploaded a picture.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The same for a name on every machine and in every start: people keep their identity (RFC 9562, version 8). */
function uuid(name: string): string {
  const hex = createHash('sha256').update(`fennmark ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** RFC 4517, 3.3.13. */
function generalizedTime(date: Date): string {
  return `${date.toISOString().replace(/[-:T]|\.\d+Z$/g, '')}Z`;
}

/** `Portuguese` → `pt`: `preferredLanguage` holds tags (RFC 2798, 2.7). Languages without a two-letter tag keep their name. */
function languageTag(name: string): string {
  return TAGS.get(name) ?? name;
}

const TAGS = languageTags();
function languageTags(): Map<string, string> {
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const tags = letters.flatMap((first) => letters.map((second) => first + second));
  const current = tags.filter((tag) => Intl.getCanonicalLocales(tag)[0] === tag);
  return new Map(current.map((tag) => [names.of(tag) ?? tag, tag]));
}
