import { createAclStore } from './acls.ts';
import { createAnalyticsStore } from './analytics/create-analytics-store.ts';
import { createAuditStore } from './audit.ts';
import { createAuthorStore } from './authors/author-store.ts';
import { createCurationStore } from './curation.ts';
import { openDatabase } from './database.ts';
import { createDirectory } from './directory.ts';
import { createHeldStore } from './held.ts';
import { createKnowledgeStore } from './knowledge/create-knowledge-store.ts';
import { createLedger } from './ledger.ts';
import { createListings } from './listings.ts';
import { migrations } from './migrations/index.ts';
import { createPeopleHistory } from './people-history/create-people-history.ts';
import { createRecognized } from './recognized.ts';
import { createRunStore } from './runs.ts';
import { createDeviceStore, createSessionStore } from './sessions.ts';
import { createSetupStore } from './setup/sqlite-setup.ts';
import { createSourceState } from './source-state.ts';
import { createConsoleSources } from './sources/console-sources.ts';
import { createRunSamples } from './sources/run-samples.ts';
import type { StateStore } from './state-store.ts';
import { createVectorStore } from './vectors.ts';

/** `path` is a file on a local disk, created with mode 0600 when it is not there, or ':memory:'. */
export function createSqliteStore({ path }: { path: string }): StateStore {
  const database = openDatabase(path, { migrations, durable: true });
  const { raise, ...acls } = createAclStore(database);
  return {
    transaction: database.transaction,
    ledger: createLedger(database),
    directory: createDirectory(database, { accessChanged: raise }),
    authors: createAuthorStore(database),
    acls,
    runs: createRunStore(database),
    held: createHeldStore(database),
    recognized: createRecognized(database),
    listings: createListings(database),
    sessions: createSessionStore(database),
    devices: createDeviceStore(database),
    audit: createAuditStore(database),
    curation: createCurationStore(database),
    analytics: createAnalyticsStore(database),
    knowledge: createKnowledgeStore(database),
    vectors: createVectorStore(database),
    peopleHistory: createPeopleHistory(database),
    sourceState: createSourceState(database),
    consoleSources: createConsoleSources(database),
    runSamples: createRunSamples(database),
    setup: createSetupStore(database),
    close: () => database.sql.close(),
  };
}
