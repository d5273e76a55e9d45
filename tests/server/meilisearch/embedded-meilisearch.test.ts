import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createLogger } from '#server/logger.ts';
import { backOffMs, createEmbeddedMeilisearch, type EmbeddedMeilisearch } from '#server/meilisearch/embedded-meilisearch.ts';
import { createMeilisearchHttp } from '#server/meilisearch/http.ts';
import { masterKeyIn } from '#server/meilisearch/master-key.ts';
import { startTimeOf } from '#server/meilisearch/process-identity.ts';

const logger = createLogger({ level: 'silent' });
const patience = { timeout: 20_000, interval: 20 };
let dataDir: string;
let opened: EmbeddedMeilisearch[] = [];
let processes: ChildProcess[] = [];
/** Meilisearches of other processes, with their start times: a red test must not leave them behind. */
let engines: { pid: number; startTime: string | undefined }[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'atrium-embedded-'));
});

afterEach(async () => {
  for (const child of processes) await killed(child);
  for (const meilisearch of opened) await meilisearch.close();
  for (const { pid, startTime } of engines) if (startTime && startTimeOf(pid) === startTime) process.kill(pid, 'SIGKILL');
  opened = [];
  engines = [];
  processes = [];
  await rm(dataDir, { recursive: true, force: true });
});

test('starts on a loopback port with a key of its own, and stops with us', async () => {
  const meilisearch = await open();
  expect(meilisearch.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await versionAt(meilisearch)).toBe('1.21.0');
  await expect(versionAt({ url: meilisearch.url, apiKey: 'wrong' })).rejects.toThrow(/refused/);
  const { pid } = meilisearch;
  await meilisearch.close();
  expect(startTimeOf(pid)).toBeUndefined();
});

test('keeps the key in a file that only its owner may read, and out of the arguments', async () => {
  const meilisearch = await open();
  const file = path.join(dataDir, 'meilisearch', 'master-key');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readFile(file, 'utf8')).toBe(meilisearch.apiKey);
  expect(await readFile(`/proc/${meilisearch.pid}/cmdline`, 'utf8')).not.toContain(meilisearch.apiKey);
});

test('keeps documents, key and port over a restart', async () => {
  const first = await open();
  await createIndex(first, 'kept');
  const { url, apiKey } = first;
  await first.close();
  const second = await open();
  expect({ url: second.url, apiKey: second.apiKey }).toEqual({ url, apiKey });
  expect(await indexesAt(second)).toContain('kept');
});

test('starts it again on the same port when it is killed', async () => {
  const meilisearch = await open();
  const { pid, url } = meilisearch;
  process.kill(pid, 'SIGKILL');
  await vi.waitFor(() => expect(meilisearch.pid).not.toBe(pid), patience);
  expect(meilisearch.url).toBe(url);
  expect(await versionAt(meilisearch)).toBe('1.21.0');
});

test('a request made while it is being restarted waits for it', async () => {
  const meilisearch = await open();
  process.kill(meilisearch.pid, 'SIGKILL');
  expect(await versionAt(meilisearch)).toBe('1.21.0');
});

test('a second process finds and uses the running one, and leaves it running', async () => {
  const owner = await open();
  const guest = await hold();
  expect(guest.told).toEqual({ url: owner.url, apiKey: owner.apiKey, pid: owner.pid, isOwner: false });
  guest.child.stdin?.end();
  await once(guest.child, 'exit');
  expect(await versionAt(owner)).toBe('1.21.0');
});

test('the one that was guest runs its own when the owner ends', async () => {
  const owner = await hold();
  const guest = await open();
  expect(guest.isOwner).toBe(false);
  owner.child.stdin?.end();
  await vi.waitFor(() => expect(guest.isOwner).toBe(true), patience);
  expect(await versionAt(guest)).toBe('1.21.0');
});

test('several processes that start at once end with one Meilisearch', async () => {
  const holders = await Promise.all([hold(), hold(), hold()]);
  expect(new Set(holders.map((holder) => holder.told.pid)).size).toBe(1);
  expect(new Set(holders.map((holder) => holder.told.apiKey)).size).toBe(1);
  expect(holders.filter((holder) => holder.told.isOwner)).toHaveLength(1);
});

test('leaves no Meilisearch behind when its process is killed by SIGKILL', async () => {
  const holder = await hold();
  expect(startTimeOf(holder.told.pid)).toBeDefined();
  holder.child.kill('SIGKILL');
  await vi.waitFor(() => expect(startTimeOf(holder.told.pid)).toBeUndefined(), patience);
});

test('where the kernel cannot arrange that, the next start clears away what was left behind', async () => {
  const holder = await hold({ PATH: '/nowhere' });
  holder.child.kill('SIGKILL');
  await once(holder.child, 'exit');
  expect(startTimeOf(holder.told.pid)).toBeDefined();
  const next = await open();
  expect(startTimeOf(holder.told.pid)).toBeUndefined();
  expect(next.isOwner).toBe(true);
});

test('does not end a stranger that was given the number of an old Meilisearch', async () => {
  const first = await open();
  await first.close();
  const file = path.join(dataDir, 'meilisearch', 'running.json');
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
  processes.push(stranger);
  await once(stranger, 'spawn');
  const state = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(file, 'utf8')));
  await writeFile(file, JSON.stringify({ ...state, pid: stranger.pid }));
  await open();
  expect(startTimeOf(stranger.pid ?? 0)).toBeDefined();
});

test('refuses to run a file that is not the one it expects', async () => {
  const first = await open();
  await first.close();
  const file = path.join(dataDir, 'meilisearch', 'bin', 'meilisearch-1.21.0');
  await rm(file);
  await writeFile(file, '#!/bin/sh\necho not meilisearch\n', { mode: 0o755 });
  const again = await open();
  expect((await stat(file)).size).toBeGreaterThan(100_000_000);
  expect(await versionAt(again)).toBe('1.21.0');
});

test('says what ended it when it does not start', async () => {
  const binary = { path: '/bin/false', version: '1.21.0' };
  await expect(createEmbeddedMeilisearch({ dataDir, logger, binary })).rejects.toThrow(/ended with code 1 while starting/);
});

test('callers that ask for the key at the same time get the same one', async () => {
  const script = `import { masterKeyIn } from '#server/meilisearch/master-key.ts'; process.stdout.write(masterKeyIn(${JSON.stringify(dataDir)}));`;
  const keys = await Promise.all([1, 2, 3, 4].map(() => outputOf(['--input-type=module', '-e', script])));
  expect(new Set([...keys, masterKeyIn(dataDir)]).size).toBe(1);
  expect(keys[0]?.length).toBeGreaterThanOrEqual(40);
});

test('one that keeps ending is started with growing pauses, half a minute at most', () => {
  expect([1, 2, 3, 4, 5].map(backOffMs)).toEqual([0, 200, 400, 800, 1600]);
  expect(backOffMs(100)).toBe(30_000);
});

async function open(): Promise<EmbeddedMeilisearch> {
  const meilisearch = await createEmbeddedMeilisearch({ dataDir, logger });
  opened.push(meilisearch);
  return meilisearch;
}

const Told = z.object({ url: z.string(), apiKey: z.string(), pid: z.number(), isOwner: z.boolean() });

async function hold(environment: NodeJS.ProcessEnv = {}): Promise<{ child: ChildProcess; told: z.infer<typeof Told> }> {
  const script = fileURLToPath(new URL('./hold-meilisearch.ts', import.meta.url));
  const child = spawn(process.execPath, [script, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  processes.push(child);
  const lines = createInterface({ input: child.stdout });
  const [line] = await once(lines, 'line', { signal: AbortSignal.timeout(20_000) });
  const told = Told.parse(JSON.parse(String(line)));
  engines.push({ pid: told.pid, startTime: startTimeOf(told.pid) });
  return { child, told };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function outputOf(args: string[]): Promise<string> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], cwd: process.cwd() });
  processes.push(child);
  let output = '';
  child.stdout.on('data', (piece) => {
    output += piece;
  });
  await once(child, 'close');
  return output;
}

function httpOf(endpoint: { url: string; apiKey: string | undefined }) {
  return createMeilisearchHttp({ endpoint, graceMs: 5000 });
}

async function versionAt(endpoint: { url: string; apiKey: string | undefined }): Promise<string> {
  const schema = z.object({ pkgVersion: z.string() });
  return (await httpOf(endpoint).request({ method: 'GET', path: 'version', schema })).pkgVersion;
}

async function createIndex(endpoint: { url: string; apiKey: string | undefined }, uid: string): Promise<void> {
  await httpOf(endpoint).request({ method: 'POST', path: 'indexes', body: { uid, primaryKey: 'id' }, schema: z.unknown() });
  await vi.waitFor(async () => expect(await indexesAt(endpoint)).toContain(uid), patience);
}

async function indexesAt(endpoint: { url: string; apiKey: string | undefined }): Promise<string[]> {
  const schema = z.object({ results: z.array(z.object({ uid: z.string() })) });
  return (await httpOf(endpoint).request({ method: 'GET', path: 'indexes', schema })).results.map((index) => index.uid);
}
