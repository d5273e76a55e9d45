import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Explanation } from '#server/contract/admin.ts';
import { ExpertsResponse, SearchResponse, SuggestResponse } from '#server/contract/search.ts';
import { type AtriumProcess, startAtrium } from '../support/atrium-process.ts';
import { commandLine } from '../support/command-line.ts';
import { sharedMeilisearch } from '../support/meilisearch.ts';
import { type Slapd, startSlapd } from '../support/slapd.ts';
import { type Company, type File, inventCompany, type Person, TOPICS } from './company.ts';
import { createDice } from './dice.ts';
import { createReference, type Reference } from './reference-evaluator.ts';
import { companyLdif, writeTree } from './write-company.ts';

/** Chosen once; another number is another company. */
const SEED = 20_261_123;
const AT_ONCE = 6;
/** As ids are, and nothing's. */
const NO_ID = '0'.repeat(32);
/** A machine without time for the order (`searchCutoffMs`) may put a file on two pages and another on none. */
const TRIES = 4;

let folder: string;
let slapd: Slapd;
let atrium: AtriumProcess;
let company: Company;
let reference: Reference;
/** Ids of all documents, read from the store: no viewer sees all of them. */
let ids: Map<string, string>;
let filesByMarker: Map<string, File>;
const meilisearch = sharedMeilisearch();

beforeAll(async () => {
  company = inventCompany({ people: 200, groups: 60, folders: 120, files: 2000, seed: SEED });
  reference = createReference(company);
  filesByMarker = new Map(company.files.map((file) => [file.marker, file]));
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-leak-'));
  writeTree(path.join(folder, 'drive'), company);
  slapd = await startSlapd({ ldif: companyLdif(company) });
  const configFile = await configure();
  const atriumCommands = commandLine({ configFile });
  for (const source of ['staff', 'drive']) expect(await atriumCommands.sync(source)).toMatchObject({ state: 'complete' });
  ids = documentIds(path.join(folder, 'data', 'atrium.sqlite'));
  atrium = await startAtrium({ configFile, folder });
}, 600_000);

afterAll(async () => {
  await atrium?.stop();
  await slapd?.stop();
  await meilisearch.deleteIndexes();
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function configure(): Promise<string> {
  const { url, apiKey, indexPrefix } = meilisearch;
  const configFile = path.join(folder, 'atrium.yaml');
  const config = {
    dataDir: './data',
    meilisearch: { url, apiKey, indexPrefix },
    auth: { method: 'proxy', admins: ['user:v000'], proxy: { header: 'x-remote-user', trustedAddresses: ['127.0.0.1/32'] } },
    // One address asks for two hundred people here.
    server: { requestsPerMinute: 1_000_000 },
    sources: [
      {
        id: 'staff',
        kind: 'ldap',
        url: slapd.url,
        bindDn: slapd.bindDn,
        bindPassword: slapd.bindPassword,
        peopleBase: `ou=people,${slapd.suffix}`,
        groupsBase: `ou=groups,${slapd.suffix}`,
      },
      {
        id: 'drive',
        kind: 'drive',
        path: path.join(folder, 'drive'),
        permissions: 'ntacl',
        labels: { 'top0/**': 'history', 'top1/**': 'product', 'top2/**': 'review' },
      },
    ],
  };
  await writeFile(configFile, JSON.stringify(config), { mode: 0o600 });
  return configFile;
}

function documentIds(file: string): Map<string, string> {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database.prepare("SELECT path, record_id FROM ledger WHERE source = 'drive' AND record_id IS NOT NULL").all();
    const row = z.object({ path: z.string(), record_id: z.string() });
    return new Map(rows.map((each) => [row.parse(each).path, row.parse(each).record_id]));
  } finally {
    database.close();
  }
}

async function call(person: Person, place: string): Promise<{ status: number; body: string }> {
  const response = await fetch(`${atrium.url}/api/v1${place}`, { headers: { 'x-remote-user': person.uid } });
  return { status: response.status, body: await response.text() };
}

async function ask<T extends z.ZodType>(person: Person, place: string, schema: T): Promise<z.output<T>> {
  const { status, body } = await call(person, place);
  if (status !== 200) throw new Error(`${place} as ${person.uid}: ${status} ${body}`);
  return schema.parse(JSON.parse(body));
}

/** Runs the work for every item, a few at once. */
async function forEach<T>(items: readonly T[], work: (item: T, position: number) => Promise<void>): Promise<void> {
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [position, item] of queue) await work(item, position);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const readableBy = (person: Person): File[] => company.files.filter((file) => reference.mayRead(person, file));
const idOf = (file: File): string => {
  const id = ids.get(file.path);
  if (id === undefined) throw new Error(`${file.path} is not in the ledger`);
  return id;
};

/**
 * Deals files out, those first that were not asked for the longest: people together come to many files, and nobody has to ask for
 * many. Whether everybody finds exactly what they may read, of all files, is what the first of the tests is about.
 */
function createDealer(start: number): (count: number, isWanted: (file: File) => boolean) => File[] {
  let queue = [...company.files.slice(start), ...company.files.slice(0, start)];
  return (count, isWanted) => {
    const dealt = queue.filter(isWanted).slice(0, count);
    queue = [...queue.filter((file) => !dealt.includes(file)), ...dealt];
    return dealt;
  };
}

/**
 * Marks of documents in an answer that the person may not read. What was asked for comes back as `query` and is no answer;
 * repeating it tells nothing, a notice that speaks of any other word does.
 */
function leaksIn(person: Person, answer: { query: string; understood?: unknown; notices?: unknown }): string[] {
  const { query, understood, notices, ...rest } = answer;
  const repeated = leaksInText(person, JSON.stringify([understood, notices])).filter((mark) => !query.includes(mark));
  return [...leaksInText(person, JSON.stringify(rest)), ...repeated];
}

function leaksInText(person: Person, text: string): string[] {
  const marks = new Set(text.match(/zq[a-z]{14}/g));
  return [...marks].filter((mark) => {
    const file = filesByMarker.get(mark);
    return file === undefined || !reference.mayRead(person, file);
  });
}

function countBy(files: File[], facetOf: (file: File) => string | undefined): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const file of files) {
    const value = facetOf(file);
    if (value !== undefined) counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

const LABELS: Record<string, string> = { top0: 'history', top1: 'product', top2: 'review' };
const MEDIA_TYPES: Record<File['kind'], string> = { txt: 'text/plain', md: 'text/markdown', html: 'text/html' };

describe('200 people and 2,000 documents with lists at random', () => {
  test('the company is worth testing: everybody reads some, nobody all, and no two read the same', () => {
    const counts = company.people.map((person) => readableBy(person).length);
    expect(Math.min(...counts)).toBeGreaterThan(20);
    expect(Math.max(...counts)).toBeLessThan(1500);
    expect(new Set(counts).size).toBeGreaterThan(40);
    expect(ids.size).toBe(company.files.length);
  });

  test('a search for a word of all documents lists exactly those one may read, and counts exactly them', async () => {
    const wrong: string[] = [];
    await forEach(company.people, async (person) => {
      const expected = readableBy(person);
      let { first, found } = await allPagesFor(person, wrong);
      for (let tries = 1; tries < TRIES && new Set(found).size < found.length; tries++)
        ({ first, found } = await allPagesFor(person, wrong));
      const wanted = expected.map((file) => file.path).sort();
      const missing = wanted.filter((place) => !found.includes(place));
      const extra = found.filter((place) => !wanted.includes(place));
      if (missing.length + extra.length > 0 || found.length !== wanted.length)
        wrong.push(
          `${person.uid}: missing ${missing.slice(0, 3)} (${missing.length}), too much ${extra.slice(0, 3)} (${extra.length}) of ${wanted.length}`,
        );
      if (first.documents.total !== wanted.length)
        wrong.push(`${person.uid}: the total is ${first.documents.total} instead of ${wanted.length}`);
      const facets: [keyof z.output<typeof SearchResponse>['facets'], Record<string, number>][] = [
        ['label', countBy(expected, (file) => LABELS[file.path.split('/')[0] ?? ''])],
        ['mediaType', countBy(expected, (file) => MEDIA_TYPES[file.kind])],
        ['source', countBy(expected, () => 'drive')],
      ];
      for (const [facet, counts] of facets) {
        const told = Object.fromEntries((first.facets[facet] ?? []).map(({ value, count }) => [value, count]));
        if (JSON.stringify(Object.entries(told).sort()) !== JSON.stringify(Object.entries(counts).sort()))
          wrong.push(`${person.uid}: ${facet} is ${JSON.stringify(told)} instead of ${JSON.stringify(counts)}`);
      }
      const authors = countBy(expected, (file) => file.author?.name);
      for (const { value, count } of first.facets.author ?? [])
        if (authors[value] !== count) wrong.push(`${person.uid}: author ${value} has ${count} instead of ${authors[value] ?? 0}`);
    });
    expect(wrong).toEqual([]);
  }, 600_000);

  test('no search, suggestion or expert tells of a document that one may not read, asked for by its own word', async () => {
    const deal = createDealer(0);
    const wrong: string[] = [];
    await forEach(company.people, async (person) => {
      const closed = deal(3, (file) => !reference.mayRead(person, file));
      for (const [position, { marker }] of closed.entries()) {
        // By meaning a made-up word is near to texts with others; never more than fit on one page.
        const everything = position === 0 ? '' : '&type=documents';
        const search = await ask(person, `/search?q=${marker}&pageSize=100&fold=false${everything}`, SearchResponse);
        const suggest = await ask(person, `/suggest?q=${marker.slice(0, -1)}`, SuggestResponse);
        const experts = position === 0 ? [await ask(person, `/experts?q=${marker}`, ExpertsResponse)] : [];
        for (const answer of [search, suggest, ...experts])
          wrong.push(...leaksIn(person, answer).map((mark) => `${person.uid} asked for ${marker} and is shown ${mark}`));
        if (search.documents.total !== search.documents.items.length)
          wrong.push(
            `${person.uid} asked for ${marker}: a total of ${search.documents.total} for ${search.documents.items.length}`,
          );
      }
    });
    expect(wrong).toEqual([]);
  }, 600_000);

  test('everybody finds what they may read by its own word, also while typing', async () => {
    const deal = createDealer(0);
    const wrong: string[] = [];
    await forEach(company.people, async (person) => {
      for (const file of deal(2, (each) => reference.mayRead(person, each))) {
        const search = await ask(person, `/search?q=${file.marker}&type=documents`, SearchResponse);
        const suggest = await ask(person, `/suggest?q=${file.marker.slice(0, -2)}`, SuggestResponse);
        for (const items of [search.documents.items, suggest.documents])
          if (items[0]?.path !== file.path) wrong.push(`${person.uid} does not find ${file.path}`);
      }
    });
    expect(wrong).toEqual([]);
  }, 600_000);

  test('the evidence for an expert is only what the one who asks may read', async () => {
    const dice = createDice(SEED + 3);
    const wrong: string[] = [];
    await forEach(company.people, async (person) => {
      const topic = dice.pick(TOPICS);
      const answer = await ask(person, `/experts?q=${topic}&limit=50`, ExpertsResponse);
      wrong.push(...leaksIn(person, answer).map((mark) => `${person.uid} is shown ${mark}`));
      // What is near in meaning may be about another topic; what counts is that it may be read.
      const authored = countBy(readableBy(person), (file) => file.author?.name);
      for (const { person: expert, total } of answer.items)
        if (total > (authored[expert.name] ?? 0))
          wrong.push(`${person.uid}: ${expert.name} has ${total} documents instead of ${authored[expert.name] ?? 0}`);
    });
    expect(wrong).toEqual([]);
  }, 600_000);

  test('a document one may not read answers like one that does not exist, wherever its id can be put', async () => {
    const dealClosed = createDealer(600);
    const dealOpen = createDealer(400);
    const places = await documentPlaces();
    expect(places).toEqual(expect.arrayContaining(['/documents/{id}', '/documents/{id}/text', '/documents/{id}/content']));
    const wrong: string[] = [];
    await forEach(company.people, async (person) => {
      // Before anything is waited for, so that everybody is dealt the same every time.
      const dealt = places.map((place) => ({
        place,
        closed: dealClosed(2, (file) => !reference.mayRead(person, file)),
        open: dealOpen(1, (file) => reference.mayRead(person, file)),
      }));
      for (const { place, closed, open } of dealt) {
        const nothing = await call(person, place.replace('{id}', NO_ID));
        for (const file of closed) {
          const { status, body } = await call(person, place.replace('{id}', idOf(file)));
          if (status !== nothing.status || body !== nothing.body || status !== 404)
            wrong.push(`${person.uid} ${place} ${file.path}: ${status} ${body}`);
        }
        for (const file of open) {
          const { status, body } = await call(person, place.replace('{id}', idOf(file)));
          // Notes have no pictures.
          const isPicture = place.endsWith('/thumbnail') || place.includes('/pages/');
          const isThere = status === 200 || (isPicture && (status === 204 || body.includes('no-picture')));
          if (!isThere) wrong.push(`${person.uid} may read ${file.path}, and ${place} says ${status} ${body}`);
          wrong.push(...leaksInText(person, body).map((mark) => `${person.uid} ${place} is shown ${mark}`));
        }
      }
    });
    expect(wrong).toEqual([]);
  }, 600_000);

  test('an explanation comes to the verdict of the reference, for people and documents at random', async () => {
    const deal = createDealer(1000);
    const [administrator] = company.people;
    if (administrator === undefined) throw new Error('nobody is there');
    const wrong: string[] = [];
    await forEach(company.people, async (person) => {
      const open = deal(2, (file) => reference.mayRead(person, file));
      const closed = deal(2, (file) => !reference.mayRead(person, file));
      for (const file of [...open, ...closed]) {
        const place = `/admin/explain?as=${person.uid}&document=${idOf(file)}`;
        const { verdict, steps } = await ask(administrator, place, Explanation);
        const expected = open.includes(file) ? 'allowed' : 'denied';
        if (verdict !== expected) wrong.push(`${person.uid} ${file.path} is ${expected}: ${verdict}: ${steps.join(' ')}`);
      }
    });
    expect(wrong).toEqual([]);
  }, 600_000);

  test('administration is closed to everybody else', async () => {
    const [, person] = company.people;
    const [file] = company.files;
    if (person === undefined || file === undefined) throw new Error('nothing is there');
    const places = [`/admin/explain?as=${person.uid}&document=${idOf(file)}`, '/admin/sources', '/admin/runs', '/admin/failures'];
    for (const place of places) expect((await call(person, place)).status, place).toBe(403);
  });
});

/** All pages of what somebody finds by the word that is in every document. */
async function allPagesFor(person: Person, wrong: string[]) {
  const page = async (number: number) => {
    const place = `/search?type=documents&q=gauge&pageSize=100&page=${number}&fold=false`;
    const answer = await ask(person, place, SearchResponse);
    wrong.push(...leaksIn(person, answer).map((mark) => `${person.uid} is shown ${mark}`));
    return answer;
  };
  const first = await page(1);
  const items = [...first.documents.items];
  for (let number = 2; items.length < first.documents.total; number++) {
    const { documents } = await page(number);
    if (documents.items.length === 0) break;
    items.push(...documents.items);
  }
  return { first, found: items.map(({ path: place }) => place) };
}

/** Every operation of the description that takes the id of a document, so that a new one is covered when it comes. */
async function documentPlaces(): Promise<string[]> {
  const description = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
  const response = await fetch(`${atrium.url}/api/v1/openapi.json`);
  const { paths } = description.parse(await response.json());
  return Object.keys(paths)
    .filter((place) => place.includes('/documents/') && paths[place]?.get !== undefined)
    .map((place) => place.replace(/^\/api\/v1/, '').replace('{page}', '1'));
}
