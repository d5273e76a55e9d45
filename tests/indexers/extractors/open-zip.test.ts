import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { detectZip } from '#indexers/extractors/detect-zip.ts';
import { openZip, type ZipArchive } from '#indexers/extractors/zip/open-zip.ts';
import { zipFile } from '../../support/zip-file.ts';

const MB = 1024 * 1024;
const drive = fileURLToPath(new URL('../../../fixtures/drive/', import.meta.url));

function fileOf(bytes: Uint8Array): { size: number; read: (position: number, length: number) => Uint8Array } {
  return { size: bytes.length, read: (position, length) => bytes.subarray(position, position + length) };
}

function open(bytes: Uint8Array): Promise<ZipArchive> {
  return openZip(fileOf(bytes));
}

async function streamed(
  archive: ZipArchive,
  name: string,
  maxBytes: number,
): Promise<{ end: string | undefined; bytes: number }> {
  let bytes = 0;
  const end = await archive.stream(name, {
    maxBytes,
    onChunk(chunk) {
      bytes += chunk.length;
      return true;
    },
  });
  return { end, bytes };
}

describe('an archive', () => {
  it('lists what it holds with sizes, and reads entries packed and stored', async () => {
    const archive = await open(
      zipFile([
        { name: 'a/', content: '' },
        { name: 'a/packed.txt', content: 'kingfisher '.repeat(100) },
        { name: 'stored.txt', content: 'gauge', isStored: true },
      ]),
    );
    expect(archive.entries).toMatchObject([
      { name: 'a/', isFolder: true },
      { name: 'a/packed.txt', size: 1100, isFolder: false, isEncrypted: false },
      { name: 'stored.txt', size: 5, compressedSize: 5 },
    ]);
    expect(String(await archive.read('a/packed.txt', MB))).toBe('kingfisher '.repeat(100));
    expect(String(await archive.read('STORED.TXT', MB))).toBe('gauge');
    expect(await archive.read('missing.txt', MB)).toBeUndefined();
    expect(await streamed(archive, 'missing.txt', MB)).toEqual({ end: undefined, bytes: 0 });
  });

  it('gives up at the limit, whatever size an entry declares', async () => {
    const archive = await open(zipFile([{ name: 'bomb', content: Buffer.alloc(12 * MB, 'a'), declaredSize: 10 }]));
    await expect(archive.read('bomb', MB)).rejects.toMatchObject({ failure: 'too-large' });
    expect(await streamed(archive, 'bomb', MB)).toEqual({ end: 'limit', bytes: MB });
    expect(await streamed(archive, 'bomb', 40 * MB)).toEqual({ end: 'whole', bytes: 12 * MB });
  });

  it('unpacks no more than it may in all, however many entries share the same bytes', async () => {
    const content = Buffer.alloc(2 * MB);
    const twins = Array.from({ length: 11 }, (_, at) => ({ name: `twin${at}`, content, sameAs: 'first' }));
    const archive = await openZip(fileOf(zipFile([{ name: 'first', content }, ...twins])), { maxUnpacked: 21 * MB });
    const ends: string[] = [];
    for (const { name } of archive.entries) ends.push((await streamed(archive, name, 60 * MB)).end ?? '');
    expect(ends).toEqual([...Array.from({ length: 10 }, () => 'whole'), 'limit', 'limit']);
    await expect(archive.read('first', 60 * MB)).rejects.toMatchObject({ failure: 'too-large' });
  });

  it('passes over names that point outside, and no other', async () => {
    const bad = ['../../etc/cron.d/x', '/etc/passwd', 'C:\\x.txt', 'a/../../b'].map((name) => ({ name, content: 'x' }));
    const archive = await open(zipFile([...bad, { name: 'word\\document.xml', content: 'good' }]));
    expect(archive.entries.map(({ name }) => name)).toEqual(['word/document.xml']);
    expect(String(await archive.read('word/document.xml', MB))).toBe('good');
  });

  it('lists an encrypted entry and calls its content encrypted', async () => {
    const archive = await open(zipFile([{ name: 'secret.txt', content: 'x', flags: 1 }]));
    expect(archive.entries[0]).toMatchObject({ name: 'secret.txt', isEncrypted: true });
    await expect(archive.read('secret.txt', MB)).rejects.toMatchObject({ failure: 'encrypted' });
    await expect(streamed(archive, 'secret.txt', MB)).rejects.toMatchObject({ failure: 'encrypted' });
  });

  it('is found between other bytes', async () => {
    const bytes = zipFile([{ name: 'a.txt', content: 'inside' }]);
    const archive = await open(Buffer.concat([Buffer.from('#!/bin/sh program '), bytes, Buffer.from('\r\n')]));
    expect(String(await archive.read('a.txt', MB))).toBe('inside');
  });

  it('that is cut off is corrupt, in words', async () => {
    const bytes = zipFile([{ name: 'a.txt', content: 'inside' }]);
    await expect(open(bytes.subarray(0, bytes.length - 5))).rejects.toMatchObject({
      failure: 'corrupt',
      message: 'The file is damaged or incomplete: its table of contents is missing',
    });
  });

  it('with damaged bytes gives what lies before them', async () => {
    const words = Array.from({ length: 150_000 }, (_, at) => `word${(at * 7919) % 150_000}`).join(' ');
    const bytes = zipFile([{ name: 'long.txt', content: words }]);
    const damage = Math.floor(bytes.length * 0.8);
    bytes.fill(0xff, damage, damage + 200);
    const { end, bytes: read } = await streamed(await open(bytes), 'long.txt', 10 * MB);
    expect(end).toBe('damaged');
    expect(read).toBeGreaterThan(words.length / 2);
  });

  it('of more than 20,000 entries shows the first of them and says so', async () => {
    const parts = Array.from({ length: 20_010 }, (_, at) => ({ name: `n${at}`, content: '', isStored: true }));
    const archive = await open(zipFile(parts));
    expect(archive.entries).toHaveLength(20_000);
    expect(archive.warnings).toEqual(['Only the first 20000 of 20010 files in it were looked at']);
  });

  it('is read with few reads, none of them larger than needed', async () => {
    const bytes = zipFile([
      { name: 'large', content: Buffer.alloc(6 * MB), isStored: true },
      { name: 'small', content: 'x' },
    ]);
    const reads: number[] = [];
    const archive = await openZip({
      size: bytes.length,
      read(position, length) {
        reads.push(length);
        return bytes.subarray(position, position + length);
      },
    });
    expect(String(await archive.read('small', MB))).toBe('x');
    expect(reads.length).toBeLessThan(8);
    expect(Math.max(...reads)).toBeLessThan(70_000);
  });
});

describe('the media type of an archive', () => {
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  const types = (type: string): { name: string; content: string } => ({
    name: '[Content_Types].xml',
    content: `<?xml version="1.0"?><x:Types xmlns:x="y"><x:Override PartName="/a.xml" ContentType="${type}"/></x:Types>`,
  });

  it.each([
    ['winter-housing.docx', word],
    ['gauge-network.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['kingfisher-season.pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
    ['winter-housing.odt', 'application/vnd.oasis.opendocument.text'],
    ['gauge-network.ods', 'application/vnd.oasis.opendocument.spreadsheet'],
  ])('of %s is %s', async (name, type) => {
    expect(await detectZip(fileOf(readFileSync(`${drive}${name}`)))).toBe(type);
  });

  it.each([
    ['application/vnd.ms-word.document.macroEnabled.main+xml', 'application/vnd.ms-word.document.macroenabled.12'],
    ['application/vnd.ms-word.template.macroEnabledTemplate.main+xml', 'application/vnd.ms-word.template.macroenabled.12'],
    ['application/vnd.ms-excel.sheet.binary.macroEnabled.main', 'application/vnd.ms-excel.sheet.binary.macroenabled.12'],
    [
      'application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml',
      'application/vnd.openxmlformats-officedocument.presentationml.slideshow',
    ],
    ['text/plain', 'application/zip'],
  ])('with a main part of %s is %s', async (type, expected) => {
    expect(await detectZip(fileOf(zipFile([types(type)])))).toBe(expected);
  });

  it('is told by its parts where the list of types is missing', async () => {
    expect(await detectZip(fileOf(zipFile([{ name: 'word/document.xml', content: '<w/>' }])))).toBe(word);
    expect(await detectZip(fileOf(zipFile([{ name: 'notes.txt', content: 'x' }])))).toBe('application/zip');
    expect(await detectZip(fileOf(Buffer.from('PK\u0003\u0004 not really')))).toBeUndefined();
  });
});
