import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchResult } from './bench-result.ts';
import { median, runCommand } from './run-command.ts';

const FILES = 100_000;
const FOLDERS = 2000;
const ROUNDS = 3;
const cli = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));

/** A second run over a drive on which nothing changed, against `find` printing what the run compares. */
export async function benchRescan(): Promise<BenchResult[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-bench-'));
  try {
    await makeDrive(path.join(folder, 'drive'));
    const config = path.join(folder, 'atrium.yaml');
    await writeFile(config, 'sources:\n  - { id: drive, kind: drive, path: ./drive, permissions: posix }\n');
    const sync = () => runCommand(process.execPath, [cli, 'sync', '--json', '--config', config], { cwd: folder });
    const first = await sync();
    const rescans: number[] = [];
    const finds: number[] = [];
    let work = '';
    for (let round = 0; round < ROUNDS; round++) {
      finds.push(
        (await runCommand('find', [path.join(folder, 'drive'), '-printf', '%s %T@ %C@ %i\\n'], { discard: true })).seconds,
      );
      const again = await sync();
      const { progress, state } = JSON.parse(again.stdout) as {
        progress: { opened: number; written: number; seen: number };
        state: string;
      };
      work = `${state}, ${progress.seen} seen, ${progress.opened} opened, ${progress.written} written`;
      rescans.push(again.seconds);
    }
    const ours = median(rescans);
    const find = median(finds);
    return [
      {
        what: `rescan of ${FILES} unchanged files, whole command (${work}; first run ${first.seconds.toFixed(1)} s)`,
        ours: `${ours.toFixed(2)} s`,
        reference: `find ${find.toFixed(2)} s`,
        ratio: (ours / find).toFixed(1),
        promise: '≤ 1.2 × find + 2 s',
        held: ours <= 1.2 * find + 2 && work.includes(' 0 opened, 0 written'),
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
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
