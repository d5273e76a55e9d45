import { spawnSync } from 'node:child_process';
import { chmodSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveRange } from '#indexers/sources/file-tree/content.ts';
import type { ByteRange, ContentStream } from '#indexers/types/content-stream.ts';
import type { Source } from '#indexers/types.ts';
import { createDriveFixture, type DriveFixture } from './drive-fixture.ts';

const soon = (): AbortSignal => AbortSignal.timeout(20_000);
const TEXT = '0123456789'.repeat(100_000);
let drive: DriveFixture;
let source: Source;

beforeAll(() => {
  drive = createDriveFixture();
  drive.write('papers/digits.txt', TEXT);
  source = drive.source();
});
afterAll(() => drive.remove());

async function open(id: string, range?: ByteRange, from = source): Promise<ContentStream> {
  if (from.readContent === undefined) throw new Error('drives have originals');
  return from.readContent(id, { signal: soon(), ...(range === undefined ? {} : { range }) });
}

describe('the original of a document', () => {
  it('comes whole, with its size and with the access of this moment', async () => {
    const content = await open('papers/digits.txt');
    expect(content).toMatchObject({
      size: TEXT.length,
      start: 0,
      end: TEXT.length - 1,
      access: { state: 'known', acl: { layers: [] } },
    });
    expect((await buffer(content.stream)).toString()).toBe(TEXT);
    chmodSync(join(drive.path, 'papers'), 0o700);
    const { access, stream } = await open('papers/digits.txt');
    stream.destroy();
    expect(access).toEqual({
      state: 'known',
      acl: {
        layers: [{ what: 'parent', path: 'papers', entries: [{ effect: 'allow', principal: `uid:${process.getuid?.()}` }] }],
      },
    });
    chmodSync(join(drive.path, 'papers'), 0o755);
  });

  it('comes in part', async () => {
    const content = await open('papers/digits.txt', { start: 999_995 });
    expect(content).toMatchObject({ start: 999_995, end: 999_999, size: 1_000_000 });
    expect((await buffer(content.stream)).toString()).toBe('56789');
  });

  it.each([
    ['an inner part', { start: 2, end: 5 }, 10, { start: 2, end: 5 }],
    ['an end beyond the file', { start: 8, end: 99 }, 10, { start: 8, end: 9 }],
    ['no end', { start: 3 }, 10, { start: 3, end: 9 }],
    ['the last bytes', { end: 4 }, 10, { start: 6, end: 9 }],
    ['more last bytes than there are', { end: 40 }, 10, { start: 0, end: 9 }],
    ['no last bytes', { end: 0 }, 10, {}],
    ['a start beyond the file', { start: 10 }, 10, {}],
    ['an empty file', {}, 0, {}],
  ])('resolves %s as RFC 9110 says', (_, range, size, resolved) => {
    expect(resolveRange(range, size)).toEqual(resolved);
  });

  it('is refused when it is gone, no file, out of the drive or behind a link', async () => {
    spawnSync('mkfifo', [join(drive.path, 'pipe')]);
    drive.write('inside/a.txt');
    renameSync(join(drive.path, 'inside'), join(drive.path, 'inside-now'));
    symlinkSync(join(drive.path, 'inside-now'), join(drive.path, 'inside'));
    for (const id of ['gone.txt', 'pipe', 'papers', '../../etc/passwd', 'inside/a.txt', 'inside'])
      await expect(open(id)).rejects.toThrow('cannot be read');
  });

  it('fails within its time when the drive is not there', async () => {
    await expect(open('a.txt', undefined, drive.source({ path: `${drive.path}/nowhere` }))).rejects.toThrow('cannot be read');
  });
});
