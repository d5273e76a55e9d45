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
import type { Analytics } from './analytics/analytics.ts';
import { createAnalytics } from './analytics/create-analytics.ts';
import { type AuditLog, createAuditLog } from './audit/audit-log.ts';
import type { Authenticator } from './auth/authenticator.ts';
import { createAuthenticator } from './auth/create-authenticator.ts';
import { createDevices, type Devices } from './auth/devices.ts';
import { createRequestViewer, type RequestViewer } from './auth/request-viewer.ts';
import { createSessionSweeper, type SessionSweeper } from './auth/session-sweeper.ts';
import { createSessions, type Sessions } from './auth/sessions.ts';
import { createIndexDocuments, type IndexDocuments } from './backup/index-documents.ts';
import { createRestoring, type Restoring } from './backup/restoring.ts';
import type { ResolvedConfig } from './config/resolve.ts';
import type { Config } from './config/schema.ts';
import type { Readiness } from './contract/health.ts';
import { createSources } from './create-sources.ts';
import { type CurationDesk, createCurationDesk } from './curation/curation-desk.ts';
import type { Demo } from './demo/demo.ts';
import { inventSearches } from './demo/past-searches.ts';
import { openPagePictures } from './documents/create-page-pictures.ts';
import { createOriginalLooks, type OriginalLooks } from './documents/original-looks.ts';
import type { PagePictures } from './documents/page-pictures.ts';
import { familiedIndex } from './families/familied-index.ts';
import { createFamilies, type Families } from './families/families.ts';
import { type Canary, createCanary } from './jobs/canary.ts';
import { requestRunOf } from './jobs/request-run.ts';
import { createSyncJobs, type SyncJobs } from './jobs/run-sync.ts';
import { createWriting, type Writing } from './knowledge/create-writing.ts';
import { createWritten } from './knowledge/create-written.ts';
import { createLogger, type Logger } from './logger.ts';
import { connectMeilisearch, type MeilisearchConnection } from './meilisearch/connect.ts';
import { createMeilisearchHttp, type MeilisearchHttp } from './meilisearch/http.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { type Backups, createBackups } from './operations/backups.ts';
import { createDepartures, type Departures } from './people/departures.ts';
import { createRosters, type Rosters } from './people/roster.ts';
import { createTimeZones, type TimeZones } from './people/time-zones.ts';
import { createReadiness } from './readiness.ts';
import { createSearchService } from './search/create-search-service.ts';
import { createMeiliIndex, indexUids } from './search/meili-index.ts';
import type { SearchIndex } from './search/search-index.ts';
import type { SearchService } from './search/search-service.ts';
import { countWhatIsMissing } from './search/terms/catch-up.ts';
import { countedIndex } from './search/terms/counted-index.ts';
import { createTermIndex, type TermIndex } from './search/terms/term-index.ts';
import { createSecretBox } from './secrets/secret-box.ts';
import { createSemantics } from './semantics/create-semantics.ts';
import type { Semantics } from './semantics/semantics.ts';
import { type Administrators, createAdministrators } from './setup/administrators.ts';
import { createSetup, type Setup } from './setup/setup.ts';
import { createDryRuns, type DryRuns } from './sources/dry-runs.ts';
import { createLeavingSources, type LeavingSources } from './sources/leaving-sources.ts';
import { createSourceDesk, type SourceDesk } from './sources/source-desk.ts';
import { createSourceDrafts, type SourceDrafts } from './sources/source-drafts.ts';
import type { SourceRegistry } from './sources/source-registry.ts';
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
  /** Of the file and of the console; they come, change and go while everything goes on. */
  sources: SourceRegistry;
  /** What is tried before it counts. */
  drafts: SourceDrafts;
  dryRuns: DryRuns;
  sourceDesk: SourceDesk;
  leaving: LeavingSources;
  administrators: Administrators;
  setup: Setup;
  meilisearch: MeilisearchConnection;
  meilisearchHttp: MeilisearchHttp;
  index: SearchIndex;
  /** The words of what is in the index, counted for the ranking. */
  terms: TermIndex;
  /** Which documents are copies and versions of each other, whoever may read them. */
  families: Families;
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
  /** What employees write: answers, questions, news. */
  writing: Writing;
  /** What is asked, and what comes of it. */
  analytics: Analytics;
  backups: Backups;
  /** Whether a backup is being put in place, in any process. */
  restoring: Restoring;
  explain: Explain;
  /** Everybody who is there. */
  rosters: Rosters;
  /** Who left. */
  departures: Departures;
  timeZones: TimeZones;
  sessions: Sessions;
  /** Browsers in which people have signed in before. */
  devices: Devices;
  sessionSweeper: SessionSweeper;
  /** Who makes a request. */
  requestViewer: RequestViewer;
  audit: AuditLog;
  authenticator: Authenticator;
  pool: ExtractionPool;
  /** Pages of documents as pictures. */
  pagePictures: PagePictures;
  /** What sources said lately of who may read a document. */
  originalLooks: OriginalLooks;
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
  const written = createWritten(store, () => sources.ids);
  const restoring = createRestoring(config.dataDir);
  const secrets = createSecretBox({ dataDir: config.dataDir, environment: process.env });
  const sources = createSources({ config, store, logger, secrets, builtIn: written });
  // Always the same list; its contents change.
  const sourceIds = () => sources.ids;
  store.directory.setSamePersonRule(config.auth.samePerson, config.auth.partners);
  const known = createKnownPrincipals(store.directory, sources);
  const groupProblems = createGroupProblems({ store, staleAfterMs: (id) => staleAfterMs(sources.get(id)) });
  const administrators = createAdministrators({ auth: config.auth, store, directories: sources.directories, logger });
  const admins = administrators.tokens;
  const viewers = createViewers({ ...config.auth, admins, store, sources: sourceIds(), groupProblems });
  const audit = createAuditLog({ store: store.audit, logger });
  const authenticator = createAuthenticator({ config, store, sources, directories: sources.directories, logger, audit });
  const secure = config.server.publicUrl?.startsWith('https:') ?? false;
  const sessions = createSessions({ store, sources: sourceIds(), method: authenticator.method, audit, secure });
  const setup = createSetup({ store: store.setup, administrators, isPossible: !demo && config.sources.length === 0, secure });
  const devices = createDevices({ store: store.devices, secure });
  const sessionSweeper = begun.adopt(createSessionSweeper({ sessions, devices, logger }), (created) => created.stop());
  const visitor = () => visitorOf({ demo, method: authenticator.method, viewers });
  const signal = AbortSignal.timeout(PREPARE_LIMIT);
  const meilisearch = begun.adopt(await connectMeilisearch({ config, logger, signal }), (connection) => connection.close());
  const http = createMeilisearchHttp({ endpoint: meilisearch });
  const indexPrefix = config.meilisearch?.indexPrefix ?? '';
  const terms = begun.adopt(createTermIndex(config), (created) => created.close());
  const engine = createMeiliIndex({ http, indexPrefix, logger, slotOfHash: store.acls.byHash });
  const families = begun.adopt(createFamilies(config), (created) => created.close());
  const index = begun.adopt(familiedIndex(countedIndex(engine, terms), families), (created) => created.close());
  await index.prepare(signal);
  const readableAcls = createReadableAcls({ acls: store.acls, known });
  const isReading = () => sourceIds().some((id) => store.runs.last(id)?.state === 'running');
  const ofVectors = { config: config.semantics, http, uids: indexUids(indexPrefix), store, logger, isReading };
  const semantics = begun.adopt(createSemantics(ofVectors), (created) => created.close());
  if ([...sources.values()].some(({ holds }) => holds === 'documents')) warnWithoutIsolation(logger);
  const pool = begun.adopt(createExtractionPool({}), (created) => created.close());
  const pagePictures = begun.adopt(openPagePictures(config), (opened) => opened.close()).pictures;
  const jobs = begun.adopt(
    createSyncJobs({
      sources,
      store,
      sink: index,
      pool,
      recognizer: createRecognizer({ drawer: pool }),
      logger,
      ended: () => sessionSweeper.sweep(),
      isHeld: restoring.isHeld,
    }),
    (created) => created.close(),
  );
  const requestRun = requestRunOf({ jobs, logger });
  sources.onChange(({ added, isOwn }) => {
    jobs.sourcesChanged();
    // What another process has made is read for the first time here.
    if (!isOwn) for (const id of added) if (sources.get(id)?.schedule !== undefined) requestRun(id);
  });
  begun.defer(() => {
    sources.stop();
    administrators.stop();
  });
  const leaving = begun.adopt(createLeavingSources({ store, sources, sink: index, jobs, logger }), (created) => created.close());
  const drafts = createSourceDrafts({ config, store, secrets, logger });
  const dryRuns = begun.adopt(createDryRuns({ drafts, store, sink: index, pool, logger }), (created) => created.close());
  const guarded = { sources, store, viewers, known, sink: index, audit, logger };
  const canary = begun.adopt(createCanary({ ...config.canary, ...guarded, requestRun, isHeld: restoring.isHeld }), (created) =>
    created.close(),
  );
  const rosters = createRosters({ store, sources: sourceIds() });
  const search = createSearchService({
    http,
    rosters,
    indexPrefix,
    store,
    readableAcls,
    terms,
    families,
    semantics,
    sources: sourceIds(),
    expertOptOut: config.experts.optOut,
    staleAfterMs: (id) => staleAfterMs(sources.get(id)),
  });
  if (demo) inventSearches({ store, logger });
  const ofSearches = { ...config.analytics, isInvented: demo !== undefined };
  const analytics = begun.adopt(createAnalytics({ store, logger, ...ofSearches }), (created) => created.close());
  const indexDocuments = createIndexDocuments({ http, uids: indexUids(indexPrefix) });
  const backups = begun.adopt(
    createBackups({
      dataDir: config.dataDir,
      environment: process.env,
      documents: indexDocuments,
      restoring,
      store,
      sourceIds,
      logger,
      async restored(signal) {
        await Promise.all([terms.clear(), families.clear()]);
        const ofIndex = { contents: index.contents, sources: sourceIds(), passagesUid: indexUids(indexPrefix).passages };
        await countWhatIsMissing({ terms, families, ...ofIndex, http, logger, signal });
      },
      readAgain: () => sourceIds().forEach(requestRun),
    }),
    (created) => created.close(),
  );
  const built = begun.move();
  return {
    version: packageJson.version,
    config,
    logger,
    clientDir: fileURLToPath(new URL('../dist', import.meta.url)),
    store,
    sources,
    drafts,
    dryRuns,
    sourceDesk: createSourceDesk({ store, sources, drafts, jobs, leaving, logger }),
    leaving,
    administrators,
    setup,
    meilisearch,
    meilisearchHttp: http,
    index,
    terms,
    families,
    indexDocuments,
    known,
    readableAcls,
    viewers,
    groupProblems,
    visitor,
    search,
    semantics,
    writing: createWriting({ store, search, rosters, written, sink: index, sources, config }),
    curation: createCurationDesk({ store, search, viewers, sources: sourceIds() }),
    analytics,
    backups,
    restoring,
    explain: createExplain({ store, viewers, known, sources, groupProblems }),
    rosters,
    departures: createDepartures({ store, sources: sourceIds() }),
    timeZones: createTimeZones({ configured: config.timeZones }),
    sessions,
    devices,
    sessionSweeper,
    requestViewer: createRequestViewer({
      authenticator,
      sessions,
      viewers,
      admins,
      directories: sources.directories,
      visitor,
      setup,
    }),
    audit,
    authenticator,
    pool,
    pagePictures,
    originalLooks: createOriginalLooks(),
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
