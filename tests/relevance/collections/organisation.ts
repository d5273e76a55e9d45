import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type LdifEntry, toLdif } from '../../indexers/ldap/ldif.ts';
import type { Directory } from '../installation/sources.ts';
import type { PlainDocument } from '../references/plain-document.ts';
import { readJsonLines, readTable } from '../scoring/trec-files.ts';

const Person = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string().nullish(),
  department: z.string().nullish(),
  location: z.string().nullish(),
  email: z.string().nullish(),
  bio: z.string().nullish(),
  skills: z.array(z.string()).nullish(),
});

const SUFFIX = 'dc=example,dc=com';
const PEOPLE = `ou=people,${SUFFIX}`;

/** `people.jsonl` of an organisation as a directory; the id of each is the sign-in name. Two that differ only in case are one. */
export function organisationDirectory(folder: string): Directory {
  const people = new Map(
    readJsonLines(path.join(folder, 'people.jsonl'), Person).map((person) => [person.id.toLowerCase(), person]),
  );
  const tree: LdifEntry[] = [
    { dn: SUFFIX, attributes: { objectClass: ['organization', 'dcObject'], o: 'Example', dc: 'example' } },
    { dn: PEOPLE, attributes: { objectClass: 'organizationalUnit', ou: 'people' } },
  ];
  const ldif = toLdif([...tree, ...[...people.values()].map(asEntry)]);
  // inetOrgPerson knows no skills; businessCategory may have several values.
  return { ldif, suffix: SUFFIX, peopleBase: PEOPLE, attributes: { skills: 'businessCategory' } };
}

function asEntry({ id, name, title, department, location, email, bio, skills }: z.output<typeof Person>): LdifEntry {
  const words = name.split(' ');
  const attributes = {
    objectClass: 'inetOrgPerson',
    uid: id,
    cn: name,
    sn: words.at(-1) ?? name,
    givenName: words.length > 1 ? words[0] : undefined,
    title: title || undefined,
    departmentNumber: department || undefined,
    l: location || undefined,
    mail: email || undefined,
    description: bio || undefined,
    businessCategory: skills?.filter((skill) => skill !== ''),
  };
  return { dn: `uid=${id},${PEOPLE}`, attributes };
}

/** The documents as they were written: what the references get. */
export function organisationDocuments(folder: string): PlainDocument[] {
  const root = path.join(folder, 'docs');
  return globSync('**/*.{md,rst,txt}', { cwd: root }).map((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    return { id: file, title: path.basename(file).replace(/\.\w+$/, ''), text };
  });
}

/** Who wrote each document. */
export function readAuthorship(folder: string): Map<string, string[]> {
  const authors = new Map<string, string[]>();
  for (const [document = '', person = ''] of readTable(path.join(folder, 'authorship.tsv')).slice(1))
    authors.set(document, [...(authors.get(document) ?? []), person]);
  return authors;
}
