import type { z } from 'zod';
import { summaryOf } from '#indexers/sync/to-records.ts';
import type { AccessControlList } from '#indexers/types/access.ts';
import type { LedgerEntry } from '#indexers/types/ledger.ts';
import type { DocumentRecord, PersonRecord } from '#indexers/types/records.ts';
import { createReadableAcls } from '#server/access/readable-acls.ts';
import type { Viewer } from '#server/access/viewer.ts';
import { SearchQuery } from '#server/contract/search.ts';
import { familiedIndex } from '#server/families/familied-index.ts';
import { createFamilies } from '#server/families/families.ts';
import { createLogger } from '#server/logger.ts';
import { createSearchService } from '#server/search/create-search-service.ts';
import { createMeiliIndex } from '#server/search/meili-index.ts';
import type { SearchServiceOptions } from '#server/search/search-tools.ts';
import { countedIndex } from '#server/search/terms/counted-index.ts';
import { createTermIndex } from '#server/search/terms/term-index.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import { knownIn } from './known-principals.ts';
import { sharedMeilisearch } from './meilisearch.ts';
import { documentRecord, personRecord } from './records.ts';

const signal = new AbortController().signal;
/** Configured; whatever a test says is from another was left by one that is not any more. */
const SOURCES = ['library', 'staff', 'vault', 'only', 'bulk'];

/** Who may read a document of a test: the principals of one layer, all allowed. */
export function readableBy(...principals: string[]): AccessControlList {
  return { layers: [{ what: 'item', entries: principals.map((principal) => ({ effect: 'allow', principal })) }] };
}

export const everyone: AccessControlList = { layers: [] };

export function viewer(...principals: string[]): Viewer {
  return {
    uid: 'tester',
    name: 'Tester',
    personId: undefined,
    // Without any it is a visitor.
    principals: new Set(['everyone', ...(principals.length > 0 ? ['authenticated'] : []), ...principals]),
    isAdmin: false,
    groupsIncomplete: false,
  };
}

/**
 * Index, store and search together, as `context.ts` wires them, on the Meilisearch of the test run. Copies and versions are folded
 * only where a test is about them: others are full of texts that differ in a word.
 */
export function createSearchHouse({ isFolding = false } = {}) {
  const meili = sharedMeilisearch();
  const { http, indexPrefix } = meili;
  const store = createSqliteStore({ path: ':memory:' });
  const readableAcls = createReadableAcls({ acls: store.acls, known: knownIn(store, { directories: SOURCES }) });
  const terms = createTermIndex();
  const families = createFamilies();
  const counted = countedIndex(
    createMeiliIndex({ http, indexPrefix, logger: createLogger({ level: 'silent' }), limits: { collectMs: 10 } }),
    terms,
  );
  const index = isFolding ? familiedIndex(counted, families) : counted;
  const options: SearchServiceOptions = {
    http,
    indexPrefix,
    readableAcls,
    store,
    terms,
    families,
    sources: SOURCES,
    staleAfterMs: () => 3_600_000,
  };
  const search = createSearchService(options);

  async function addDocument(
    overrides: Parameters<typeof documentRecord>[0] & { id: string },
    acl: AccessControlList | 'unknown' = everyone,
  ): Promise<DocumentRecord> {
    const aclId = store.acls.intern(
      overrides.source ?? 'library',
      acl === 'unknown' ? { state: 'unknown', reason: 'not read' } : { state: 'known', acl },
    );
    const record = documentRecord({ ...overrides, aclId });
    store.ledger.put(record.source, ledgerEntry({ record, kind: 'file', path: record.path, aclId }));
    await index.write(record);
    return record;
  }

  async function addPerson(overrides: Parameters<typeof personRecord>[0] & { id: string; managerKey?: string }): Promise<void> {
    const { managerKey, ...fields } = overrides;
    const record = personRecord(fields);
    const known = { kind: 'person' as const, key: record.id, principals: [`user:${record.person.uid}`], ...record.person };
    store.directory.putPerson(record.source, record.id, record.id, { ...known, ...(managerKey !== undefined && { managerKey }) });
    const aclId = store.acls.intern(record.source, { state: 'known', acl: everyone });
    store.ledger.put(record.source, ledgerEntry({ record, kind: 'person', path: record.id, aclId }));
    await index.write(record);
  }

  return {
    store,
    index,
    search,
    terms,
    families,
    /** To make another service over the same. */
    options,
    meili,
    addDocument,
    addPerson,
    prepare: () => index.prepare(signal),
    ask: (question: z.input<typeof SearchQuery> | string, who: Viewer = viewer()) =>
      search.search(SearchQuery.parse(typeof question === 'string' ? { q: question } : question), who, signal),
    suggest: (query: string, who: Viewer = viewer()) => search.suggest(query, who, signal),
    experts: (query: string, who: Viewer = viewer()) => search.experts(query, { limit: 10 }, who, signal),
    text: (options: { id: string; page?: number; query: string }, who: Viewer = viewer()) =>
      search.documentText({ version: '1', ...options }, who, signal),
    matches: (id: string, query: string, who: Viewer = viewer()) =>
      search.documentMatches({ id, version: '1', query }, who, signal),
    similar: (id: string, who: Viewer = viewer()) => search.similarDocuments(id, { limit: 6 }, who, signal),
    documentsBy: (personId: string, who: Viewer = viewer()) => search.documentsBy(personId, { limit: 10 }, who, signal),
    async close() {
      await index.close();
      await terms.close();
      await families.close();
      await meili.deleteIndexes();
      store.close();
    },
  };
}

function ledgerEntry(options: {
  record: DocumentRecord | PersonRecord;
  kind: 'file' | 'person';
  path: string;
  aclId: string;
}): LedgerEntry {
  const { record, kind, path, aclId } = options;
  return {
    itemId: record.id,
    kind,
    path,
    state: 'indexed',
    version: '1',
    changeMark: null,
    fingerprint: null,
    recordId: record.id,
    passages: record.kind === 'document' ? record.passages.length : 0,
    aclId,
    indexedAclId: null,
    reason: null,
    cause: null,
    attempts: 0,
    nextTryAt: null,
    generation: 1,
    reader: null,
    document: record.kind === 'document' ? summaryOf(record) : null,
  };
}
