import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DriveConfig } from '#indexers/sources/drive/config.ts';
import { createDriveSource } from '#indexers/sources/drive/drive-source.ts';
import type { Source, SourceChange } from '#indexers/types.ts';
import { createDriveFixture, type DriveFixture, summarise } from './drive-fixture.ts';

let drive: DriveFixture;
beforeEach(() => {
  drive = createDriveFixture();
  drive.write('atrium/secret.key');
  drive.write('atrium/demo/welcome.txt');
  drive.write('shared/atrium.yaml');
  drive.write('shared/plan.txt');
});
afterEach(() => drive.remove());

const { signal } = new AbortController();
const at = (...names: string[]) => path.join(drive.path, ...names);

/** Of an Atrium whose data folder, configuration and demo these are. */
function sourceOf(folder: string): Source {
  const own = { kept: [at('atrium'), at('shared/atrium.yaml'), at('not made yet')], open: [at('atrium/demo')] };
  const memory = { get: () => undefined, set: () => undefined };
  const config = DriveConfig.parse({ id: 'library', kind: 'drive', path: folder, permissions: 'everyone' });
  return createDriveSource(config, { own, memory, log: () => undefined });
}

async function read(folder: string): Promise<SourceChange[]> {
  const changes: SourceChange[] = [];
  for await (const change of sourceOf(folder).read({ signal })) changes.push(change);
  return changes;
}

test.each([
  ['the data folder', () => at('atrium')],
  ['a folder in it', () => at('atrium/backups')],
  ['a link to it', () => at('link')],
  ['a folder behind a link to what is above it', () => at('up/atrium/backups')],
  ['it through the processes of the machine', () => `/proc/self/root${at('atrium')}`],
])('%s is no source, and the test of one says why', async (_what, folder) => {
  mkdirSync(at('atrium/backups'));
  symlinkSync('atrium', at('link'));
  symlinkSync('.', at('up'));
  const report = await sourceOf(folder()).check(signal);
  expect(report).toMatchObject({ ok: false, findings: [{ message: expect.stringContaining('keeps its own data in there') }] });
  await expect(read(folder())).rejects.toThrow('keeps its own data in there');
});

test('inside a source it is left out, and so is the configuration', async () => {
  const { files, excluded } = summarise(await read(drive.path));
  expect(files).toEqual(['shared/plan.txt']);
  const rule = 'what Atrium keeps for itself';
  expect(excluded).toEqual({ atrium: rule, 'shared/atrium.yaml': rule });
});

test('the documents of the demo, which lie in it, are a source', async () => {
  expect(summarise(await read(at('atrium/demo'))).files).toEqual(['welcome.txt']);
});

test('it is not handed out by its name either', async () => {
  const source = sourceOf(drive.path);
  const plan = await source.readContent?.('shared/plan.txt', { signal });
  expect(plan && (await text(plan.stream))).toBe('shared/plan.txt');
  for (const id of ['atrium/secret.key', 'atrium/demo/welcome.txt', 'shared/atrium.yaml'])
    await expect(source.readContent?.(id, { signal }), id).rejects.toThrow();
});
