import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { summaryOf } from '#indexers/sync/to-records.ts';
import type { LedgerEntry } from '#indexers/types/ledger.ts';
import type { DocumentRecord, PersonRecord } from '#indexers/types/records.ts';
import { type Config, ConfigSchema } from '#server/config/schema.ts';
import { familiedIndex } from '#server/families/familied-index.ts';
import { createFamilies } from '#server/families/families.ts';
import { createLogger } from '#server/logger.ts';
import { createEmbeddedMeilisearch } from '#server/meilisearch/embedded-meilisearch.ts';
import { createMeilisearchHttp } from '#server/meilisearch/http.ts';
import { PASSAGES_SCHEMA } from '#server/search/index/passage-index.ts';
import { PEOPLE_SCHEMA } from '#server/search/index/people-index.ts';
import { VECTORS_SCHEMA, type VectorDocument } from '#server/search/index/vector-index.ts';
import { createMeiliIndex, indexUids } from '#server/search/meili-index.ts';
import type { SearchIndex } from '#server/search/search-index.ts';
import { countedIndex } from '#server/search/terms/counted-index.ts';
import { createTermIndex } from '#server/search/terms/term-index.ts';
import { createEmbedder } from '#server/semantics/create-embedder.ts';
import { keyOf } from '#server/semantics/create-semantics.ts';
import { createVectorIndex } from '#server/semantics/vector-index.ts';
import { openStore } from '#server/store/open-store.ts';
import type { StateStore } from '#server/store/state-store.ts';
import { phoneOf } from '../relevance/invented/directory.ts';
import { type InventedPerson, inventPeople } from '../relevance/invented/people.ts';
import { personRecord } from '../support/records.ts';
import { accessOf, idOf, inventDocument, PASSAGES_OF_DOCUMENT, SLOTS, subjectOf } from './search-corpus.ts';
import { createInventedVectors } from './search-vectors.ts';

export interface Scale {
  people: number;
  passages: number;
}

export interface FilledInstallation {
  folder: string;
  configFile: string;
  config: Config;
  people: readonly InventedPerson[];
  documents: number;
}

/** Raised when the functions below put other things in. */
const FILLING = 1;
const AT_ONCE = 2000;
const ACCOUNT = new AbortController();
const silent = createLogger({ level: 'error' });

/** A data folder with so many people and passages, as runs leave it; made once and kept beside other scratch data. */
export async function fillInstallation(scale: Scale): Promise<FilledInstallation> {
  const folder = path.join(tmpdir(), `atrium-bench-search-${digestOf(scale)}`);
  const configFile = path.join(folder, 'atrium.yaml');
  const config = ConfigSchema.parse({ ...configuration(folder) });
  const people = inventPeople(scale.people, 11);
  const filled = { folder, configFile, config, people, documents: Math.round(scale.passages / PASSAGES_OF_DOCUMENT) };
  const mark = path.join(folder, 'filled');
  if (existsSync(mark)) return filled;
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.join(folder, 'library'), { recursive: true });
  await writeFile(configFile, JSON.stringify(configuration(folder), undefined, 2));
  await fill(filled);
  writeFileSync(mark, '');
  return filled;
}

/** Of all that decides what is in it. */
function digestOf(scale: Scale): string {
  const sources = ['search-corpus.ts', 'search-vectors.ts', '../relevance/invented/people.ts'];
  const hash = createHash('sha256').update(JSON.stringify([FILLING, scale, PASSAGES_SCHEMA, PEOPLE_SCHEMA, VECTORS_SCHEMA]));
  for (const source of sources) hash.update(readFileSync(new URL(source, import.meta.url)));
  return hash.digest('hex').slice(0, 12);
}

/** Nothing runs by itself: the sources are there in name only. */
function configuration(folder: string): object {
  return {
    dataDir: path.join(folder, 'data'),
    server: { requestsPerMinute: 1_000_000 },
    auth: { method: 'open' },
    log: { level: 'warn' },
    canary: { schedule: null },
    sources: [
      { id: 'staff', kind: 'ldap', url: 'ldap://127.0.0.1:1', peopleBase: 'ou=people,dc=invented,dc=example' },
      { id: 'library', kind: 'drive', path: path.join(folder, 'library'), permissions: 'everyone', watch: false },
    ],
  };
}

async function fill({ config, people, documents }: FilledInstallation): Promise<void> {
  const { signal } = ACCOUNT;
  await using begun = new AsyncDisposableStack();
  const store = begun.adopt(openStore(config.dataDir), (opened) => opened.close());
  const meilisearch = begun.adopt(await createEmbeddedMeilisearch({ ...config, logger: silent }), (one) => one.close());
  const http = createMeilisearchHttp({ endpoint: meilisearch });
  const terms = begun.adopt(createTermIndex(config), (created) => created.close());
  const engine = createMeiliIndex({ http, indexPrefix: '', logger: silent });
  const families = begun.adopt(createFamilies(config), (created) => created.close());
  const index = begun.adopt(familiedIndex(countedIndex(engine, terms), families), (created) => created.close());
  await index.prepare(signal);
  await fillDirectory({ store, index, people });
  const aclIds = store.transaction(() =>
    Array.from({ length: SLOTS }, (_, slot) => store.acls.add('library', { state: 'known', acl: accessOf(slot) })),
  );
  const recordOf = (n: number): DocumentRecord => ({
    ...inventDocument(n, { documents, people }),
    aclId: aclIds[Math.floor((n * SLOTS) / documents)] ?? '',
  });
  await inGroups(documents, (numbers) => {
    const records = numbers.map(recordOf);
    store.transaction(() => {
      for (const record of records) store.ledger.put(record.source, ledgerEntry(record));
    });
    return records.map((record) => index.write(record));
  });
  await terms.listWhatChanged(signal);
  await fillVectors({ config, http, documents, recordOf });
  for (;;) {
    const due = store.vectors.due(AT_ONCE);
    if (due.length === 0) break;
    store.vectors.settle(due);
  }
  for (const { id } of config.sources) endRun(store, id);
}

async function fillDirectory(o: { store: StateStore; index: SearchIndex; people: readonly InventedPerson[] }): Promise<void> {
  const { store, index } = o;
  const aclId = store.acls.add('staff', { state: 'known', acl: { layers: [] } });
  await inGroups(o.people.length, (numbers) => {
    const records = numbers.flatMap((n) => o.people.slice(n, n + 1)).map(recordOfPerson);
    store.transaction(() => {
      for (const { record, managerKey } of records) {
        const { id, source, person } = record;
        const content = { kind: 'person' as const, key: person.uid, principals: [`user:${person.uid}` as const], ...person };
        store.directory.putPerson(source, id, id, { ...content, ...(managerKey !== undefined && { managerKey }) });
        store.ledger.put(source, { ...ledgerEntry(record), aclId });
      }
    });
    return records.map(({ record }) => index.write(record));
  });
  store.directory.closeMemberships('staff');
}

function recordOfPerson(person: InventedPerson): { record: PersonRecord; managerKey: string | undefined } {
  const { uid, name, given, surname, title, department, city, email, employeeNumber, managerUid } = person;
  const record = personRecord({
    id: idOf(person),
    uid,
    name,
    givenName: given,
    surname,
    otherNames: person.romanised !== undefined && person.listsRomanised ? [person.romanised] : [],
    emails: [email],
    phones: [{ kind: 'work', number: phoneOf(person) }],
    title,
    department,
    location: city.city,
    employeeNumber,
  });
  return { record, managerKey: managerUid };
}

async function fillVectors(o: {
  config: Config;
  http: ReturnType<typeof createMeilisearchHttp>;
  documents: number;
  recordOf(n: number): DocumentRecord;
}): Promise<void> {
  const { signal } = ACCOUNT;
  const embedder = createEmbedder(o.config.semantics, silent);
  if ('off' in embedder) throw new Error(embedder.off);
  const key = keyOf(embedder.name);
  const vectors = await createInventedVectors(embedder, signal);
  await embedder.close();
  const index = createVectorIndex({ http: o.http, uids: indexUids('') });
  await index.adopt({ key, dimensions: vectors.dimensions }, signal);
  await inGroups(o.documents, (numbers) => {
    function* replaced(): Generator<VectorDocument> {
      for (const n of numbers) yield* vectors.of(o.recordOf(n), { subject: subjectOf(n), key });
    }
    return [index.write({ replaced: replaced(), updated: [], removed: [] }, signal)];
  });
  index.close();
}

/** `work` for the next group begins before the one before has ended, so that the engine always has something to do. */
async function inGroups(count: number, work: (numbers: number[]) => Promise<void>[]): Promise<void> {
  let before: Promise<unknown> = Promise.resolve();
  for (let first = 0; first < count; first += AT_ONCE) {
    const writing = Promise.all(work(Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, n) => first + n)));
    await before;
    before = writing;
  }
  await before;
}

function ledgerEntry(record: DocumentRecord | PersonRecord): LedgerEntry {
  const isDocument = record.kind === 'document';
  return {
    itemId: record.id,
    kind: isDocument ? 'file' : 'person',
    path: isDocument ? record.path : record.id,
    state: 'indexed',
    version: '1',
    changeMark: null,
    fingerprint: null,
    recordId: record.id,
    passages: isDocument ? record.passages.length : 0,
    aclId: isDocument ? record.aclId : null,
    indexedAclId: isDocument ? record.aclId : null,
    reason: null,
    cause: null,
    attempts: 0,
    nextTryAt: null,
    generation: 1,
    reader: null,
    document: isDocument ? summaryOf(record) : null,
  };
}

function endRun({ runs }: StateStore, source: string): void {
  const run = runs.start(source, { dryRun: false });
  if (run !== undefined) runs.finish(run.id, { state: 'complete', message: null, progress: run.progress });
}
