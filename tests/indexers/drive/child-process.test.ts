import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { collect, itemsOf } from '../../contracts/source-contract.ts';
import { childrenOf, createDriveFixture, type DriveFixture, isRunning } from './drive-fixture.ts';

const FILES = 20_000;
/** Milliseconds are enough, on a machine that has nothing else to do. */
const SOON = { timeout: 20_000 };
const soon = (): AbortSignal => AbortSignal.timeout(20_000);
let drive: DriveFixture;

beforeAll(() => {
  drive = createDriveFixture();
  for (let file = 0; file < FILES; file += 1) drive.write(`folder ${file % 20}/a file with quite a long name ${file}.txt`, '');
});
afterAll(() => drive.remove());

/** Starts a walk, takes its first item and leaves it there. */
async function startWalk(config: Record<string, unknown> = {}): Promise<{ walk: AsyncIterator<unknown>; pid: number }> {
  const before = new Set(childrenOf(process.pid));
  const walk = drive.source(config).read({ signal: soon() })[Symbol.asyncIterator]();
  await walk.next();
  const [pid] = childrenOf(process.pid).filter((child) => !before.has(child));
  if (pid === undefined) throw new Error('the walk has no process of its own');
  return { walk, pid };
}

async function drain(walk: AsyncIterator<unknown>): Promise<void> {
  for (;;) if ((await walk.next()).done === true) return;
}

describe('the process that walks a drive', () => {
  it('stops while nobody takes what it found', async () => {
    const { walk, pid } = await startWalk();
    // write(2) to the pipe for its messages, in which it waits.
    await vi.waitUntil(() => /^1 0x3 /.test(readFileSync(`/proc/${pid}/syscall`, 'latin1')), SOON);
    await drain(walk);
    await vi.waitUntil(() => !isRunning(pid), SOON);
  });

  it('fails the run when it says nothing for too long, is killed, and does not block the next', async () => {
    const { walk, pid } = await startWalk({ answerWithin: 4 });
    process.kill(pid, 'SIGSTOP');
    await expect(drain(walk)).rejects.toThrow('does not answer');
    await vi.waitUntil(() => !isRunning(pid), SOON);
    expect(itemsOf(await collect(drive.source(), soon()))).toHaveLength(FILES);
  });

  it('fails the run when it dies', async () => {
    const { walk, pid } = await startWalk();
    process.kill(pid, 'SIGKILL');
    await expect(drain(walk)).rejects.toThrow(/ended before its end/);
  });

  it('ends when the reader leaves early', async () => {
    const { walk, pid } = await startWalk();
    await walk.return?.();
    await vi.waitUntil(() => !isRunning(pid), SOON);
  });

  it('ends when its parent is killed', async () => {
    const program = `
      import { driveSource } from '${new URL('../../../indexers/sources/drive/index.ts', import.meta.url).href}';
      const config = driveSource.config.parse({ id: 'd', kind: 'drive', path: '${drive.path}' });
      const source = driveSource.create(config, { memory: { get: () => undefined, set() {} }, log() {} });
      for await (const change of source.read({ signal: new AbortController().signal })) {
        console.log(change.type);
        await new Promise(() => setInterval(() => {}, 1000));
      }`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((done) => parent.stdout.once('data', done));
    const [pid] = childrenOf(parent.pid ?? 0);
    expect(isRunning(pid ?? 0)).toBe(true);
    parent.kill('SIGKILL');
    await vi.waitUntil(() => !isRunning(pid ?? 0), SOON);
  });

  it('is the only one to touch the drive: nothing that the server loads calls the file system', () => {
    const files = modulesBehind(resolve('indexers/sources/drive/index.ts'));
    expect(files.size).toBeGreaterThan(8);
    const touching = [...files].filter((file) => /from 'node:fs|@napi-rs\/xattr/.test(readFileSync(file, 'utf8')));
    // They look for programs: setpriv, prlimit, unshare, tesseract.
    const looking = ['indexers/ocr/tesseract.ts', 'indexers/spawn-child.ts', 'indexers/without-network.ts'];
    expect(touching.sort()).toEqual(looking.map((file) => resolve(file)));
  });
});

describe('a question about one file', () => {
  const [present, gone] = ['folder 0/a file with quite a long name 0.txt', 'folder 0/nothing.txt'];

  it('is answered by one process for many questions, which ends when there are no more', async () => {
    const source = drive.source();
    const before = new Set(childrenOf(process.pid));
    expect(await source.stillHas(present, soon())).toBe(true);
    const [pid] = childrenOf(process.pid).filter((child) => !before.has(child));
    const answers = await Promise.all(Array.from({ length: 50 }, () => source.stillHas(gone, soon())));
    expect(new Set(answers)).toEqual(new Set([false]));
    expect(childrenOf(process.pid).filter((child) => !before.has(child))).toEqual([pid]);
    await vi.waitUntil(() => !isRunning(pid ?? 0), SOON);
    expect(await source.stillHas(present, soon())).toBe(true);
  });

  it('is no where a folder was exchanged for a link, and refused where it leads out of the drive', async () => {
    drive.write('moved/here.txt');
    renameSync(join(drive.path, 'moved'), join(drive.path, 'elsewhere'));
    symlinkSync(join(drive.path, 'elsewhere'), join(drive.path, 'moved'));
    const source = drive.source();
    expect(await source.stillHas('moved/here.txt', soon())).toBe(false);
    await expect(source.stillHas('../../etc/passwd', soon())).rejects.toThrow('not the id of a file');
    rmSync(join(drive.path, 'moved'));
    rmSync(join(drive.path, 'elsewhere'), { recursive: true });
  });

  it('cannot be answered when another folder has taken the place of the drive', async () => {
    drive.write('inner/a.txt');
    const path = join(drive.path, 'inner');
    const source = drive.source({ path });
    await collect(source, soon());
    renameSync(path, join(drive.path, 'was-inner'));
    mkdirSync(path);
    await expect(source.stillHas('a.txt', soon())).rejects.toThrow('another folder');
    rmSync(path, { recursive: true });
    rmSync(join(drive.path, 'was-inner'), { recursive: true });
  });
});

/** The module and all that it imports, directly or not, of our own. */
function modulesBehind(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, imported = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)[^;]*?from '(\.[^']+)'/gm))
    modulesBehind(resolve(dirname(file), imported), seen);
  return seen;
}
