import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../app.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
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
    context.jobs.startSchedule();
    context.canary.startSchedule();
    context.semantics.start();
    context.sessionSweeper.start();
    const [reason] = await Promise.all([stop.reason, reportFirstRuns(context, stop.signal)]);
    process.stdout.write(`Stopping (${reason}).\n`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** Whoever sends a request byte by byte holds a connection; requests are small here (64 KiB), answers may take their time. */
const DAWDLING = { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 1_000 };

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
