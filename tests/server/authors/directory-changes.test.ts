import { beforeEach, describe, expect, test } from 'vitest';
import { readText } from '#indexers/extractors/read-text.ts';
import type { ExtractionPool } from '#indexers/types/extraction.ts';
import {
  type Bench,
  createBench,
  createShelf,
  putFile,
  putPerson,
  type Shelf,
  textPool,
} from '../../indexers/sync/sync-bench.ts';

/** Reads the header lines of texts, as the extractor does. */
const pool: ExtractionPool = {
  ...textPool,
  extract: async ({ path }) => {
    const extracted = readText(path, { maxCharacters: 10_000, maxPages: 10 });
    return { state: 'extracted', mediaType: 'text/plain', extracted };
  },
};

let bench: Bench;
let staff: Shelf;
let library: Shelf;

beforeEach(async () => {
  bench = createBench();
  staff = createShelf('staff');
  library = createShelf('library');
  putPerson(staff, 'koen', { name: 'Koen Verbruggen' });
  putFile(library, 'gauges.txt', { text: 'Author: Ada King <ada@example.com>\n\nGauges.' });
  putFile(library, 'radar.txt', { text: 'Authors: Ada King, Koen Verbruggen\n\nRadar.' });
  putFile(library, 'soup.txt', { text: 'Author: Koen Verbruggen\n\nSoup. Ask Ada King or Koen Verbruggen.' });
  await bench.run(staff);
  await bench.run(library, { pool });
});

const recordOf = (path: string) => bench.ledger(library).get(path)?.recordId ?? '';
/** As the ledger and as the index have them, which must agree. */
function authorsOf(path: string): string[] {
  const told = bench.ledger(library).get(path)?.document?.authors ?? [];
  expect(bench.sink.authors.get(recordOf(path))).toEqual(told);
  return told.map(({ name, personId }) => (personId === null ? name : `${name} = ${uidOf(personId)}`));
}
const uidOf = (id: string) => bench.store.directory.person(id)?.person.uid;
const later = (uid: string, name: string, o: object = {}) => putPerson(staff, uid, { name, version: '2', ...o });

describe('without opening a file, documents get the authors that the directory knows now', () => {
  test('who joins gets what they wrote', async () => {
    expect(authorsOf('gauges.txt')).toEqual(['Ada King']);
    later('ada', 'Ada King');
    const opened = library.opened.length;
    expect((await bench.run(staff)).progress).toMatchObject({ attributed: 2 });
    expect(authorsOf('gauges.txt')).toEqual(['Ada King = ada']);
    expect(authorsOf('radar.txt')).toEqual(['Ada King = ada', 'Koen Verbruggen = koen']);
    expect(library.opened).toHaveLength(opened);
    expect((await bench.run(staff)).progress).toMatchObject({ attributed: 0 });
  });

  test('of who leaves the name stays as the file has it', async () => {
    staff.items.delete('koen');
    putPerson(staff, 'ewa');
    await bench.run(staff);
    staff.items.delete('koen');
    bench.store.held.confirm('staff');
    await bench.run(staff);
    expect(authorsOf('radar.txt')).toEqual(['Ada King', 'Koen Verbruggen']);
  });

  test('whose account ends is a name again, and comes back with the account', async () => {
    bench.store.directory.setDisabled('staff', 'koen', true);
    await bench.run(library, { pool });
    expect(authorsOf('radar.txt')).toEqual(['Ada King', 'Koen Verbruggen']);
    bench.store.directory.setDisabled('staff', 'koen', false);
    await bench.run(library, { pool });
    expect(authorsOf('radar.txt')).toEqual(['Ada King', 'Koen Verbruggen = koen']);
  });

  test('a second person of the name makes it a text, until one of them is called otherwise', async () => {
    later('koen2', 'Koen Verbruggen');
    await bench.run(staff);
    expect(authorsOf('radar.txt')).toEqual(['Ada King', 'Koen Verbruggen']);
    later('koen2', 'Koen Peeters', { version: '3' });
    await bench.run(staff);
    expect(authorsOf('radar.txt')).toEqual(['Ada King', 'Koen Verbruggen = koen']);
  });

  test('who is renamed is shown by the new name, and only where the old one is still known', async () => {
    later('koen', 'Koen Maes', { otherNames: ['Koen Verbruggen'] });
    await bench.run(staff);
    expect(authorsOf('radar.txt')).toEqual(['Ada King', 'Koen Maes = koen']);
    later('koen', 'Koen Maes', { version: '3' });
    await bench.run(staff);
    expect(authorsOf('radar.txt')).toEqual(['Ada King', 'Koen Verbruggen']);
  });

  test('an address that somebody gets is enough', async () => {
    later('k2', 'Augusta Byron', { emails: ['ada@example.com'] });
    await bench.run(staff);
    expect(authorsOf('gauges.txt')).toEqual(['Augusta Byron = k2']);
    expect(authorsOf('radar.txt')).toEqual(['Ada King', 'Koen Verbruggen = koen']);
  });
});

describe('nothing of it is lost', () => {
  test('when the index is away, the next run of any source goes on', async () => {
    later('ada', 'Ada King');
    const { setAuthors } = bench.sink;
    bench.sink.setAuthors = () => Promise.reject(new Error('the index is away'));
    expect((await bench.run(staff)).outcome).toMatchObject({ state: 'complete' });
    expect(bench.warnings.join()).toContain('the next run goes on');
    expect(authorsOf('gauges.txt')).toEqual(['Ada King']);
    bench.sink.setAuthors = setAuthors;
    await bench.run(library, { pool });
    expect(authorsOf('gauges.txt')).toEqual(['Ada King = ada']);
  });

  test('when somebody joins while a document is being read', async () => {
    putFile(library, 'late.txt', { text: 'Author: Ada King\n\nLate.' });
    const joins: ExtractionPool = {
      ...pool,
      async extract(file, signal) {
        const result = await pool.extract(file, signal);
        bench.sink.beforeWrite = async () => {
          bench.sink.beforeWrite = async () => {};
          later('ada', 'Ada King');
          await bench.run(staff);
        };
        return result;
      },
    };
    await bench.run(library, { pool: joins });
    expect(authorsOf('late.txt')).toEqual(['Ada King = ada']);
  });
});

test('who is named in a text is known with the documents that name them', async () => {
  later('ada', 'Ada King');
  await bench.run(staff);
  await bench.run(library, { pool, full: true });
  const people = bench.store.authors.peopleOf([recordOf('soup.txt')]).get(recordOf('soup.txt')) ?? [];
  expect(people.map(({ role, personId }) => `${role} ${uidOf(personId ?? '')}`).sort()).toEqual([
    'author koen',
    'named ada',
    'named koen',
  ]);
});

test('texts that no document has any more are forgotten', async () => {
  library.items.delete('gauges.txt');
  await bench.run(library, { pool });
  later('ada', 'Ada King');
  expect((await bench.run(staff)).progress).toMatchObject({ attributed: 1 });
});
