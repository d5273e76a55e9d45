import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { findMeilisearchBinary } from '#server/meilisearch/binary.ts';
import { createMeilisearchHttp, type MeilisearchHttp } from '#server/meilisearch/http.ts';
import { commandLine } from '../support/command-line.ts';
import { freePort } from '../support/free-port.ts';
import { seededRandom } from '../support/random.ts';
import { type KeptProcess, keepRunning } from './kept-process.ts';
import { createRestlessDrive } from './restless-drive.ts';

const cli = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));
const KEY = 'a-master-key-for-the-storm';
const SETTLING_RUNS = 20;
const CHANGE_EVERY_MS = 20;

export interface StormReport {
  kills: Record<string, number>;
  changes: Record<string, number>;
  documents: number;
  /** What the index holds otherwise than that of an undisturbed run; empty when all is well. */
  differences: string[];
}

/**
 * Indexes a drive in which somebody works while the indexer, Meilisearch and the server are killed in turn at moments drawn by
 * chance, lets everything settle, and compares the index with that of one undisturbed run.
 */
export async function killStorm(o: {
  files: number;
  kills: number;
  seed: number;
  longestPauseMs: number;
  tell?: (line: string) => void;
}): Promise<StormReport> {
  const { tell = () => undefined } = o;
  const random = seededRandom(o.seed);
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-storm-'));
  const kept: KeptProcess[] = [];
  try {
    await mkdir(path.join(folder, 'drive'));
    const drive = createRestlessDrive({ folder: path.join(folder, 'drive'), files: o.files, deletions: 40, random });
    const url = `http://127.0.0.1:${await freePort()}`;
    const configFile = await writeConfig(folder, { name: 'storm', url });
    const processes = await startAll(folder, { url, configFile });
    kept.push(...Object.values(processes));
    const http = createMeilisearchHttp({ endpoint: { url, apiKey: KEY } });
    const kills: Record<string, number> = {};
    const working = setInterval(() => drive.change(), CHANGE_EVERY_MS);
    for (let number = 0; number < o.kills; number++) {
      await pause(random() * o.longestPauseMs);
      const [name, victim] = Object.entries(processes)[number % 3] ?? [];
      if (name === undefined || victim === undefined) throw new RangeError('nobody to kill');
      if (victim.kill()) kills[name] = (kills[name] ?? 0) + 1;
      tell(`${number + 1}: killed ${name}`);
    }
    clearInterval(working);
    await Promise.all([processes.indexer.stop(), processes.server.stop()]);
    await settle(configFile, tell);
    const calm = await writeConfig(folder, { name: 'calm', url });
    await settle(calm, tell);
    const disturbed = await readIndex(http, 'storm-');
    const undisturbed = await readIndex(http, 'calm-');
    return { kills, changes: drive.done, documents: undisturbed.size, differences: compare(disturbed, undisturbed) };
  } finally {
    await Promise.all(kept.map((one) => one.stop()));
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeConfig(folder: string, { name, url }: { name: string; url: string }): Promise<string> {
  const file = path.join(folder, `${name}.yaml`);
  const config = {
    server: { port: 0 },
    dataDir: path.join(folder, `${name}-data`),
    meilisearch: { url, apiKey: KEY, indexPrefix: `${name}-` },
    auth: { method: 'open' },
    sources: [{ id: 'drive', kind: 'drive', path: path.join(folder, 'drive'), permissions: 'everyone', ocr: 'off' }],
  };
  await writeFile(file, JSON.stringify(config));
  return file;
}

async function startAll(folder: string, { url, configFile }: { url: string; configFile: string }) {
  const { path: binary } = await findMeilisearchBinary(folder);
  const words = ['--no-analytics', '--http-addr', new URL(url).host, '--db-path', path.join(folder, 'db'), '--master-key', KEY];
  const meilisearch = keepRunning(binary, words, folder);
  const indexer = keepRunning(process.execPath, [cli, 'sync', 'drive', '--json', '--config', configFile], folder);
  const server = keepRunning(process.execPath, [cli, 'serve', '--config', configFile], folder);
  return { indexer, meilisearch, server };
}

/** Runs until one finds nothing to do any more. */
async function settle(configFile: string, tell: (line: string) => void): Promise<void> {
  const atrium = commandLine({ configFile });
  for (let run = 0; run < SETTLING_RUNS; run++) {
    const { state, message, held, progress } = await atrium.sync('drive');
    tell(`settling: ${state} ${message ?? ''} ${JSON.stringify(progress)}`);
    const { added, written, removed, opened } = progress;
    if (state === 'complete' && held === undefined && added + written + removed + opened === 0) return;
  }
  throw new Error(`the index has not settled after ${SETTLING_RUNS} runs`);
}

const Passage = z.strictObject({
  documentId: z.string(),
  n: z.int(),
  path: z.string(),
  name: z.string(),
  title: z.string(),
  text: z.string(),
  partial: z.string().nullable(),
  aclId: z.int(),
});
const PAGE = 2000;

/** Each document as one line of text, by its path; a path that stands there twice has two. */
async function readIndex(http: MeilisearchHttp, prefix: string): Promise<Map<string, string[]>> {
  const documents = new Map<string, z.output<typeof Passage>[]>();
  for (let offset = 0; ; offset += PAGE) {
    const body = { offset, limit: PAGE, fields: Object.keys(Passage.shape) };
    const schema = z.object({ results: z.array(Passage) });
    const { results } = await http.request({ method: 'POST', path: `indexes/${prefix}passages/documents/fetch`, body, schema });
    for (const passage of results) documents.set(passage.documentId, [...(documents.get(passage.documentId) ?? []), passage]);
    if (results.length < PAGE) break;
  }
  const byPath = new Map<string, string[]>();
  for (const passages of documents.values()) {
    const sorted = passages.toSorted((a, b) => a.n - b.n);
    const place = sorted[0]?.path ?? '';
    const whole = sorted.map(({ documentId: _id, aclId, ...shown }) => ({ ...shown, isReadable: aclId > 0 }));
    byPath.set(place, [...(byPath.get(place) ?? []), JSON.stringify(whole)]);
  }
  return byPath;
}

function compare(disturbed: Map<string, string[]>, undisturbed: Map<string, string[]>): string[] {
  const places = new Set([...disturbed.keys(), ...undisturbed.keys()]);
  return [...places].flatMap((place) => {
    const [ours = [], theirs = []] = [disturbed.get(place), undisturbed.get(place)];
    if (ours.length === 1 && theirs.length === 1 && ours[0] === theirs[0]) return [];
    return [`${place}: ${ours.length} instead of ${theirs.length}\n  ${ours.join('\n  ')}\n  ${theirs.join('\n  ')}`];
  });
}
