import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { BenchResult } from './bench-result.ts';
import { median, runCommand } from './run-command.ts';

const ROUNDS = 3;
const FILES = 50_000;
const FOLDERS = 500;
/** Where the run is killed, of all files. */
const KILLED_AT = 0.6;
const cli = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));

/** What is left of a first run that was killed with SIGKILL, against a first run that nobody disturbed. */
export async function benchResume(): Promise<BenchResult[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-bench-'));
  try {
    await makeDrive(path.join(folder, 'drive'));
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await measure(path.join(folder, `round-${round}`)));
    const whole = median(rounds.map((one) => one.whole));
    const rest = median(rounds.map((one) => one.rest.seconds));
    const share = median(rounds.map((one) => one.rest.seconds / one.whole));
    const isRight = rounds.every(({ rest: { state, seen, opened }, written }) =>
      [state === 'complete', seen === FILES, opened <= FILES - written + 1000].every(Boolean),
    );
    const ends = rounds.map(
      ({ rest: { state, seen, opened }, written }) => `${written}: ${state}, ${seen} seen, ${opened} opened`,
    );
    return [
      {
        what: `the rest of a first run over ${FILES} files that was killed after so many (${ends.join('; ')})`,
        ours: `${rest.toFixed(1)} s`,
        reference: `a whole first run ${whole.toFixed(1)} s`,
        ratio: share.toFixed(2),
        promise: '≤ 0.45 of a whole run',
        held: share <= 0.45 && isRight,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Round {
  /** Seconds of a run that nobody disturbed. */
  whole: number;
  /** Files that the index had when the other was killed. */
  written: number;
  rest: Awaited<ReturnType<typeof sync>>;
}

async function measure(folder: string): Promise<Round> {
  const { seconds: whole } = await sync(await prepare(folder, 'whole'));
  const killed = await prepare(folder, 'killed');
  const written = await syncAndKill(killed);
  return { whole, written, rest: await sync(killed) };
}

/** A folder of its own, with its own index and memory, for the same drive. */
async function prepare(folder: string, name: string): Promise<string> {
  const home = path.join(folder, name);
  await mkdir(home, { recursive: true });
  await writeFile(
    path.join(home, 'atrium.yaml'),
    'dataDir: ./data\nsources:\n  - { id: drive, kind: drive, path: ../../drive, permissions: posix }\n',
  );
  return home;
}

const WORDS = ['sync', '--json', '--config', 'atrium.yaml'];

async function sync(home: string): Promise<{ seconds: number; state: string; seen: number; opened: number }> {
  const { seconds, stdout } = await runCommand(process.execPath, [cli, ...WORDS], { cwd: home });
  const { state, progress } = JSON.parse(stdout) as { state: string; progress: { seen: number; opened: number } };
  return { seconds, state, ...progress };
}

/** Resolves to the number of files that the index had by then. */
async function syncAndKill(home: string): Promise<number> {
  const child = spawn(process.execPath, [cli, ...WORDS], { cwd: home, stdio: 'ignore' });
  const ended = once(child, 'exit');
  let written = 0;
  while (written < FILES * KILLED_AT && child.exitCode === null) {
    await pause(100);
    written = indexedIn(path.join(home, 'data', 'atrium.sqlite'));
  }
  child.kill('SIGKILL');
  await ended;
  return written;
}

function indexedIn(file: string): number {
  try {
    const sql = new DatabaseSync(file, { readOnly: true });
    try {
      return Number(sql.prepare("SELECT count(*) AS files FROM ledger WHERE state = 'indexed'").get()?.files ?? 0);
    } finally {
      sql.close();
    }
  } catch {
    // Not there yet, or not with its tables.
    return 0;
  }
}

async function makeDrive(drive: string): Promise<void> {
  for (let folder = 0; folder < FOLDERS; folder++) {
    const here = path.join(drive, `Department ${folder % 20}`, `Folder ${folder}`);
    await mkdir(here, { recursive: true });
    for (let file = 0; file < FILES / FOLDERS; file++) {
      await writeFile(
        path.join(here, `Note ${folder}-${file}.txt`),
        `Note ${file} of folder ${folder}: the gauge was read at ${file} o'clock.\n`,
      );
    }
  }
}
