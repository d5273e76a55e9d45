import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFileCache } from '#server/documents/file-cache.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const names = () => readdirSync(folder).sort();
const bytes = (count: number) => Buffer.alloc(count, 7);

describe('files that may be thrown away', () => {
  test('are there until there is no room; those not asked for the longest go first', async () => {
    const cache = createFileCache({ folder, maxBytes: 1000 });
    await cache.write('a', bytes(400));
    await cache.write('b', bytes(400));
    expect(await cache.read('a')).toHaveLength(400);
    await cache.write('c', bytes(400));
    expect(names()).toEqual(['a', 'c']);
    expect(await cache.read('b')).toBeUndefined();
    expect(await cache.place('c')).toBe(path.join(folder, 'c'));
  });

  test('are found again by the next process, by their age, without what was half written', async () => {
    const old = path.join(folder, 'old');
    writeFileSync(old, bytes(500));
    utimesSync(old, 1, 1);
    writeFileSync(path.join(folder, 'new'), bytes(300));
    writeFileSync(path.join(folder, 'x.draft'), bytes(300));
    const cache = createFileCache({ folder, maxBytes: 1000 });
    expect(await cache.read('new')).toHaveLength(300);
    await cache.write('more', bytes(300));
    expect(names()).toEqual(['more', 'new']);
  });

  test('that somebody else removed are not there', async () => {
    const cache = createFileCache({ folder, maxBytes: 1000 });
    await cache.write('a', bytes(10));
    rmSync(path.join(folder, 'a'));
    expect([await cache.place('a'), await cache.read('a')]).toEqual([undefined, undefined]);
  });

  test('are kept as soon as the folder can be opened, and leave nothing behind where they cannot', async () => {
    const inTheWay = path.join(folder, 'cache');
    writeFileSync(inTheWay, 'no folder');
    const cache = createFileCache({ folder: inTheWay, maxBytes: 1000 });
    await expect(cache.write('a', bytes(10))).rejects.toThrow();
    rmSync(inTheWay);
    await cache.write('a', bytes(10));
    expect(await cache.read('a')).toHaveLength(10);
    // No file can take the place of a folder.
    mkdirSync(path.join(inTheWay, 'b'));
    await expect(cache.write('b', bytes(10))).rejects.toThrow();
    expect(readdirSync(inTheWay).sort()).toEqual(['a', 'b']);
  });
});
