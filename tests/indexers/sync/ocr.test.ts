import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { OcrConfig } from '#indexers/ocr/ocr-rules.ts';
import { createRecognizer, type Recognizer } from '#indexers/ocr/recognizer.ts';
import { createExtractionPool } from '#indexers/sync/extract-in-child.ts';
import type { SyncOptions } from '#indexers/sync/sync-run.ts';
import { LETTER, type ScannedPage, scannedPdf } from '../../support/scans.ts';
import { createDriveFixture, type DriveFixture } from '../drive/drive-fixture.ts';
import { countedPaths } from './readers.ts';
import { type Bench, createBench, createShelf, everyone, only, type Shelf } from './sync-bench.ts';

const FIXTURES = fileURLToPath(new URL('../../../fixtures/drive/', import.meta.url));
/** So short that it is over after the first page. */
const ONE_PAGE = { mode: 'auto', minutesPerRun: 1e-9, languages: ['eng'] };

const pool = createExtractionPool({ concurrency: 1 });
let drive: DriveFixture;
let bench: Bench;
/** Paths and pages in the order in which they were read. */
let read: string[];

beforeEach(() => {
  drive = createDriveFixture();
  bench = createBench();
  read = [];
});

afterAll(() => pool.close());

afterEach(() => {
  vi.unstubAllEnvs();
  bench.store.close();
  drive.remove();
});

function counting(): Recognizer {
  const recognizer = createRecognizer({ drawer: pool });
  return {
    ...recognizer,
    read(page, signal) {
      read.push(`${page.file.name} ${page.page}`);
      return recognizer.read(page, signal);
    },
  };
}

function runOf(shelf: Shelf, options: Partial<SyncOptions> = {}) {
  read = [];
  return bench.run(shelf, { pool, recognizer: counting(), ...options });
}

/** The folder as a source in this process: its files are real, and looking at them starts no other one. */
function run(ocr?: unknown, options: Partial<SyncOptions> = {}) {
  const shelf = createShelf();
  for (const name of readdirSync(drive.path)) {
    const path = join(drive.path, name);
    const { size, mtimeMs, mode } = statSync(path);
    const open = async () => ({ path: Buffer.from(path), close: async () => {} });
    const content = {
      kind: 'file' as const,
      name,
      size,
      modifiedAt: Math.floor(mtimeMs),
      ocr: OcrConfig.parse(ocr ?? { languages: ['eng'] }),
      open,
    };
    const access = mode & 4 ? everyone : only('user:ada');
    shelf.items.set(name, { id: name, path: name, version: `${size}:${mtimeMs}`, access, content });
  }
  return runOf(shelf, options);
}

function runOnDrive(ocr?: unknown) {
  return runOf({ ...createShelf(), source: drive.source(ocr === undefined ? {} : { ocr }) });
}

const check = async (ocr?: unknown) =>
  (await drive.source(ocr === undefined ? {} : { ocr }).check(AbortSignal.timeout(5000))).findings.filter(({ message }) =>
    /OCR|scanned/i.test(message),
  );
const entry = (path: string) => bench.ledger({ ...createShelf(), source: drive.source() }).get(path);
const text = (path: string) => bench.sink.textOf(path) ?? '';
const add = (name: string) => copyFileSync(join(FIXTURES, name), join(drive.path, name));
const addScan = async (name: string, ...pages: ScannedPage[]) => writeFileSync(join(drive.path, name), await scannedPdf(pages));

/** A program of this name and nothing else on the PATH. */
function install(script: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-programs-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(
    join(folder, 'tesseract'),
    `#!/bin/sh\n[ "$1" = --list-langs ] && printf 'List\\neng\\nosd\\n' && exit\n${script}\n`,
  );
  chmodSync(join(folder, 'tesseract'), 0o755);
  vi.stubEnv('PATH', folder);
}

describe('a scanned document', () => {
  test('is found by its words after the run that met it, and is not opened by the next', async () => {
    add('scanned-letter.pdf');
    const { outcome, progress } = await run();
    expect(outcome).toEqual({ state: 'complete' });
    expect(progress).toMatchObject({ added: 1, changed: 0, opened: 2, written: 2 });
    expect(text('scanned-letter.pdf')).toMatch(/replaced after the flood[\s\S]*levelled again before Easter/);
    expect(entry('scanned-letter.pdf')).toMatchObject({
      state: 'indexed',
      reason: null,
      nextTryAt: null,
      document: { warnings: [], language: 'en', scan: { pages: 1, read: 1 } },
    });
    expect((await run()).progress).toMatchObject({ unchanged: 1, opened: 0, written: 0 });
  });

  test('is in the index by its name before OCR begins', async () => {
    add('scanned-letter.pdf');
    const recognizer = counting();
    const waits: unknown[] = [];
    await run(undefined, {
      recognizer: {
        ...recognizer,
        read(page, signal) {
          waits.push(text('scanned-letter.pdf'), entry('scanned-letter.pdf')?.state, entry('scanned-letter.pdf')?.reason);
          return recognizer.read(page, signal);
        },
      },
    });
    expect(waits).toEqual(['', 'partial', 'Page 1 is scanned and waits for OCR']);
  });

  test('keeps the text that it has, with the pages in their order', async () => {
    add('service-review.pdf');
    await run();
    expect(read).toEqual(['service-review.pdf 2']);
    expect(text('service-review.pdf')).toMatch(/the wrong way round[\s\S]*after the flood[\s\S]*ordered from Delft Seals/);
    const page = [...bench.sink.stored.values()].find((passage) => passage.text.includes('after the flood'))?.page;
    expect(page).toBe(2);
    expect(entry('service-review.pdf')).toMatchObject({ state: 'indexed', document: { scan: { pages: 1, read: 1 } } });
  });

  test('is read though it stands on its head', async () => {
    await addScan('a.pdf', 'letter upside down');
    await run();
    expect(text('a.pdf')).toContain('levelled again before Easter');
  });

  test('takes what was read of it along to another place, and through a run that reads everything again', async () => {
    await addScan('a.pdf', 'news');
    await run();
    expect((await run(undefined, { full: true })).progress).toMatchObject({ changed: 1, written: 1 });
    expect(read).toEqual([]);
    expect(text('a.pdf')).toContain('after the flood');
    await addScan('a.pdf', 'regards');
    await run();
    expect(read).toEqual(['a.pdf 1']);
    expect(text('a.pdf')).toMatch(/Kind regards/);
    expect(text('a.pdf')).not.toContain('flood');
  });

  test('is shown to those who may read it now, also when it waited', async () => {
    await addScan('a.pdf', 'greeting', 'news');
    chmodSync(join(drive.path, 'a.pdf'), 0o644);
    await run(ONE_PAGE);
    expect(countedPaths(bench, 'everyone')).toEqual(['a.pdf']);
    chmodSync(join(drive.path, 'a.pdf'), 0o600);
    await run(ONE_PAGE);
    expect(text('a.pdf')).toContain('after the flood');
    expect(countedPaths(bench, 'everyone')).toEqual([]);
  });

  test('is forgotten with its document', async () => {
    await addScan('a.pdf', 'greeting');
    for (const name of ['b', 'c', 'd']) drive.write(`${name}.txt`);
    await run();
    const id = entry('a.pdf')?.recordId ?? '';
    rmSync(join(drive.path, 'a.pdf'));
    for (let times = 0; times < 2; times += 1) await run();
    expect(entry('a.pdf')).toBeUndefined();
    expect(bench.store.recognized.removeUnused()).toBe(0);
    expect(bench.store.recognized.pages(id, '')).toEqual([]);
  });
});

describe('a picture', () => {
  test('is read when it is as large as a page', async () => {
    writeFileSync(join(drive.path, 'shot.png'), LETTER);
    await run();
    expect(text('shot.png')).toContain('levelled again before Easter');
    expect(entry('shot.png')).toMatchObject({ state: 'indexed', document: { scan: { picture: { width: 874, height: 1240 } } } });
    expect([...bench.sink.stored.values()].map(({ page }) => page)).toEqual([undefined]);
  });

  test('that is small is read only where all are asked for', async () => {
    add('rain-gauge.gif');
    await run();
    expect(read).toEqual([]);
    expect(entry('rain-gauge.gif')).toMatchObject({ state: 'indexed', reason: null });
    await run('on');
    expect(text('rain-gauge.gif')).toContain('Verbruggen');
  });

  test('of several pages is read page by page', async () => {
    add('two-letters.tif');
    await run();
    expect(read).toEqual(['two-letters.tif 1', 'two-letters.tif 2']);
    expect([...bench.sink.stored.values()].map(({ page, text: words }) => [page, words.slice(0, 4)])).toEqual([
      [1, 'Dear'],
      [2, 'Kind'],
    ]);
  });
});

describe('limits', () => {
  test('leave pages beyond them unread, and read those alone when they are raised', async () => {
    await addScan('a.pdf', 'greeting', 'news', 'regards');
    await run({ mode: 'auto', maxPages: 2 });
    expect(read).toEqual(['a.pdf 1', 'a.pdf 2']);
    expect(entry('a.pdf')).toMatchObject({ state: 'partial', reason: 'Only the first 2 of 3 scanned pages are read by OCR' });
    await run({ mode: 'auto', maxPages: 2 });
    expect(read).toEqual([]);
    await run({ mode: 'auto', maxPages: 3 });
    expect(read).toEqual(['a.pdf 3']);
    expect(entry('a.pdf')).toMatchObject({ state: 'indexed', document: { scan: { pages: 3, read: 3 } } });
    expect(text('a.pdf')).toMatch(/Verbruggen[\s\S]*flood[\s\S]*Kind regards/);
  });

  test('of a run are kept, and the next goes on with the next page', async () => {
    await addScan('a.pdf', 'greeting', 'news');
    await addScan('b.pdf', 'regards');
    const done: string[] = [];
    const opened: number[] = [];
    for (const expected of ['Page 2 is scanned and waits for OCR', null, null]) {
      const { outcome, progress } = await run(ONE_PAGE);
      expect(outcome).toEqual({ state: 'complete' });
      opened.push(progress.opened);
      expect(entry('a.pdf')?.reason ?? null).toBe(expected);
      expect(read).toHaveLength(1);
      done.push(...read);
    }
    expect(done).toEqual(['a.pdf 1', 'a.pdf 2', 'b.pdf 1']);
    // Two new files and the page; then only what a page is read of, and not all that waits.
    expect(opened).toEqual([3, 1, 1]);
    expect(text('a.pdf')).toMatch(/Verbruggen[\s\S]*flood/);
    await run(ONE_PAGE);
    expect(read).toEqual([]);
  });

  test('of a page end a program that takes too long, once', async () => {
    await addScan('a.pdf', 'greeting');
    install('exec /bin/sleep 60');
    const began = performance.now();
    await run({ mode: 'auto', secondsPerPage: 0.5 });
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(entry('a.pdf')).toMatchObject({
      state: 'partial',
      reason: 'Page 1 is scanned and could not be read by OCR: it took more than 0.5 s',
    });
    await run({ mode: 'auto', secondsPerPage: 0.5 });
    expect(read).toEqual([]);
    vi.unstubAllEnvs();
    await run({ mode: 'auto', secondsPerPage: 20, languages: ['eng'] });
    expect(text('a.pdf')).toContain('Verbruggen');
  });

  test('are not waited for by another run', async () => {
    await addScan('a.pdf', 'greeting', 'news');
    await run(undefined, { isAwaited: () => true });
    expect(read).toEqual(['a.pdf 1']);
  });

  test('end with the run that is stopped; what was read is not read again', async () => {
    await addScan('a.pdf', 'greeting', 'news');
    const stop = new AbortController();
    const recognizer = counting();
    const { outcome } = await run(undefined, {
      signal: stop.signal,
      recognizer: {
        ...recognizer,
        async read(page, signal) {
          if (page.page === 2) stop.abort();
          return recognizer.read(page, signal);
        },
      },
    });
    expect(outcome.state).toBe('cancelled');
    await run();
    expect(read).toEqual(['a.pdf 2']);
    expect(text('a.pdf')).toMatch(/Verbruggen[\s\S]*flood/);
  });
});

describe('OCR', () => {
  test('that is off reads nothing, and what it left is read when it is on', async () => {
    await addScan('a.pdf', 'greeting');
    await runOnDrive('off');
    expect(await check('off')).toEqual([]);
    expect(entry('a.pdf')).toMatchObject({ state: 'partial', reason: 'There is no text in it: it was probably scanned' });
    expect((await runOnDrive('off')).progress).toMatchObject({ opened: 0 });
    await runOnDrive();
    expect(text('a.pdf')).toContain('Verbruggen');
  });

  test('that is turned off leaves nothing waiting', async () => {
    await addScan('a.pdf', 'greeting', 'news');
    await run(ONE_PAGE);
    await run('off');
    expect(entry('a.pdf')).toMatchObject({ reason: 'Page 2 is scanned and without text', nextTryAt: null });
    expect(text('a.pdf')).toContain('Verbruggen');
    expect((await run('off')).progress).toMatchObject({ opened: 0 });
  });

  test('without its program is named by the check and harms nothing; what it left is read once it is there', async () => {
    await addScan('a.pdf', 'greeting');
    vi.stubEnv('PATH', '/nowhere');
    expect(await check()).toEqual([
      { level: 'warning', message: expect.stringMatching(/found by name only: there is no program.*Install tesseract-ocr/) },
    ]);
    expect((await runOnDrive()).outcome).toEqual({ state: 'complete' });
    expect(entry('a.pdf')?.reason).toBe('There is no text in it: it was probably scanned');
    expect((await runOnDrive()).progress).toMatchObject({ opened: 0 });
    vi.unstubAllEnvs();
    expect(await check()).toEqual([{ level: 'ok', message: expect.stringContaining('tesseract: eng, deu') }]);
    await runOnDrive();
    expect(text('a.pdf')).toContain('Verbruggen');
  });

  test('comes to everything in the end, though folders without changes are not told again', async () => {
    for (const name of ['a', 'b', 'c']) {
      mkdirSync(join(drive.path, name));
      await addScan(`${name}/${name}.pdf`, 'greeting');
    }
    vi.stubEnv('PATH', '/nowhere');
    for (let times = 0; times < 2; times += 1) await runOnDrive(ONE_PAGE);
    vi.unstubAllEnvs();
    const done: string[] = [];
    for (let times = 0; times < 4; times += 1) {
      await runOnDrive(ONE_PAGE);
      done.push(...read);
    }
    expect(done).toEqual(['a.pdf 1', 'b.pdf 1', 'c.pdf 1']);
  });

  test('is left to the next whole run where only what was just saved is looked at', async () => {
    await addScan('a.pdf', 'greeting');
    await run(undefined, { only: [{ id: 'a.pdf', what: 'files' }] });
    expect(read).toEqual([]);
    expect(entry('a.pdf')?.reason).toBe('Page 1 is scanned and waits for OCR');
    await run();
    expect(text('a.pdf')).toContain('Verbruggen');
  });

  test('names the languages that are missing', async () => {
    expect(await check({ languages: ['eng', 'chi_sim'] })).toEqual([
      { level: 'ok', message: expect.stringContaining('tesseract: eng)') },
      { level: 'warning', message: expect.stringMatching(/no data for chi_sim here\. Install tesseract-ocr-chi-sim/) },
    ]);
  });

  test('whose program is broken leaves everything waiting, and says so', async () => {
    await addScan('a.pdf', 'greeting');
    await addScan('b.pdf', 'greeting');
    install("echo 'Error opening data file eng.traineddata' >&2; exit 1");
    expect((await run()).outcome).toEqual({ state: 'complete' });
    expect(bench.warnings.join()).toContain('OCR does not work');
    expect(entry('a.pdf')?.reason).toBe('Page 1 is scanned and waits for OCR');
    vi.unstubAllEnvs();
    await run();
    expect(read).toEqual(['a.pdf 1', 'b.pdf 1']);
    expect(entry('b.pdf')?.state).toBe('indexed');
  });

  test('does nothing in a dry run', async () => {
    await addScan('a.pdf', 'greeting', 'news');
    await run(ONE_PAGE);
    await run(ONE_PAGE, { dryRun: true });
    expect(read).toEqual([]);
  });

  test('keeps nothing of bytes that are not there any more', () => {
    const page = { text: 'secret', problem: null, languages: 'eng', seconds: 30 };
    const { recognized } = bench.store;
    recognized.put('id', 'old', { ...page, page: 1 });
    recognized.put('id', 'old', { ...page, page: 2 });
    recognized.put('id', 'new', { ...page, page: 1 });
    expect(recognized.pages('id', 'old')).toEqual([]);
    expect(recognized.pages('id', 'new')).toHaveLength(1);
  });
});

test('a run that is stopped does not wait until the page of another one has been read', async () => {
  const drawing = Promise.withResolvers<void>();
  const drawPage = () => {
    drawing.resolve();
    return new Promise<never>(() => {});
  };
  const recognizer = createRecognizer({ drawer: { drawPage } });
  const file = { path: Buffer.from('/a.png'), name: 'a.png', size: 1, maxBytes: 1 };
  const page = { file, page: 1, languages: ['eng'], rules: { secondsPerPage: 30 } };
  void recognizer.read(page, new AbortController().signal);
  await drawing.promise;
  const stop = new AbortController();
  const second = recognizer.read(page, stop.signal);
  stop.abort(new Error('stopped'));
  await expect(second).rejects.toThrow('stopped');
}, 5000);
