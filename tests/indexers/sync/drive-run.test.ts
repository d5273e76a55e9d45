import { chmodSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
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
  drive.write('Reviews/2023.txt', 'The review of the year 2023.');
  drive.write('Reviews/2024.txt', 'The review of the year 2024.');
  drive.write('Products/Heron/notes.md', '# Heron\n\nIt measures waves.');
  drive.write('Products/broken.pdf', '%PDF-1.7\nthis is no more than a beginning');
  bench = createBench();
  pool = createExtractionPool({ concurrency: 1 });
  shelf = { ...createShelf(), source: drive.source() };
});
afterEach(async () => {
  await pool.close();
  bench.store.close();
  drive.remove();
});

const run = () => bench.run(shelf, { pool });
const ids = () => new Map([...bench.ledger(shelf)].map(([id, entry]) => [id, entry.recordId]));
const at = (name: string) => path.join(drive.path, name);

test('a real folder is read once, followed when it is renamed, and never opened without need', async () => {
  const first = await run();
  expect(first.outcome).toEqual({ state: 'complete' });
  expect(first.progress).toMatchObject({ added: 3, failed: 1, opened: 4 });
  expect(bench.sink.textOf('Products/Heron/notes.md')).toContain('It measures waves.');
  const before = ids();

  expect((await run()).progress).toMatchObject({ unchanged: 4, opened: 0, written: 0 });

  renameSync(at('Reviews'), at('Yearly reviews'));
  const renamed = await run();
  expect(renamed.outcome).toEqual({ state: 'complete' });
  expect(renamed.progress).toMatchObject({ changed: 2, removed: 0, held: 0, opened: 0 });
  expect(ids().get('Yearly reviews/2024.txt')).toBe(before.get('Reviews/2024.txt'));
  expect(bench.sink.textOf('Yearly reviews/2024.txt')).toBe('The review of the year 2024.');

  chmodSync(at('Products/Heron/notes.md'), 0o600);
  bench.sink.calls.length = 0;
  expect((await run()).progress).toMatchObject({ changed: 1, opened: 0, written: 0 });
  expect(bench.sink.calls.map(({ call }) => call)).toEqual(['setAccess']);

  // The same size and, set back, the same time: only ctime tells.
  const file = at('Yearly reviews/2023.txt');
  const time = new Date(2024, 1, 1);
  utimesSync(file, time, time);
  await run();
  writeFileSync(file, 'The review of the year 2O23.');
  utimesSync(file, time, time);
  expect((await run()).progress).toMatchObject({ changed: 1, opened: 1 });
  expect(bench.sink.textOf('Yearly reviews/2023.txt')).toBe('The review of the year 2O23.');
});

test('a folder that is suddenly empty keeps all its documents', async () => {
  await run();
  for (const name of ['Reviews', 'Products']) rmSync(at(name), { recursive: true });
  for (let times = 0; times < 2; times++) {
    const { outcome, progress } = await run();
    expect(progress.removed).toBe(0);
    expect(outcome.state === 'complete' ? outcome.held?.count : outcome.state).toSatisfy(
      (value) => value === 4 || value === 'failed',
    );
    expect(bench.sink.textOf('Reviews/2023.txt')).toBeDefined();
  }
});
