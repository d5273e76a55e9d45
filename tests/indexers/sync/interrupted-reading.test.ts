import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import { readIn } from './interrupted-reading.ts';

const SCRIPT = fileURLToPath(new URL('./interrupted-reading.ts', import.meta.url));
const FOLDERS = 12;
const EACH = 10;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-kill-'));
  for (let n = 0; n < FOLDERS * EACH; n++) write(`folder ${String(Math.floor(n / EACH)).padStart(2, '0')}/file ${n % EACH}.txt`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string): void {
  const file = path.join(folder, 'drive', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `The text of ${name}.`);
}

async function readAndKill(writes: number): Promise<void> {
  const child = spawn(process.execPath, [SCRIPT, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let written = 0;
  for await (const dots of child.stdout) {
    written += String(dots).length;
    if (written >= writes) child.kill('SIGKILL');
  }
  expect(child.signalCode ?? (await once(child, 'exit'))[1]).toBe('SIGKILL');
}

function storedPlace(): string | undefined {
  const store = createSqliteStore({ path: path.join(folder, 'state.sqlite') });
  try {
    return store.sourceState.get('library', 'sync:reading-at');
  } finally {
    store.close();
  }
}

test('a reading that was killed goes on where it was, comes to the rest at the end, and removes nothing by that', async () => {
  await readAndKill(70);
  const place = storedPlace() ?? '';
  expect(place).toMatch(/^folder 0[4-8]$/);
  // What comes before the place while nobody looks is not overlooked, and what was there is not taken for gone.
  write('folder 00/file x.txt');
  rmSync(path.join(folder, 'drive', 'folder 01', 'file 3.txt'));

  const met: string[] = [];
  const { outcome, progress, ledger, place: end } = await readIn(folder, { met: (itemId) => met.push(itemId) });
  expect(outcome).toEqual({ state: 'complete' });
  expect(met[0]).toBe(`${place}/file 0.txt`);
  expect((met.at(-1) ?? '').slice(0, 9) < place).toBe(true);
  expect(new Set(met).size).toBe(FOLDERS * EACH);
  expect(progress).toMatchObject({ seen: FOLDERS * EACH, removed: 1 });
  expect(progress.opened).toBeLessThan(70);
  expect(ledger.size).toBe(FOLDERS * EACH);
  expect(new Set([...ledger.values()].map(({ state }) => state))).toEqual(new Set(['indexed']));
  expect(end).toBe('');
});
