import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../app.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { indexUids } from '../search/meili-index.ts';
import { countWhatIsMissing } from '../search/terms/catch-up.ts';
import { reportFirstRuns } from './first-runs.ts';
import { untilStopped } from './until-stopped.ts';
import { withContext } from './with-context.ts';

/** Serves until told to stop; the runs go on by their schedule. */
export async function serve(options: { config?: string }): Promise<void> {
  const stop = untilStopped();
  await withContext(options, (context) => serveWith(context, stop));
}

async function serveWith(context: Context, stop: ReturnType<typeof untilStopped>): Promise<void> {
  const server = await listen(context);
  try {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(`Atrium is at http://${context.config.server.host}:${port}\n`);
    printSetupAddress(context, port);
    context.sources.follow();
    context.administrators.follow();
    context.leaving.resume();
    context.jobs.startSchedule();
    context.canary.startSchedule();
    context.semantics.start();
    context.sessionSweeper.start();
    void countWords(context, stop.signal);
    void keepListed(context, stop.signal);
    const [reason] = await Promise.all([stop.reason, reportFirstRuns(context, stop.signal)]);
    process.stdout.write(`Stopping (${reason}).\n`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** Only who reads what the server prints can be the first to administer it. */
function printSetupAddress({ setup, config: { server } }: Context, port: number): void {
  const code = setup.begin();
  if (code === undefined) return;
  const url = server.publicUrl?.replace(/\/$/, '') ?? `http://${server.host}:${port}`;
  process.stdout.write(`Nobody administers Atrium yet. Open ${url}/setup#${code} to set it up.\n`);
}

/** Beside everything else: who searches meanwhile finds by words, in the engine's order. */
async function countWords(
  { terms, families, index, sources, meilisearchHttp: http, config, logger }: Context,
  signal: AbortSignal,
): Promise<void> {
  const passagesUid = indexUids(config.meilisearch?.indexPrefix ?? '').passages;
  try {
    await countWhatIsMissing({
      terms,
      families,
      contents: index.contents,
      sources: [...sources.keys()],
      http,
      passagesUid,
      logger,
      signal,
    });
  } catch (error) {
    if (!signal.aborted) logger.warn({ err: error }, 'words of the index could not be counted; the next start tries again');
  }
}

/** So that a search over many passages need not ask the engine for each word. */
async function keepListed({ terms, logger }: Context, signal: AbortSignal): Promise<void> {
  try {
    await terms.keepListed(signal);
  } catch (error) {
    if (!signal.aborted) logger.warn({ err: error }, 'words are not listed any more until the next start; searches take longer');
  }
}

/** Whoever sends headers byte by byte holds a connection; answers may take their time. Bodies have limits of their own (`bodyDeadline`). */
const DAWDLING = { headersTimeout: 10_000, requestTimeout: 0, connectionsCheckingInterval: 1_000 };

async function listen(context: Context): Promise<Server> {
  const { host, port } = context.config.server;
  const server = createServer(DAWDLING, createApp(context));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'EADDRINUSE' ? 'something else listens there already; set PORT or server.port' : cause.message;
    throw new AppError('invalid-configuration', `Atrium cannot listen on ${host}:${port}: ${why}.`, { cause });
  });
  return server;
}
