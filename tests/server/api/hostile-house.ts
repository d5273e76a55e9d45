import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { GROUPS, group, PEOPLE, person, TREE, toLdif } from '../../indexers/ldap/ldif.ts';
import { type AtriumProcess, startAtrium } from '../../support/atrium-process.ts';
import { commandLine } from '../../support/command-line.ts';
import type { SharedMeilisearch } from '../../support/meilisearch.ts';
import { startSlapd } from '../../support/slapd.ts';

/** What would run, were it ever taken for HTML. */
export const SCRIPT = '<script>window.hacked=1</script>';
export const IMAGE = '"><img src=x onerror="window.hacked=1">';
/** What would let everything through, were it ever taken for a part of a filter. */
export const FILTER = 'x"] OR aclId EXISTS OR "';
/** What would begin another header line or another card property, were it ever written as it is. */
export const LINES = 'one\r\nSet-Cookie: evil=1\r\n\r\n<b>two';

/** Names of files: everything but "/" and NUL may be in one. */
export const FILE_NAMES = [
  'a"quoted"; filename="evil.html".txt',
  `lines ${LINES.replaceAll('/', '')}.txt`,
  'turned \u202etxt.exe',
  'çédille 日本語 😀.txt',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd.txt',
  'up ..\\..\\etc\\passwd.txt',
  `${IMAGE}.txt`,
  `${SCRIPT.replaceAll('/', '')}.html`,
];

export interface HostileHouse {
  atrium: AtriumProcess;
  /** The cookie of somebody who has signed in; everybody's password is `pass`. */
  cookieOf(uid: string): Promise<string>;
  stop(): Promise<void>;
}

/** Atrium over a directory and two drives in which every name means harm; `secret` is a drive for a group that nobody is in. */
export async function startHostileHouse(options: {
  meilisearch: SharedMeilisearch;
  name: string;
  server?: object;
}): Promise<HostileHouse> {
  const { meilisearch, name } = options;
  const folder = await mkdtemp(path.join(tmpdir(), `atrium-${name}-`));
  await writeDrives(folder);
  const slapd = await startSlapd({ ldif: toLdif(ENTRIES) });
  const configFile = path.join(folder, 'atrium.yaml');
  const { url, apiKey } = meilisearch;
  const directory = { id: 'staff', kind: 'ldap', url: slapd.url, bindDn: slapd.bindDn, bindPassword: slapd.bindPassword };
  await writeFile(
    configFile,
    JSON.stringify({
      server: options.server ?? {},
      dataDir: './data',
      meilisearch: { url, apiKey, indexPrefix: `${meilisearch.indexPrefix}${name}-` },
      auth: { method: 'directory', admins: ['group:atrium-admins'] },
      sources: [
        { ...directory, peopleBase: PEOPLE, groupsBase: GROUPS, attributes: { department: 'departmentNumber' } },
        { id: 'library', kind: 'drive', path: './library', permissions: 'everyone', labels: { '**/*.html': FILTER } },
        { id: 'secret', kind: 'drive', path: './secret', permissions: { groups: ['board'] } },
      ],
    }),
  );
  const { code, stdout, stderr } = await commandLine({ configFile }).run(['sync']);
  if (code !== 0) throw new Error(`the sources were not read:\n${stdout}${stderr}`);
  const atrium = await startAtrium({ configFile, folder });
  return {
    atrium,
    async cookieOf(uid) {
      const body = JSON.stringify({ username: uid, password: 'pass' });
      const response = await fetch(`${atrium.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      if (!response.ok) throw new Error(`${uid} cannot sign in: ${await response.text()}`);
      return response.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; ');
    },
    async stop() {
      await atrium.stop();
      await slapd.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const password = { userPassword: 'pass' };
const ENTRIES = [
  ...TREE,
  person('grace', { ...password, cn: 'Grace Hopper', sn: 'Hopper' }),
  person('mallory', { ...password, cn: `Mallory ${IMAGE}`, sn: SCRIPT, title: SCRIPT, departmentNumber: FILTER, l: IMAGE }),
  person('eve', {
    ...password,
    cn: `Eve ${LINES}`,
    sn: 'Eve',
    title: LINES,
    telephoneNumber: '+1 555 0100',
    description: SCRIPT,
  }),
  group('atrium-admins', [`uid=grace,${PEOPLE}`]),
  // The comma and the quotes of the name are escaped in the DN only (RFC 4514 §2.4).
  { ...group(FILTER, [`uid=mallory,${PEOPLE}`]), dn: `cn=x\\22] OR aclId EXISTS OR \\22,${GROUPS}` },
];

async function writeDrives(folder: string): Promise<void> {
  for (const drive of ['library', 'secret']) await mkdir(path.join(folder, drive));
  await Promise.all(
    FILE_NAMES.map((file) => writeFile(path.join(folder, 'library', file), `A heron of the file. ${SCRIPT} ${IMAGE} ${LINES}\n`)),
  );
  await writeFile(path.join(folder, 'secret', 'plan.txt'), 'The secret plan of the heron: tindra.\n');
}
