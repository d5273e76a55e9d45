import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AccessRef } from '#indexers/types/access.ts';
import type { Source } from '#indexers/types.ts';
import { collect } from '../../contracts/source-contract.ts';
import { createDriveFixture, type DriveFixture } from './drive-fixture.ts';

const soon = (): AbortSignal => AbortSignal.timeout(20_000);
const OPEN: AccessRef = { state: 'known', acl: { layers: [] } };
let drive: DriveFixture;
let source: Source;

beforeEach(() => {
  drive = createDriveFixture();
  drive.write('papers/deep/a.txt');
  drive.write('b.txt');
  source = drive.source({ permissions: 'posix' });
});
afterEach(() => drive.remove());

async function ask(...ids: string[]): Promise<Record<string, AccessRef | { state: 'gone' }>> {
  return Object.fromEntries((await source.readAccess?.(ids, soon())) ?? []);
}

test('tells who may read at this moment, of the file and of every folder above it', async () => {
  await collect(source, soon());
  expect(await ask('papers/deep/a.txt', 'b.txt')).toEqual({ 'papers/deep/a.txt': OPEN, 'b.txt': OPEN });
  chmodSync(join(drive.path, 'papers'), 0o700);
  execFileSync('setfacl', ['--modify', 'u:4711:r,o::-', join(drive.path, 'b.txt')]);
  expect(await ask('papers/deep/a.txt', 'b.txt')).toMatchObject({
    'papers/deep/a.txt': { acl: { layers: [{ what: 'parent', path: 'papers' }] } },
    'b.txt': {
      acl: { layers: [{ what: 'item', entries: expect.arrayContaining([{ effect: 'allow', principal: 'uid:4711' }]) }] },
    },
  });
});

test('says gone of what is not there any more, is a folder, or lies behind a link', async () => {
  renameSync(join(drive.path, 'papers'), join(drive.path, 'moved'));
  symlinkSync('moved', join(drive.path, 'papers'));
  expect(await ask('c.txt', 'moved', 'papers/deep/a.txt', 'b.txt/x')).toEqual({
    'c.txt': { state: 'gone' },
    moved: { state: 'gone' },
    'papers/deep/a.txt': { state: 'gone' },
    'b.txt/x': { state: 'gone' },
  });
});

test('answers nothing when the drive is not there, or is another', async () => {
  await expect(drive.source({ path: `${drive.path}/nowhere` }).readAccess?.(['b.txt'], soon())).rejects.toThrow('cannot tell');
  const path = join(drive.path, 'papers');
  source = drive.source({ path });
  await collect(source, soon());
  renameSync(path, join(drive.path, 'was'));
  mkdirSync(path);
  await expect(ask('deep/a.txt')).rejects.toThrow('another folder');
  rmSync(path, { recursive: true });
});

test('ends with its signal', async () => {
  await expect(source.readAccess?.(['b.txt'], AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
});
