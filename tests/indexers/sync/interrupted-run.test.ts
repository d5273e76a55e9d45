import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LedgerEntry } from '#indexers/types/ledger.ts';
import { contentsOf } from './folder-sink.ts';
import { runIn, shelfAt } from './interrupted-run.ts';

const SCRIPT = fileURLToPath(new URL('./interrupted-run.ts', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-kill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs in a process that is killed when it has written so many records; the number that it had written by then. */
async function runAndKill(where: string, writes: number): Promise<number> {
  const child = spawn(process.execPath, [SCRIPT, where], { stdio: ['ignore', 'pipe', 'inherit'] });
  let written = 0;
  for await (const dots of child.stdout) {
    written += String(dots).length;
    if (written >= writes) child.kill('SIGKILL');
  }
  expect(child.signalCode ?? (await once(child, 'exit'))[1]).toBe('SIGKILL');
  return written;
}

/** What of the ledger does not depend on the number of runs it took. */
function lasting(ledger: Map<string, LedgerEntry>) {
  return [...ledger.values()].map(({ generation: _generation, ...entry }) => entry);
}

test('a run killed in the middle, and again, ends as one that was left alone', async () => {
  const disturbed = path.join(folder, 'disturbed');
  const undisturbed = path.join(folder, 'undisturbed');
  for (const where of [disturbed, undisturbed]) await runIn(where, shelfAt('before'));
  const expected = await runIn(undisturbed, shelfAt('after'));
  expect(expected.outcome).toEqual({ state: 'complete' });

  const index = path.join(disturbed, 'index');
  const written = await runAndKill(disturbed, 25);
  expect(written).toBeLessThan(expected.progress.written);
  // Far enough for some to be committed: changes share their transactions.
  await runAndKill(disturbed, 200);
  expect(contentsOf(index)).not.toEqual(contentsOf(path.join(undisturbed, 'index')));

  const resumed = await runIn(disturbed, shelfAt('after'));
  expect(resumed.outcome).toEqual({ state: 'complete' });
  expect(contentsOf(index)).toEqual(contentsOf(path.join(undisturbed, 'index')));
  expect(lasting(resumed.ledger)).toEqual(lasting(expected.ledger));
  // What was committed before the kill is not read once more.
  expect(resumed.progress.opened).toBeLessThan(expected.progress.opened);
});
