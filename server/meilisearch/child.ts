import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '#server/errors.ts';
import { executableOnPath, type MeilisearchBinary } from './binary.ts';

export interface MeilisearchChild {
  readonly pid: number;
  readonly port: number;
  /** Resolves with a few words once it has ended. */
  readonly ended: Promise<string>;
  /** Resolves when it answers; rejects when it ends before, or takes longer than two minutes. */
  answering(signal: AbortSignal): Promise<void>;
  /** Politely, then by force; resolves when it is gone. */
  stop(): Promise<void>;
}

/** Starts Meilisearch on `folder`; the caller holds the folder's lock. */
export async function startMeilisearchChild(options: {
  binary: MeilisearchBinary;
  folder: string;
  masterKey: string;
  maxIndexingMemory: string;
  /** Taken when it is free. */
  preferredPort: number | undefined;
}): Promise<MeilisearchChild> {
  const port = await freePort(options.preferredPort);
  const command = [options.binary.path, ...argumentsFor(options, port)];
  const guard = await deathSignalPrefix();
  const [program = '', ...rest] = [...guard, ...command];
  const logFile = rotatedLog(options.folder);
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(program, rest, { cwd: options.folder, env: environment(options.masterKey), stdio: ['ignore', log, log] });
  closeSync(log);
  if (child.pid === undefined) throw await startFailure(child, program);
  return supervise({ child, pid: child.pid, port, logFile });
}

function argumentsFor(options: { binary: MeilisearchBinary; folder: string; maxIndexingMemory: string }, port: number): string[] {
  const { folder } = options;
  const database = path.join(folder, 'db');
  return [
    '--no-analytics',
    ...['--env', 'production'],
    ...['--http-addr', `127.0.0.1:${port}`],
    ...['--db-path', database],
    ...['--dump-dir', path.join(folder, 'dumps')],
    ...['--snapshot-dir', path.join(folder, 'snapshots')],
    ...['--max-indexing-memory', options.maxIndexingMemory],
    // At INFO it writes a line for every search.
    ...['--log-level', 'WARN'],
    ...(writtenByAnother(database, options.binary.version) ? ['--experimental-dumpless-upgrade'] : []),
  ];
}

/** Meilisearch refuses the files of an older version unless told to upgrade them. */
function writtenByAnother(database: string, version: string): boolean {
  const file = path.join(database, 'VERSION');
  return existsSync(file) && readFileSync(file, 'utf8').trim() !== version;
}

/** The key goes through the environment: arguments are readable by every user of the machine. */
function environment(masterKey: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('MEILI_'));
  return { ...Object.fromEntries(inherited), MEILI_MASTER_KEY: masterKey };
}

/**
 * The kernel kills Meilisearch when we die, even by SIGKILL, where util-linux can arrange it (the setting survives the exec).
 * Elsewhere the next start clears away what is left, see `membership.ts`.
 */
async function deathSignalPrefix(): Promise<string[]> {
  const setpriv = process.platform === 'linux' ? await executableOnPath('setpriv') : undefined;
  if (setpriv === undefined) return [];
  const probe = spawn(setpriv, ['--pdeathsig', 'KILL', 'true'], { stdio: 'ignore', timeout: 5000 });
  const works = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false));
    probe.once('exit', (code) => resolve(code === 0));
  });
  return works ? [setpriv, '--pdeathsig', 'KILL'] : [];
}

function supervise(options: { child: ChildProcess; pid: number; port: number; logFile: string }): MeilisearchChild {
  const { child, pid, port, logFile } = options;
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`));
  });
  const running = () => child.exitCode === null && child.signalCode === null;
  // For systems without a death signal: covers process.exit() and uncaught errors.
  const killOnExit = () => child.kill('SIGKILL');
  process.once('exit', killOnExit);
  void ended.then(() => process.off('exit', killOnExit));

  async function answering(signal: AbortSignal): Promise<void> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(120_000)]);
    while (running()) {
      limit.throwIfAborted();
      if (await answersHealth(port, limit)) return;
      await pause(20, undefined, { signal: limit });
    }
    throw new AppError('meilisearch-unavailable', `Meilisearch ${await ended} while starting. ${lastWords(logFile)}`);
  }

  async function stop(): Promise<void> {
    if (!running()) return;
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(force);
  }

  return { pid, port, ended, answering, stop };
}

async function answersHealth(port: number, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(2000)]),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    signal.throwIfAborted();
    return false; // not listening yet
  }
}

async function startFailure(child: ChildProcess, program: string): Promise<AppError> {
  const cause = await new Promise((resolve) => child.once('error', resolve));
  return new AppError('meilisearch-unavailable', `${program} could not be started`, { cause });
}

/** The same port again if it can be had, so that callers need not notice a restart; else one the system chooses. */
async function freePort(preferred: number | undefined): Promise<number> {
  if (preferred !== undefined && (await tryListen(preferred)) !== undefined) return preferred;
  const port = await tryListen(0);
  if (port === undefined) throw new AppError('meilisearch-unavailable', 'There is no free port on 127.0.0.1');
  return port;
}

function tryListen(port: number): Promise<number | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const got = address !== null && typeof address === 'object' ? address.port : undefined;
      server.close(() => resolve(got));
    });
  });
}

const LOG_LIMIT_BYTES = 5_000_000;

function rotatedLog(folder: string): string {
  const file = path.join(folder, 'meilisearch.log');
  if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
  return file;
}

function lastWords(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-5);
  return `Its log (${logFile}) ends: ${lines.join(' | ')}`;
}
