import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDriveFixture, type DriveFixture } from './drive-fixture.ts';

let drive: DriveFixture;
beforeEach(() => {
  drive = createDriveFixture();
});
afterEach(() => {
  drive.remove();
  rmSync(`${drive.path} before`, { recursive: true, force: true });
});

test('whoever watches a folder hears when another has taken its place, of which nothing would be told', async () => {
  const log: string[] = [];
  const source = drive.source({ permissions: 'everyone' }, (message) => log.push(message));
  const stop = new AbortController();
  const watched = (async () => {
    for await (const _ of source.watch?.(stop.signal) ?? []);
  })();
  const end = watched.then(
    () => 'it ended',
    (error: unknown) => String(error),
  );
  await vi.waitFor(() => expect(log).toContain('what is saved is found at once'), { timeout: 15_000, interval: 20 });
  renameSync(drive.path, `${drive.path} before`);
  mkdirSync(drive.path);
  const timeout = AbortSignal.timeout(15_000);
  timeout.addEventListener('abort', () => stop.abort(new Error('nothing was heard')));
  expect(await end).toContain('replaced, unmounted or mounted anew');
});
