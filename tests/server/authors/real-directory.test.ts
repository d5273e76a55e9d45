import { afterAll, beforeAll, expect, test } from 'vitest';
import { readText } from '#indexers/extractors/read-text.ts';
import { syncSource } from '#indexers/sync/sync-source.ts';
import type { ExtractionPool } from '#indexers/types/extraction.ts';
import type { Source } from '#indexers/types.ts';
import { PEOPLE, person, TREE, toLdif } from '../../indexers/ldap/ldif.ts';
import { testSource } from '../../indexers/ldap/test-source.ts';
import { createShelf, putFile, textPool } from '../../indexers/sync/sync-bench.ts';
import { createSearchHouse } from '../../support/search-house.ts';
import { type Slapd, startSlapd } from '../../support/slapd.ts';

/** A real directory, the real index: what a search finds of authors follows the directory, and no file is opened for it. */

const house = createSearchHouse();
const library = createShelf('library');
const memory = new Map<string, string>();
let slapd: Slapd;

const pool: ExtractionPool = {
  ...textPool,
  extract: async ({ path }) => {
    const extracted = readText(path, { maxCharacters: 10_000, maxPages: 10 });
    return { state: 'extracted', mediaType: 'text/plain', extracted };
  },
};

beforeAll(async () => {
  const ada = person('ada', { cn: 'Ada King', sn: 'King', givenName: 'Ada' });
  slapd = await startSlapd({ ldif: toLdif([...TREE, ada, person('koen', { cn: 'Koen Maes', sn: 'Maes', givenName: 'Koen' })]) });
  await house.prepare();
  putFile(library, 'a.txt', { text: 'Author: Ewa M. Lis\n\nAnemometers on the roof.' });
  putFile(library, 'b.txt', { text: 'Author: Ada King\n\nAnemometers in the lab.' });
  await run(testSource(slapd, {}, memory).source);
  await run(library.source);
});
afterAll(async () => {
  await house.close();
  await slapd?.stop();
});

async function run(source: Source): Promise<number> {
  const generation = house.store.runs.nextGeneration(source.id);
  const options = { full: false, dryRun: false, signal: AbortSignal.timeout(30_000) };
  for await (const event of syncSource({ source, state: house.store, sink: house.index, pool, generation, ...options }))
    if (event.type === 'end') {
      expect(event.outcome).toMatchObject({ state: 'complete' });
      return event.progress.attributed;
    }
  throw new Error('a run without an end');
}

const readDirectory = () => run(testSource(slapd, {}, memory).source);

/** Of a document as the search shows it: `name (uid)`. */
async function authorOf(path: string): Promise<string | undefined> {
  const { documents } = await house.ask({ q: 'anemometers', type: 'documents' });
  const [author] = documents.items.find((document) => document.path === path)?.authors ?? [];
  const uid = author?.personId ? house.store.directory.person(author.personId)?.person.uid : undefined;
  return uid === undefined ? author?.name : `${author?.name} (${uid})`;
}

test('who joins later gets the documents they wrote: found by them, and as their expert', async () => {
  expect(await authorOf('a.txt')).toBe('Ewa M. Lis');
  const ewa = person('ewa', { cn: 'Ewa Lis', sn: 'Lis', givenName: 'Ewa', modifyTimestamp: undefined, entryUUID: undefined });
  const { modifyTimestamp: _time, entryUUID: _uuid, ...attributes } = ewa.attributes;
  await slapd.modify(toLdif([{ dn: ewa.dn, attributes: { changetype: 'add', ...attributes } }]));
  const opened = library.opened.length;
  expect(await readDirectory()).toBe(1);
  expect(await authorOf('a.txt')).toBe('Ewa Lis (ewa)');
  expect(library.opened).toHaveLength(opened);
  const [expert] = (await house.experts('anemometers')).filter((one) => one.person.uid === 'ewa');
  expect(expert?.evidence.map(({ path }) => path)).toEqual(['a.txt']);
  expect((await house.documentsBy(expert?.person.id ?? '')).total).toBe(1);
});

test('who is renamed is shown by the new name', async () => {
  await slapd.modify(`dn: uid=ewa,${PEOPLE}\nchangetype: modify\nreplace: cn\ncn: Ewa Lis-Maes\ncn: Ewa Lis\n`);
  await readDirectory();
  expect(await authorOf('a.txt')).toBe('Ewa Lis-Maes (ewa)');
});

test('a second person of one name makes it a text', async () => {
  await slapd.modify(
    `dn: uid=koen,${PEOPLE}\nchangetype: modify\nreplace: cn\ncn: Ada King\n-\nreplace: sn\nsn: King\n-\nreplace: givenName\ngivenName: Ada\n`,
  );
  await readDirectory();
  expect(await authorOf('b.txt')).toBe('Ada King');
});

test('of who leaves the name stays, and nobody is told for it', async () => {
  await slapd.modify(`dn: uid=ewa,${PEOPLE}\nchangetype: delete\n`);
  await readDirectory();
  house.store.held.confirm('staff');
  await readDirectory();
  expect(await authorOf('a.txt')).toBe('Ewa M. Lis');
  expect((await house.experts('anemometers')).map(({ person }) => person.uid)).not.toContain('ewa');
});
