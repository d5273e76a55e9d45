import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createExtractionPool, type PoolLimits } from '#indexers/sync/extract-in-child.ts';
import { openForReading } from '#indexers/sync/extract-read-file.ts';
import type { ExtractionPool, ExtractionResult } from '#indexers/types/extraction.ts';

const extractorsModule = new URL('./hostile-extractors.ts', import.meta.url).href;
const MB = 1024 * 1024;
let folder: string;
let pool: ExtractionPool;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'atrium-extract-')));
  pool = hostilePool();
});

afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true, force: true });
});

function hostilePool(limits: Partial<PoolLimits> = {}, concurrency = 1): ExtractionPool {
  return createExtractionPool({
    concurrency,
    extractorsModule,
    limits: { cpuMs: 1500, wallMs: 20_000, heapMegabytes: 64, residentBytes: 500 * MB, dataBytes: 1000 * MB, ...limits },
  });
}

function extract(name: string, from = pool, signal = AbortSignal.timeout(20_000)): Promise<ExtractionResult> {
  const path = join(folder, name);
  if (!existsSync(path)) writeFileSync(path, `${name} is a file with a little more than two hundred bytes. `.repeat(5));
  return from.extract({ path: Buffer.from(path), name, size: 300, maxBytes: MB }, signal);
}

function textOf(result: ExtractionResult): string {
  if (result.state !== 'extracted') throw new Error(`${result.cause}: ${result.message}`);
  return result.extracted.sections.map(({ text }) => text).join('');
}

describe('a file that breaks its reader', () => {
  it.each([
    ['a.map', 'memory', /more memory/],
    ['a.buffer', 'memory', /more memory/],
    ['a.loop', 'timeout', /1\.5 s of computing time/],
    ['a.exit', 'crash', /died \(code 3\)/],
    ['a.abort', 'crash', /died \(SIGABRT\)/],
    ['a.throw', 'corrupt', /a defect of the library/],
    ['a.unknown', 'unsupported', /by name only/],
  ])('%s costs only itself and fails as %s; the next file is read', async (name, cause, message) => {
    expect(await extract(name)).toMatchObject({ state: 'failed', cause, message: expect.stringMatching(message) });
    expect(textOf(await extract('after.print'))).toBe('printed');
  });

  it('is stopped when it waits for ever without computing', async () => {
    const impatient = hostilePool({ wallMs: 1000 });
    expect(await extract('a.wait', impatient)).toMatchObject({ cause: 'timeout', message: 'Reading it took more than 1 s' });
    await impatient.close();
  });

  it('is stopped by what it holds in memory where the system sets no limit', async () => {
    const unlimited = hostilePool({ dataBytes: 20_000 * MB, residentBytes: 300 * MB });
    expect(await extract('a.buffer', unlimited)).toMatchObject({ cause: 'memory', message: expect.stringContaining('315 MB') });
    await unlimited.close();
  });

  it('is not charged with a promise the file before forgot', async () => {
    expect(textOf(await extract('a.later'))).toBe('fine');
    expect(textOf(await extract('after.print'))).toBe('printed');
  });
});

describe('what a child hands back', () => {
  it('is cut at the limit of characters, whatever the extractor does', async () => {
    const small = hostilePool({ maxCharacters: 1000 });
    expect(textOf(await extract('a.long', small))).toHaveLength(1000);
    await small.close();
  });

  it('is refused when it is larger than a reply may be', async () => {
    const small = hostilePool({ replyBytes: MB, cpuMs: 10_000, heapMegabytes: 512 });
    await expect(extract('a.many', small)).resolves.toMatchObject({ state: 'failed', cause: 'too-large' });
    expect(textOf(await extract('after.print', small))).toBe('printed');
    await small.close();
  });

  it('says so when there is no text in a file that is not tiny', async () => {
    expect(await extract('a.empty')).toMatchObject({ state: 'extracted', extracted: { warnings: ['No text was found in it'] } });
  });
});

describe('the pool', () => {
  it('keeps its child for the next file and replaces it after the set number', async () => {
    const frugal = hostilePool({ recycleFiles: 2 });
    const pids = [];
    for (const name of ['1.pid', '2.pid', '3.pid']) pids.push(textOf(await extract(name, frugal)));
    expect(pids[1]).toBe(pids[0]);
    expect(pids[2]).not.toBe(pids[1]);
    await frugal.close();
  });

  it('cannot write, start a program or see a network', async () => {
    expect(textOf(await extract('a.write'))).toBe('ERR_ACCESS_DENIED');
    expect(textOf(await extract('a.program'))).toBe('ERR_ACCESS_DENIED');
    expect(textOf(await extract('a.network'))).toBe('[]');
  });

  it('gives children nothing of its environment', async () => {
    process.env.ATRIUM_TEST_SECRET = 'hunter2';
    const { environment, folder: cwd } = JSON.parse(textOf(await extract('a.env')));
    delete process.env.ATRIUM_TEST_SECRET;
    expect(Object.keys(environment)).toEqual(['TZ']);
    expect(cwd).toBe('/');
  });

  it('stops a child on abort and goes on with the next file', async () => {
    const controller = new AbortController();
    const running = extract('a.wait', pool, controller.signal);
    const queued = extract('after.print', pool);
    controller.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    expect(textOf(await queued)).toBe('printed');
  });

  it('lets small files stand in line for a child, and charges only the one that ends it', async () => {
    const line = hostilePool();
    const names = ['1.pid', 'a.exit', '2.pid', 'a.abort', '3.pid'];
    const results = await Promise.all(names.map((name) => extract(name, line)));
    expect(results.map(({ state }) => state)).toEqual(['extracted', 'failed', 'extracted', 'failed', 'extracted']);
    await line.close();
  });

  it('lets go of a file on abort that stands in line, and of nothing else', async () => {
    const line = hostilePool();
    const first = new AbortController();
    const second = new AbortController();
    const running = extract('a.wait', line, first.signal);
    const inLine = extract('1.pid', line, second.signal);
    const behind = extract('2.pid', line);
    second.abort(new Error('enough'));
    await expect(inLine).rejects.toThrow('enough');
    first.abort(new Error('that too'));
    await expect(running).rejects.toThrow('that too');
    expect(await behind).toMatchObject({ state: 'extracted' });
    await line.close();
  });

  it('says that it was closed instead of blaming the file', async () => {
    const closing = hostilePool();
    const running = extract('a.wait', closing);
    await closing.close();
    await expect(running).rejects.toThrow('closed');
    await expect(extract('after.print', closing)).rejects.toThrow('closed');
  });

  it('throws when its children do not start: that is no fault of a file', async () => {
    const broken = createExtractionPool({ concurrency: 1, extractorsModule: 'file:///nowhere/extractors.ts' });
    await expect(extract('after.print', broken)).rejects.toThrow('does not start');
    await broken.close();
  });

  it('does not keep a program from ending that forgot to close it', () => {
    writeFileSync(join(folder, '1.pid'), 'x');
    const program = `
      import { createExtractionPool } from '${new URL('../../../indexers/sync/extract-in-child.ts', import.meta.url).href}';
      const pool = createExtractionPool({ concurrency: 1, extractorsModule: '${extractorsModule}' });
      const file = { path: Buffer.from('${folder}/1.pid'), name: '1.pid', size: 1, maxBytes: 1e6 };
      console.log((await pool.extract(file, new AbortController().signal)).state);`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', program], { timeout: 20_000, encoding: 'utf8' });
    expect(run).toMatchObject({ status: 0, stdout: 'extracted\n' });
  });

  it('leaves no child behind when it is killed itself', async () => {
    const program = `
      import { createExtractionPool } from '${new URL('../../../indexers/sync/extract-in-child.ts', import.meta.url).href}';
      const pool = createExtractionPool({ concurrency: 1, extractorsModule: '${extractorsModule}' });
      const read = (name) => pool.extract({ path: Buffer.from('${folder}/' + name), name, size: 1, maxBytes: 1e6 }, new AbortController().signal);
      console.log((await read('1.pid')).extracted.sections[0].text);
      await read('a.loop');`;
    await extract('1.pid');
    await extract('a.throw');
    writeFileSync(join(folder, 'a.loop'), 'x');
    const parent = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = Number(await new Promise((resolve) => parent.stdout.once('data', resolve)));
    expect(isRunning(pid)).toBe(true);
    parent.kill('SIGKILL');
    await vi.waitUntil(() => !isRunning(pid), { timeout: 20_000 });
  });
});

describe('opening a file', () => {
  it.each([
    ['a named pipe', 'unreadable', (path: string) => spawnSync('mkfifo', [path])],
    ['a symbolic link', 'changed', (path: string) => symlinkSync('/etc/hostname', path)],
    ['a folder', 'unreadable', (path: string) => mkdirSync(path)],
    ['gone', 'changed', () => undefined],
  ])('refuses what is %s now', async (what, cause, make) => {
    const name = `${what}.pid`;
    make(join(folder, name));
    const result = await pool.extract(
      { path: Buffer.from(join(folder, name)), name, size: 1, maxBytes: MB },
      AbortSignal.timeout(5000),
    );
    expect(result).toMatchObject({ state: 'failed', cause });
  });

  it('refuses a file whose folder was exchanged for a link', async () => {
    mkdirSync(join(folder, 'real'));
    writeFileSync(join(folder, 'real/1.pid'), 'x');
    expect(await extract('real/1.pid')).toMatchObject({ state: 'extracted' });
    renameSync(join(folder, 'real'), join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'real'));
    expect(await extract('real/1.pid')).toMatchObject({ state: 'failed', cause: 'changed' });
  });

  it('refuses a file above the limit, told or found, without reading it', async () => {
    const path = join(folder, 'huge.pid');
    writeFileSync(path, '');
    truncateSync(path, 50 * MB);
    const file = { path: Buffer.from(path), name: 'huge.pid', maxBytes: 10 * MB };
    for (const size of [1, 50 * MB])
      expect(await pool.extract({ ...file, size }, AbortSignal.timeout(5000))).toMatchObject({
        state: 'failed',
        cause: 'too-large',
      });
  });

  it('notices what is written to a file while it is read', () => {
    const path = join(folder, 'written.txt');
    writeFileSync(path, 'one');
    const file = openForReading(Buffer.from(path), { maxBytes: MB });
    expect(Buffer.from(file.read(0, 2)).toString()).toBe('on');
    file.requireUnchanged();
    writeFileSync(path, 'two');
    expect(() => file.requireUnchanged()).toThrow('changed while it was read');
    truncateSync(path, 1);
    expect(() => file.read(0, 3)).toThrow('became shorter');
    file.close();
  });

  it('does not read what was written after it was listed, whose access may be another by now', async () => {
    const path = join(folder, 'listed.pid');
    writeFileSync(path, 'for all');
    utimesSync(path, 1000, 1000);
    const file = { path: Buffer.from(path), name: 'listed.pid', size: 7, maxBytes: MB, seen: { size: 7, modifiedAt: 1_000_000 } };
    expect(await pool.extract(file, AbortSignal.timeout(5000))).toMatchObject({ state: 'extracted' });
    writeFileSync(path, 'for few');
    expect(await pool.extract(file, AbortSignal.timeout(5000))).toMatchObject({ state: 'failed', cause: 'changed' });
  });

  it('does not read what was written after it was listed although its time was set back', async () => {
    const path = join(folder, 'set-back.pid');
    writeFileSync(path, 'for all');
    utimesSync(path, 1000, 1000);
    const changed = String(statSync(path, { bigint: true }).ctimeNs);
    const seen = { size: 7, modifiedAt: 1_000_000, changed };
    const file = { path: Buffer.from(path), name: 'set-back.pid', size: 7, maxBytes: MB, seen };
    expect(await pool.extract(file, AbortSignal.timeout(5000))).toMatchObject({ state: 'extracted' });
    do {
      writeFileSync(path, 'for few');
      utimesSync(path, 1000, 1000);
      // The clock of some file systems ticks every few milliseconds.
    } while (String(statSync(path, { bigint: true }).ctimeNs) === changed);
    expect(await pool.extract(file, AbortSignal.timeout(5000))).toMatchObject({ state: 'failed', cause: 'changed' });
  });

  it('reads a name that is not UTF-8', async () => {
    const path = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from('caf\xe9.pid', 'latin1')]);
    writeFileSync(path, 'x');
    expect(await pool.extract({ path, name: 'caf\ufffd.pid', size: 1, maxBytes: MB }, AbortSignal.timeout(5000))).toMatchObject({
      state: 'extracted',
    });
  });
});

/** A dead process whose parent has not asked for its end yet is not running. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return false;
  }
}
