import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

/** Where the demo company's data lives in the project. */
export const companyDir = fileURLToPath(import.meta.resolve('#fixtures/company/people.yaml')).replace(/people\.yaml$/, '');

const People = z.array(z.looseObject({ uid: z.string(), givenName: z.string().nullable(), surname: z.string() }));
const Access = z.record(z.string(), z.array(z.string()));

/** Full names by sign-in name: documents name their authors by these. */
export async function readAuthorNames(): Promise<Map<string, string>> {
  const people = People.parse(parse(await readFile(path.join(companyDir, 'people.yaml'), 'utf8')));
  return new Map(people.map((person) => [person.uid, [person.givenName, person.surname].filter(Boolean).join(' ')]));
}

/** Restricted top-level folders and the groups that may read them. */
export async function readAccess(): Promise<Record<string, string[]>> {
  return Access.parse(parse(await readFile(path.join(companyDir, 'access.yaml'), 'utf8')));
}
