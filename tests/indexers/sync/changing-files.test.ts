import { appendFileSync, chmodSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createExtractionPool } from '#indexers/sync/extract-in-child.ts';
import type { ExtractionPool } from '#indexers/types/extraction.ts';
import { createDriveFixture, type DriveFixture } from '../drive/drive-fixture.ts';
import { type Bench, createBench, createShelf, type Shelf } from './sync-bench.ts';

let drive: DriveFixture;
let bench: Bench;
let pool: ExtractionPool;
let shelf: Shelf;

beforeEach(() => {
  drive = createDriveFixture();
  drive.write('Plans/a.txt', 'The plan is a draft.');
  drive.write('Plans/b.txt', 'The other plan.');
  bench = createBench();
  pool = createExtractionPool({ concurrency: 1 });
  shelf = { ...createShelf(), source: drive.source() };
});
afterEach(async () => {
  await pool.close();
  bench.store.close();
  drive.remove();
});

const file = () => path.join(drive.path, 'Plans/a.txt');
const row = () => bench.ledger(shelf).get('Plans/a.txt');

/** The real readers, and somebody who does something to the file each time before they come to it. */
function meddled(meddle: (time: number) => void): ExtractionPool {
  let times = 0;
  return {
    ...pool,
    extract(wanted, signal) {
      if (wanted.name === 'a.txt') meddle(++times);
      return pool.extract(wanted, signal);
    },
  };
}

test('a file that is saved between listing and reading is read in the same run', async () => {
  const { outcome, progress } = await bench.run(shelf, {
    pool: meddled((time) => time === 1 && writeFileSync(file(), 'The plan is agreed upon.')),
  });
  expect(outcome).toEqual({ state: 'complete' });
  expect(bench.sink.textOf('Plans/a.txt')).toBe('The plan is agreed upon.');
  expect(row()).toMatchObject({ state: 'indexed', cause: null, nextTryAt: null });
  expect(progress).toMatchObject({ added: 2, changed: 0, failed: 0, opened: 3 });
  expect((await bench.run(shelf, { pool })).progress).toMatchObject({ unchanged: 2, opened: 0, written: 0 });
});

test('one that is known is tried again as well, and so is one that a look at a few places finds', async () => {
  await bench.run(shelf, { pool });
  writeFileSync(file(), 'Saved once.');
  const saving = meddled((time) => time === 1 && writeFileSync(file(), 'Saved once more.'));
  expect((await bench.run(shelf, { pool: saving })).progress).toMatchObject({ added: 0, changed: 1, failed: 0 });
  expect(bench.sink.textOf('Plans/a.txt')).toBe('Saved once more.');

  writeFileSync(file(), 'Saved a third time.');
  const again = meddled((time) => time === 1 && writeFileSync(file(), 'Saved for the fourth time.'));
  const look = await bench.run(shelf, { pool: again, only: [{ id: 'Plans', what: 'files' }] });
  expect(look.progress).toMatchObject({ changed: 1, failed: 0 });
  expect(bench.sink.textOf('Plans/a.txt')).toBe('Saved for the fourth time.');
});

test('a file that somebody goes on writing to is given up after two more times, says why, and is due in the next run', async () => {
  const { outcome, progress } = await bench.run(shelf, { pool: meddled(() => appendFileSync(file(), '.')) });
  expect(outcome).toEqual({ state: 'complete' });
  expect(progress).toMatchObject({ added: 1, failed: 1, opened: 4 });
  expect(row()).toMatchObject({ state: 'failed', cause: 'changed', nextTryAt: bench.now });
  expect(row()?.reason).toMatch(/changed after it was listed/);
  expect((await bench.run(shelf, { pool })).progress).toMatchObject({ changed: 1, failed: 0, opened: 1 });
  expect(bench.sink.textOf('Plans/a.txt')).toBe('The plan is a draft....');
});

test('who may read it is asked anew with its text', async () => {
  const closing = meddled((time) => {
    if (time > 1) return;
    writeFileSync(file(), 'The plan is secret now.');
    chmodSync(file(), 0o600);
  });
  await bench.run(shelf, { pool: closing });
  expect(bench.sink.textOf('Plans/a.txt')).toBe('The plan is secret now.');
  const slot = row()?.aclId ?? '';
  expect(row()?.indexedAclId).toBeNull();
  expect(JSON.stringify(bench.store.acls.get(slot))).not.toContain('everyone');
});

test('one that is gone when it is to be read is no failure of the run', async () => {
  const { outcome } = await bench.run(shelf, { pool: meddled(() => rmSync(file(), { force: true })) });
  expect(outcome).toEqual({ state: 'complete' });
  expect((await bench.run(shelf, { pool })).progress).toMatchObject({ removed: 1 });
  expect(row()).toBeUndefined();
});
