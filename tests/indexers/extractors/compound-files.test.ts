import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openCompound } from '#indexers/extractors/compound/compound-file.ts';
import { readCompoundProperties } from '#indexers/extractors/compound/properties.ts';
import { detectCompound } from '#indexers/extractors/detect-compound.ts';
import type { RawFile } from '#indexers/extractors/raw-file.ts';
import { makeCompound as make, SECTOR } from '../../support/compound-file.ts';

const FREE = 0xffffffff;

function fixture(name: string): Buffer {
  return readFileSync(fileURLToPath(new URL(`../../../fixtures/${name}`, import.meta.url)));
}

/** A file that counts what is read of it. */
function fileOf(bytes: Buffer): RawFile & { readBytes(): number } {
  let sum = 0;
  return {
    name: 'some file',
    size: bytes.length,
    read(position, length) {
      const part = bytes.subarray(position, position + length);
      sum += part.length;
      return part;
    },
    readBytes: () => sum,
  };
}

function compound(bytes: Buffer) {
  return openCompound(fileOf(bytes));
}

const story = Buffer.alloc(5000, 'kingfisher ');

describe('compound files', () => {
  it.each([
    ['drive/service-contract.doc', 'application/msword'],
    ['drive/stock-2007.xls', 'application/vnd.ms-excel'],
    ['drive/spring-review.ppt', 'application/vnd.ms-powerpoint'],
  ])('%s is told by its streams', (name, mediaType) => {
    expect(detectCompound(fileOf(fixture(name)))).toBe(mediaType);
  });

  it.each([
    ['Book', 'application/vnd.ms-excel'],
    ['__properties_version1.0', 'application/vnd.ms-outlook'],
    ['VisioDocument', 'application/vnd.visio'],
    ['something else', 'application/x-cfb'],
  ])('a file with a stream %s is %s', (name, mediaType) => {
    expect(detectCompound(fileOf(make({ streams: [{ name, bytes: story }] })))).toBe(mediaType);
  });

  it('a document behind a password is called encrypted', () => {
    expect(() => detectCompound(fileOf(fixture('hostile/with-password.docx')))).toThrow(/password/);
  });

  it('two kilobytes are enough to tell what a large file is', () => {
    const file = fileOf(make({ streams: [{ name: 'WordDocument', bytes: Buffer.alloc(40_000) }] }));
    expect(detectCompound(file)).toBe('application/msword');
    expect(file.readBytes()).toBeLessThanOrEqual(2048);
  });

  it('a stream is read whole, in one piece or in several', () => {
    const pieces = make({
      streams: [{ name: 'Story', bytes: story }],
      // Its second and third sector change places, and so do their bytes.
      table: (table) => table.splice(2, 3, 4, 5, 3),
    });
    const [third, fourth] = [4 * SECTOR, 5 * SECTOR];
    const kept = Buffer.from(pieces.subarray(third, fourth));
    pieces.copy(pieces, third, fourth, fourth + SECTOR);
    kept.copy(pieces, fourth);
    for (const bytes of [make({ streams: [{ name: 'Story', bytes: story }] }), pieces]) {
      const file = compound(bytes);
      expect(file.stream('STORY')?.equals(story)).toBe(true);
      expect(file.isDamaged()).toBe(false);
    }
  });

  it('chains in circles end, and the file is called damaged', () => {
    const file = compound(make({ streams: [{ name: 'Story', bytes: story }], table: (table) => table.splice(5, 1, 3) }));
    expect(file.stream('Story')?.length).toBeLessThan(story.length);
    expect(file.isDamaged()).toBe(true);
  });

  it('a list of contents that chains to itself is read once', () => {
    const bytes = make({ streams: [{ name: 'WordDocument', bytes: story }], table: (table) => table.splice(1, 1, 1) });
    expect(compound(bytes).streams).toEqual(['WordDocument']);
  });

  it('entries that point to each other are listed once', () => {
    const streams = ['A', 'B', 'C'].map((name) => ({ name, bytes: story }));
    const bytes = make({ streams, directory: (list) => [1, 2, 3].map((entry) => list.writeUInt32LE(1, entry * 128 + 68)) });
    expect(compound(bytes).streams.toSorted()).toEqual(['A', 'B', 'C']);
  });

  it('streams are found where the tree of names is broken', () => {
    const bytes = make({ streams: [{ name: 'WordDocument', bytes: story }], directory: (list) => list.writeUInt32LE(FREE, 76) });
    expect(detectCompound(fileOf(bytes))).toBe('application/msword');
  });

  it('a stream gives what is left of it when the file is cut off, and no more than the file holds', () => {
    const whole = make({
      streams: [{ name: 'Story', bytes: story }],
      directory: (list) => list.writeUInt32LE(0x7fffffff, 128 + 120),
    });
    const file = compound(whole.subarray(0, 4 * SECTOR));
    expect(file.stream('Story')?.length).toBe(SECTOR);
    expect(file.isDamaged()).toBe(true);
  });

  it('a file without a list of contents is corrupt', () => {
    expect(() => compound(make({ streams: [] }).subarray(0, 2 * SECTOR))).toThrow(/damaged/);
    expect(() => compound(Buffer.alloc(4096))).toThrow(/damaged/);
  });

  it('broken properties say nothing', () => {
    const bytes = fixture('drive/stock-2007.xls');
    const summary = compound(bytes).stream('\u0005SummaryInformation');
    for (let at = 0; at < (summary?.length ?? 0); at += 1) {
      const broken = Buffer.from(summary ?? []);
      broken.fill(0xff, at, Math.min(broken.length, at + 4));
      const file = { streams: [], stream: () => broken, isDamaged: () => false };
      expect(readCompoundProperties(file)).toHaveProperty('authors');
    }
  });
});
