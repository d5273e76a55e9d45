import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogger } from '#server/logger.ts';
import { type Backups, createBackups } from '#server/operations/backups.ts';
import { openStore } from '#server/store/open-store.ts';
import type { StateStore } from '#server/store/state-store.ts';

let dataDir: string;
let store: StateStore;
let backups: Backups;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'atrium-backups-'));
  store = openStore(dataDir);
  backups = createBackups({
    dataDir,
    environment: {},
    // An index without documents.
    documents: { async *read() {}, replace: async () => undefined },
    store,
    sourceIds: () => [],
    logger: createLogger({ level: 'silent' }),
    restored: async () => undefined,
  });
});
afterEach(async () => {
  await backups.close();
  store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function made(): Promise<string> {
  const name = backups.begin();
  await expect.poll(() => backups.work()?.state).toBe('done');
  return name;
}

test('a restore whose end cannot be written down has ended all the same, and the server goes on', async () => {
  const name = await made();
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => void unhandled.push(reason);
  process.on('unhandledRejection', note);
  let told = '';
  await backups.beginRestore(name, {
    finished(outcome) {
      told = outcome;
      throw new Error('database or disk is full');
    },
  });
  await expect.poll(() => told).toBe('done');
  await nextTurn();
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

test('others are answered while a backup is looked into', async () => {
  const name = await made();
  let isDone = false;
  const checked = backups.check(name).finally(() => {
    isDone = true;
  });
  await nextTurn();
  expect(isDone).toBe(false);
  expect(await checked).toMatchObject({ name, verdict: 'fits' });
});
