import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExtractionPool } from '#indexers/sync/extract-in-child.ts';
import type { ExtractionPool, ExtractionResult } from '#indexers/types/extraction.ts';
import { zipFile } from '../../support/zip-file.ts';

const fixtures = fileURLToPath(new URL('../../../fixtures/', import.meta.url));
const MB = 1024 * 1024;
let folder: string;
let pool: ExtractionPool;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'atrium-hostile-')));
  pool = createExtractionPool({ concurrency: 1, limits: { cpuMs: 6000, residentBytes: 800 * MB } });
});

afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true, force: true });
});

function extractFile(path: string, name: string, from = pool): Promise<ExtractionResult> {
  return from.extract({ path: Buffer.from(path), name, size: 1, maxBytes: 200 * MB }, AbortSignal.timeout(30_000));
}

function extract(name: string, bytes: Uint8Array | string): Promise<ExtractionResult> {
  writeFileSync(join(folder, name), bytes);
  return extractFile(join(folder, name), name);
}

async function expectNextFileToBeRead(): Promise<void> {
  expect(await extractFile(`${fixtures}drive/field-report.pdf`, 'field-report.pdf')).toMatchObject({
    state: 'extracted',
    mediaType: 'application/pdf',
    extracted: { title: 'Field report: Vale da Garça' },
  });
}

describe('hostile files', () => {
  it('stops a PDF of a few hundred bytes that unpacks to four gigabytes', async () => {
    const strict = createExtractionPool({ concurrency: 1, limits: { cpuMs: 2500, residentBytes: 400 * MB } });
    const result = await extractFile(`${fixtures}hostile/flate-bomb.pdf`, 'flate-bomb.pdf', strict);
    await strict.close();
    expect(result).toMatchObject({ state: 'failed', cause: expect.stringMatching(/^(memory|timeout)$/) });
    await expectNextFileToBeRead();
  });

  it.each(['pdf', 'docx'])('calls a %s behind a password encrypted', async (extension) => {
    const result = await extractFile(`${fixtures}hostile/with-password.${extension}`, `with-password.${extension}`);
    expect(result).toMatchObject({ state: 'failed', cause: 'encrypted' });
  });

  it('reads a page nested 300,000 deep up to a point', async () => {
    const result = await extract('deep.html', `<html><body><p>on top</p>${'<div>x'.repeat(300_000)}`);
    expect(result).toMatchObject({ state: 'extracted', extracted: { warnings: [expect.stringContaining('nested')] } });
    expect(result.state === 'extracted' && result.extracted.sections[0]?.text).toContain('on top');
  });

  it('does not believe the size a Word document declares for its body', async () => {
    const body = Buffer.alloc(300 * MB, 'a');
    const result = await extract(
      'lying.docx',
      zipFile([WORD_TYPES, { name: 'word/document.xml', content: body, declaredSize: 10 }]),
    );
    expect(result).toMatchObject({ state: 'failed', cause: 'too-large' });
    await expectNextFileToBeRead();
  });

  it('reads a Word document of 300,000 paragraphs', async () => {
    const paragraphs = '<w:p><w:r><w:t>kingfisher</w:t></w:r></w:p>'.repeat(300_000);
    const content = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs}</w:body></w:document>`;
    const result = await extract('large.docx', zipFile([WORD_TYPES, { name: 'word/document.xml', content }]));
    expect(result.state === 'extracted' && result.extracted.sections[0]?.text).toMatch(/^(kingfisher\n){299999}kingfisher$/);
  });
});

describe('files that are not what their name says', () => {
  it.each(['pdf', 'docx'])('calls noise named .%s corrupt', async (extension) => {
    const noise = Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919 + (at >> 3) * 104_729) % 256));
    expect(await extract(`noise.${extension}`, noise)).toMatchObject({ state: 'failed', cause: 'corrupt' });
  });

  it.each(['field-report.pdf', 'minutes.docx'])('calls half of %s corrupt', async (name) => {
    const bytes = readFileSync(`${fixtures}drive/${name}`);
    expect(await extract(name, bytes.subarray(0, bytes.length / 2))).toMatchObject({ state: 'failed', cause: 'corrupt' });
  });

  it('reads a PDF named .txt, a page named .pdf and a text without an extension by their content', async () => {
    expect(await extract('report.txt', readFileSync(`${fixtures}drive/field-report.pdf`))).toMatchObject({
      mediaType: 'application/pdf',
    });
    expect(await extract('page.txt', readFileSync(`${fixtures}drive/intranet-page.html`))).toMatchObject({
      mediaType: 'text/html',
    });
    expect(await extract('README', 'Read this first.')).toMatchObject({ mediaType: 'text/plain', state: 'extracted' });
  });

  it('finds by name only what nobody reads', async () => {
    expect(await extract('film.flv', Buffer.from('464c5601050000000900000000120000', 'hex'))).toMatchObject({
      cause: 'unsupported',
      mediaType: 'video/x-flv',
    });
    expect(await extract('program.bin', Buffer.from([0, 1, 2, 3, 0, 0, 0, 9]))).toMatchObject({ cause: 'unsupported' });
  });

  it('says of an empty file that it is empty, not that it is broken', async () => {
    expect(await extract('empty.txt', '')).toMatchObject({
      state: 'extracted',
      extracted: { sections: [], warnings: ['The file is empty'] },
    });
  });
});

const WORD_TYPES = {
  name: '[Content_Types].xml',
  content:
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
};
