import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { contentsOf } from './folder-sink.ts';
import { runIn, shelfWith } from './interrupted-settling.ts';

const SCRIPT = fileURLToPath(new URL('./interrupted-settling.ts', import.meta.url));
const Passage = z.object({ path: z.string(), aclId: z.string() });
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-kill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs in a process that is killed when it has sent the access of so many documents. */
async function runAndKill(changed: number, sends: number): Promise<void> {
  const child = spawn(process.execPath, [SCRIPT, folder, String(changed)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let sent = 0;
  for await (const dots of child.stdout) {
    sent += String(dots).length;
    if (sent >= sends) child.kill('SIGKILL');
  }
  expect(child.signalCode ?? (await once(child, 'exit'))[1]).toBe('SIGKILL');
}

test.each([
  ['the same files', 50],
  // Now the slot is replaced in place, while some documents are in the index under another already.
  ['nearly all of them', 110],
  ['none of them, which got their old rights back', 0],
])('a run killed while access is being sent is put right by the next one, be it for %s', async (_, changed) => {
  await runIn(folder, shelfWith(0));
  await runAndKill(50, 15);
  const { outcome, ledger, slots } = await runIn(folder, shelfWith(changed));
  expect(outcome).toEqual({ state: 'complete' });
  const inIndex = Object.values(contentsOf(path.join(folder, 'index'))).map((json) => Passage.parse(JSON.parse(json)));
  const groupOf = new Map(slots.map(({ aclId, access }) => [aclId, JSON.stringify(access).includes('board') ? 'board' : 'crew']));
  expect(inIndex.filter(({ aclId }) => groupOf.get(aclId) === 'board')).toHaveLength(changed);
  for (const { path: place, aclId } of inIndex) expect(ledger.get(place)).toMatchObject({ aclId, indexedAclId: null });
});
