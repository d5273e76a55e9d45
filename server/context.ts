import { fileURLToPath } from 'node:url';
import { createRecognizer } from '#indexers/ocr/recognizer.ts';
import { createExtractionPool } from '#indexers/sync/extract-in-child.ts';
import type { ExtractionPool } from '#indexers/types/extraction.ts';
import { networkIsolation } from '#indexers/without-network.ts';
import packageJson from '../package.json' with { type: 'json' };
import { createExplain, type Explain } from './access/explain.ts';
import { createGroupProblems, type GroupProblems } from './access/group-problems.ts';
import { createKnownPrincipals, type KnownPrincipals } from './access/known-principals.ts';
import { createReadableAcls, type ReadableAcls } from './access/readable-acls.ts';
import type { Viewer } from './access/viewer.ts';
import { createViewers, type Viewers } from './access/viewers.ts';
import { type AuditLog, createAuditLog } from './audit/audit-log.ts';
import type { Authenticator } from './auth/authenticator.ts';
import { createAuthenticator } from './auth/create-authenticator.ts';
import { createDevices, type Devices } from './auth/devices.ts';
import { createRequestViewer, type RequestViewer } from './auth/request-viewer.ts';
import { createSessionSweeper, type SessionSweeper } from './auth/session-sweeper.ts';
import { createSessions, type Sessions } from './auth/sessions.ts';
import { createIndexDocuments, type IndexDocuments } from './backup/index-documents.ts';
import type { ResolvedConfig } from './config/resolve.ts';
import type { Config } from './config/schema.ts';
import type { Readiness } from './contract/health.ts';
import { type ConfiguredSource, createSources, directoriesOf } from './create-sources.ts';
import { type CurationDesk, createCurationDesk } from './curation/curation-desk.ts';
import type { Demo } from './demo/demo.ts';
import { type Canary, createCanary } from './jobs/canary.ts';
import { requestRunOf } from './jobs/request-run.ts';
import { createSyncJobs, type SyncJobs } from './jobs/run-sync.ts';
import { createLogger, type Logger } from './logger.ts';
import { connectMeilisearch, type MeilisearchConnection } from './meilisearch/connect.ts';
import { createMeilisearchHttp, type MeilisearchHttp } from './meilisearch/http.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { createReadiness } from './readiness.ts';
import { createSearchService } from './search/create-search-service.ts';
import { createMeiliIndex, indexUids } from './search/meili-index.ts';
import type { SearchIndex } from './search/search-index.ts';
import type { SearchService } from './search/search-service.ts';
import { countedIndex } from './search/terms/counted-index.ts';
import { createTermIndex, type TermIndex } from './search/terms/term-index.ts';
import { createSemantics } from './semantics/create-semantics.ts';
import type { Semantics } from './semantics/semantics.ts';
import { staleAfterMs } from './staleness.ts';
import { openStore } from './store/open-store.ts';
import type { StateStore } from './store/state-store.ts';

/** Everything that lives as long as the process. Built once, here; passed to whoever needs a part of it. */
export interface Context {
  version: string;
  config: Config;
  logger: Logger;
  /** The built client. */
  clientDir: string;
  store: StateStore;
  sources: ReadonlyMap<string, ConfiguredSource>;
  meilisearch: MeilisearchConnection;
  meilisearchHttp: MeilisearchHttp;
  index: SearchIndex;
  /** The words of what is in the index, counted for the ranking. */
  terms: TermIndex;
  /** The whole index, for backups; never for an answer. */
  indexDocuments: IndexDocuments;
  /** Whom the directories know: what tells whom a refusal means. */
  known: KnownPrincipals;
  readableAcls: ReadableAcls;
  viewers: Viewers;
  /** Why groups of a directory may be missing. */
  groupProblems: GroupProblems;
  /** Who somebody without a session is: the demo's employee, anybody where sign-in is off, otherwise nobody. */
  visitor(): Viewer | undefined;
  search: SearchService;
  /** Search by meaning. */
  semantics: Semantics;
  /** What administrators tell the ranker. */
  curation: CurationDesk;
  explain: Explain;
  sessions: Sessions;
  /** Browsers in which people have signed in before. */
  devices: Devices;
  sessionSweeper: SessionSweeper;
  /** Who makes a request. */
  requestViewer: RequestViewer;
  audit: AuditLog;
  authenticator: Authenticator;
  pool: ExtractionPool;
  jobs: SyncJobs;
  canary: Canary;
  metrics: Metrics;
  readiness(signal: AbortSignal): Promise<Readiness>;
  demo: Demo | undefined;
  close(): Promise<void>;
}

/** Longest time to prepare the index at start, milliseconds; a rebuild of a large one takes its time. */
const PREPARE_LIMIT = 30 * 60_000;

/** Builds everything in the order in which it depends on each other; `close` takes it down in the reverse order, as does a failure. */
export async function createContext({ config, demo }: Pick<ResolvedConfig, 'config' | 'demo'>): Promise<Context> {
  await using begun = new AsyncDisposableStack();
  const logger = createLogger(config.log);
  const store = begun.adopt(openStore(config.dataDir), (opened) => opened.close());
  const sources = createSources({ config, store, logger });
  const sourceIds = () => [...sources.keys()];
  store.directory.setSamePersonRule(config.auth.samePerson, config.auth.partners);
  const known = createKnownPrincipals(store.directory, sources);
  const groupProblems = createGroupProblems({ store, staleAfterMs: (id) => staleAfterMs(sources.get(id)) });
  const viewers = createViewers({ ...config.auth, store, sources: sourceIds(), groupProblems });
  const audit = createAuditLog({ store: store.audit, logger });
  const authenticator = createAuthenticator({ config, store, sources, logger, audit });
  const secure = config.server.publicUrl?.startsWith('https:') ?? false;
  const sessions = createSessions({ store, sources: sourceIds(), method: authenticator.method, audit, secure });
  const devices = createDevices({ store: store.devices, secure });
  const sessionSweeper = begun.adopt(createSessionSweeper({ sessions, devices, logger }), (created) => created.stop());
  const visitor = () => visitorOf({ demo, method: authenticator.method, viewers });
  const signal = AbortSignal.timeout(PREPARE_LIMIT);
  const meilisearch = begun.adopt(await connectMeilisearch({ config, logger, signal }), (connection) => connection.close());
  const http = createMeilisearchHttp({ endpoint: meilisearch });
  const indexPrefix = config.meilisearch?.indexPrefix ?? '';
  const terms = begun.adopt(createTermIndex(config), (created) => created.close());
  const engine = createMeiliIndex({ http, indexPrefix, logger, slotOfHash: store.acls.byHash });
  const index = begun.adopt(countedIndex(engine, terms), (created) => created.close());
  await index.prepare(signal);
  const readableAcls = createReadableAcls({ acls: store.acls, known });
  const isReading = () => sourceIds().some((id) => store.runs.last(id)?.state === 'running');
  const ofVectors = { config: config.semantics, http, uids: indexUids(indexPrefix), store, logger, isReading };
  const semantics = begun.adopt(createSemantics(ofVectors), (created) => created.close());
  if ([...sources.values()].some(({ holds }) => holds === 'documents')) warnWithoutIsolation(logger);
  const pool = begun.adopt(createExtractionPool({}), (created) => created.close());
  const jobs = begun.adopt(
    createSyncJobs({
      sources,
      store,
      sink: index,
      pool,
      recognizer: createRecognizer({ drawer: pool }),
      logger,
      ended: () => sessionSweeper.sweep(),
    }),
    (created) => created.close(),
  );
  const requestRun = requestRunOf({ jobs, logger });
  const guarded = { sources, store, viewers, known, sink: index, audit, logger };
  const canary = begun.adopt(createCanary({ ...config.canary, ...guarded, requestRun }), (created) => created.close());
  const search = createSearchService({
    http,
    indexPrefix,
    store,
    readableAcls,
    terms,
    semantics,
    sources: sourceIds(),
    expertOptOut: config.experts.optOut,
    staleAfterMs: (id) => staleAfterMs(sources.get(id)),
  });
  const built = begun.move();
  return {
    version: packageJson.version,
    config,
    logger,
    clientDir: fileURLToPath(new URL('../dist', import.meta.url)),
    store,
    sources,
    meilisearch,
    meilisearchHttp: http,
    index,
    terms,
    indexDocuments: createIndexDocuments({ http, uids: indexUids(indexPrefix) }),
    known,
    readableAcls,
    viewers,
    groupProblems,
    visitor,
    search,
    semantics,
    curation: createCurationDesk({ store, search, viewers, sources: sourceIds() }),
    explain: createExplain({ store, viewers, known, sources, groupProblems }),
    sessions,
    devices,
    sessionSweeper,
    requestViewer: createRequestViewer({
      authenticator,
      sessions,
      viewers,
      admins: config.auth.admins,
      directories: directoriesOf(sources),
      visitor,
    }),
    audit,
    authenticator,
    pool,
    jobs,
    canary,
    metrics: createMetrics({ store, sourceIds, semantics }),
    readiness: createReadiness({ index, semantics, store, sourceIds, waitForSources: demo !== undefined }),
    demo,
    close: () => built.disposeAsync(),
  };
}

function visitorOf(options: { demo: Demo | undefined; method: Authenticator['method']; viewers: Viewers }): Viewer | undefined {
  const { demo, method, viewers } = options;
  if (demo) return viewers.ofUid(demo.visitor) ?? viewers.anonymous();
  return method === 'open' ? viewers.anonymous() : undefined;
}

function warnWithoutIsolation(logger: Logger): void {
  const { problem } = networkIsolation();
  if (problem !== undefined) logger.warn(problem);
}
