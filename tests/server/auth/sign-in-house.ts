import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { GROUPS, group, type LdifEntry, PEOPLE, person, SUFFIX, TREE, toLdif, uuidOf } from '../../indexers/ldap/ldif.ts';
import { type AtriumProcess, startAtrium } from '../../support/atrium-process.ts';
import { commandLine } from '../../support/command-line.ts';
import type { SharedMeilisearch } from '../../support/meilisearch.ts';
import { type Slapd, startSlapd } from '../../support/slapd.ts';

const CONTRACTORS = `ou=contractors,${SUFFIX}`;

/** Ada is in the directory's group of readers; there are two people called twin, in two branches. */
const ENTRIES: LdifEntry[] = [
  ...TREE,
  { dn: CONTRACTORS, attributes: { objectClass: 'organizationalUnit', ou: 'contractors' } },
  person('ada', { cn: 'Ada Lovelace', sn: 'Lovelace' }),
  person('jürgen', { cn: 'Jürgen Groß', sn: 'Groß', mail: 'juergen@example.test', homeDirectory: '/' }),
  person('grace'),
  person('twin', { mail: 'one@example.test' }),
  { ...person('twin', { mail: 'two@example.test', entryUUID: uuidOf('the other twin') }), dn: `uid=twin,${CONTRACTORS}` },
  group('readers', [`uid=ada,${PEOPLE}`]),
  group('atrium-admins', [`uid=grace,${PEOPLE}`]),
];

export function startDirectory(): Promise<Slapd> {
  return startSlapd({ ldif: toLdif(ENTRIES) });
}

/** Both branches as sources, `staff` and `contractors`. */
export function directorySources({ url, bindDn, bindPassword }: Slapd): object[] {
  const base = { kind: 'ldap', url, bindDn, bindPassword, groupsBase: GROUPS };
  return [
    { ...base, id: 'staff', peopleBase: PEOPLE },
    { ...base, id: 'contractors', peopleBase: CONTRACTORS },
  ];
}

/** Atrium with a configuration of its own, its sources read once. */
export async function startHouse(options: {
  meilisearch: SharedMeilisearch;
  name: string;
  server?: object;
  auth: object;
  sources?: object[];
  port?: number;
}): Promise<AtriumProcess> {
  const { meilisearch, name, server = {}, auth, sources = [], port } = options;
  const folder = await mkdtemp(path.join(tmpdir(), `atrium-${name}-`));
  const configFile = path.join(folder, 'atrium.yaml');
  const { url, apiKey } = meilisearch;
  const indexPrefix = `${meilisearch.indexPrefix}${name}-`;
  await writeFile(
    configFile,
    JSON.stringify({ server, dataDir: './data', meilisearch: { url, apiKey, indexPrefix }, auth, sources }),
  );
  if (sources.length > 0) {
    const { code, stderr } = await commandLine({ configFile }).run(['sync']);
    if (code !== 0) throw new Error(`the sources were not read:\n${stderr}`);
  }
  const atrium = await startAtrium({ configFile, folder, ...(port === undefined ? {} : { port }) });
  return {
    ...atrium,
    async stop() {
      await atrium.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
