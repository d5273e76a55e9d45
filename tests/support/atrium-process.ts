import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Atrium as its users have it: a process of its own, reached over HTTP. */
export interface AtriumProcess {
  url: string;
  /** Where it was started; its data folder is `data` below. */
  folder: string;
  process: ChildProcess;
  /** What it wrote so far. */
  output(): string;
  stop(): Promise<void>;
}

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
/** Far more than it takes: a machine with other work to do must not make a test red. Milliseconds. */
const START_LIMIT = 240_000;

/** Without a configuration it is the demo. Resolves when `/readyz` says 200. */
export async function startAtrium(options: { configFile?: string; folder?: string; port?: number } = {}): Promise<AtriumProcess> {
  const folder = options.folder ?? (await mkdtemp(path.join(tmpdir(), 'atrium-test-')));
  const child = spawn(process.execPath, [main, ...(options.configFile ? ['--config', options.configFile] : [])], {
    cwd: folder,
    env: { ...process.env, PORT: String(options.port ?? 0), ATRIUM_CONFIG: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  child.stdout.on('data', (chunk: Buffer) => (written += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (written += chunk.toString()));
  const exited = once(child, 'exit');
  const url = await until(
    () => /Atrium is at (http:\S+)/.exec(written)?.[1],
    child,
    () => written,
  );
  await until(
    () => isReady(url),
    child,
    () => written,
  );
  return {
    url,
    folder,
    process: child,
    output: () => written,
    async stop() {
      if (child.exitCode === null) child.kill('SIGTERM');
      await exited;
      if (!options.folder) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A connection that is lost is another reason to ask again. */
async function isReady(url: string): Promise<true | undefined> {
  const answer = await fetch(`${url}/readyz`).catch(() => undefined);
  return answer?.ok || undefined;
}

async function until<T>(
  look: () => T | undefined | Promise<T | undefined>,
  child: ChildProcess,
  output: () => string,
): Promise<T> {
  const end = Date.now() + START_LIMIT;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`Atrium ended with code ${child.exitCode}:\n${output()}`);
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`Atrium was not ready within ${START_LIMIT / 1000} s:\n${output()}`);
}
