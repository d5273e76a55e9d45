import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { manyPeople, TREE, toLdif } from '../indexers/ldap/ldif.ts';
import { startSlapd } from '../support/slapd.ts';
import type { BenchResult } from './bench-result.ts';
import { median, runCommand } from './run-command.ts';

const PEOPLE = 100_000;
const ROUNDS = 3;
const PAGE = 250;
const reader = fileURLToPath(new URL('./read-source.ts', import.meta.url));
const cli = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));

/** What the source asks for; `ldapsearch` gets the same list, page size and filter. */
const ATTRIBUTES = [
  'entryUUID cn displayName givenName sn uid title departmentNumber ou l roomNumber mail telephoneNumber mobile homePhone pager',
  'facsimileTelephoneNumber employeeNumber preferredLanguage description manager uidNumber gidNumber modifyTimestamp',
]
  .join(' ')
  .split(' ');

/** A directory of 100,000 people read in full, against `ldapsearch` paging the same attributes from the same server. */
export async function benchDirectoryRead(): Promise<BenchResult[]> {
  const slapd = await startSlapd({ ldif: toLdif([...TREE, ...manyPeople(PEOPLE)]) });
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-bench-'));
  try {
    const config = {
      id: 'staff',
      kind: 'ldap',
      url: slapd.url,
      bindDn: slapd.bindDn,
      bindPassword: slapd.bindPassword,
      peopleBase: `ou=people,${slapd.suffix}`,
      pageSize: PAGE,
    };
    const reference: number[] = [];
    const ours: number[] = [];
    let peak = 0;
    for (let round = 0; round < ROUNDS; round++) {
      reference.push((await ldapsearch(slapd)).seconds);
      const run = await runCommand(process.execPath, [reader, JSON.stringify(config)]);
      const answer = JSON.parse(run.stdout) as { items: number; complete: boolean; seconds: number };
      if (answer.items !== PEOPLE || !answer.complete)
        throw new Error(`read ${answer.items} of ${PEOPLE}, complete: ${answer.complete}`);
      ours.push(run.seconds);
      peak = Math.max(peak, run.peakMegabytes);
    }
    return [...readResults(median(ours), median(reference), peak), ...(await wholeSync(folder, config))];
  } finally {
    await slapd.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function ldapsearch(slapd: { url: string; bindDn: string; bindPassword: string; suffix: string }) {
  const words = ['-x', '-LLL', '-H', slapd.url, '-D', slapd.bindDn, '-w', slapd.bindPassword, '-E', `pr=${PAGE}/noprompt`];
  return runCommand('ldapsearch', [...words, '-b', `ou=people,${slapd.suffix}`, '(objectClass=inetOrgPerson)', ...ATTRIBUTES], {
    discard: true,
  });
}

function readResults(ours: number, reference: number, peak: number): BenchResult[] {
  return [
    {
      what: `full read of ${PEOPLE} people over LDAP, whole process`,
      ours: `${ours.toFixed(2)} s`,
      reference: `ldapsearch ${reference.toFixed(2)} s`,
      ratio: (ours / reference).toFixed(2),
      promise: '≤ 4 ×',
      held: ours <= 4 * reference,
    },
    {
      what: '… its peak memory',
      ours: `${peak.toFixed(0)} MB`,
      reference: '–',
      ratio: '–',
      promise: '≤ 512 MB',
      held: peak <= 512,
    },
  ];
}

/** The same through `atrium sync`, ledger, directory and index included; and whether people of it are found then. */
async function wholeSync(folder: string, source: object): Promise<BenchResult[]> {
  const file = path.join(folder, 'atrium.yaml');
  await writeFile(file, JSON.stringify({ sources: [source] }));
  const run = await runCommand(process.execPath, [cli, 'sync', '--json', '--config', file], { cwd: folder });
  const { state, progress } = JSON.parse(run.stdout) as { state: string; progress: { added: number } };
  return [
    {
      what: `\`atrium sync\` of them (${state}, ${progress.added} added, ${run.seconds.toFixed(0)} s with indexing): peak memory`,
      ours: `${run.peakMegabytes.toFixed(0)} MB`,
      reference: '–',
      ratio: '–',
      promise: '≤ 512 MB',
      held: run.peakMegabytes <= 512 && state === 'complete' && progress.added === PEOPLE,
    },
    await findPeople(folder, file),
  ];
}

/** Some of them by full name, by e-mail and by the digits of the phone number: whether they come first. */
async function findPeople(folder: string, config: string): Promise<BenchResult> {
  const wanted = [7, 54_321, 99_999].flatMap((n) => {
    const uid = `p${String(n).padStart(6, '0')}`;
    return [`Łucja Żółw-${n}`, `${uid}@example.test`, `58${String(n).padStart(7, '0')}`].map((query) => ({ uid, query }));
  });
  let first = 0;
  for (const { uid, query } of wanted) {
    const words = [cli, 'search', query, '--type', 'people', '--json', '--config', config];
    const answer = JSON.parse((await runCommand(process.execPath, words, { cwd: folder })).stdout) as {
      people: { items: { uid: string }[] };
    };
    if (answer.people.items[0]?.uid === uid) first++;
    else process.stderr.write(`"${query}" did not bring ${uid} first, but ${answer.people.items[0]?.uid}\n`);
  }
  const held = first === wanted.length;
  return {
    what: '… people of them first by name, e-mail, phone digits',
    ours: `${first} of ${wanted.length}`,
    reference: '–',
    ratio: '–',
    promise: 'all',
    held,
  };
}
