import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { scannedPdf } from '../../support/scans.ts';
import { runIn } from './interrupted-ocr.ts';

const folder = mkdtempSync(join(tmpdir(), 'atrium-ocr-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a run that is killed while it reads a page loses that page alone', async () => {
  writeFileSync(join(folder, 'scan.pdf'), await scannedPdf(['greeting', 'news', 'regards']));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'interrupted-ocr.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  for await (const line of createInterface({ input: child.stdout })) if (line === '2') child.kill('SIGKILL');
  await ended;
  expect(child.signalCode).toBe('SIGKILL');

  const read: number[] = [];
  const { outcome, row } = await runIn(folder, (page) => read.push(page));
  expect(outcome.state).toBe('complete');
  expect(read).toEqual([2, 3]);
  expect(row).toMatchObject({ state: 'indexed', document: { scan: { pages: 3, read: 3 } } });
});
