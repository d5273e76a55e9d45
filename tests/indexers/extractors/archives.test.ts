import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGzip } from '#indexers/extractors/archive/read-gzip.ts';
import { bytesInput } from '#indexers/extractors/bytes-input.ts';
import { ExtractionError } from '#indexers/extractors/extraction-error.ts';
import type { Extracted } from '#indexers/types/extraction.ts';
import { extractBytes, extractionContext } from '../../support/extraction.ts';

const fixture = (name: string): Buffer => readFileSync(new URL(`../../../fixtures/drive/${name}`, import.meta.url));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-archives-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(name: string, bytes: Uint8Array): Promise<Extracted> {
  const result = await extractBytes(name, bytes);
  if (result.state === 'failed') throw new Error(`${result.cause}: ${result.message}`);
  return result.extracted;
}

/** The book again, with a list of scrambled members by `zip`. */
function scrambled(uri: string): Buffer {
  const book = join(folder, `${uri.replaceAll('/', '-')}.epub`);
  writeFileSync(book, fixture('field-guide.epub'));
  mkdirSync(join(folder, 'META-INF'), { recursive: true });
  writeFileSync(join(folder, 'META-INF/encryption.xml'), `<encryption><CipherReference URI="${uri}"/></encryption>`);
  execFileSync('zip', ['-q', book, 'META-INF/encryption.xml'], { cwd: folder });
  return readFileSync(book);
}

describe('a compressed file', () => {
  it('is read as what it is', async () => {
    const { title, pages, sections } = await read('field-report.pdf.gz', gzipSync(fixture('field-report.pdf')));
    expect([title, pages]).toEqual(['Field report: Vale da Garça', 2]);
    expect(sections[0]).toMatchObject({ page: 1 });
    expect(sections[0]).not.toHaveProperty('part');
  });

  it('that is a scan is not offered to OCR, which could not open it, and says what it is', async () => {
    const { warnings, ...extracted } = await read('letter.pdf.gz', gzipSync(fixture('scanned-letter.pdf')));
    expect(extracted).not.toHaveProperty('imagePages');
    expect(warnings).toEqual(['letter.pdf: there is no text in it: it was probably scanned']);
    expect(await read('label.png.gz', gzipSync(fixture('heron-label.png')))).not.toHaveProperty('picture');
  });

  it('cut off is read as far as it goes, and says so', async () => {
    const log = Array.from({ length: 5000 }, (_, at) => `10:${at} level ${(at * 7919) % 1000}\n`).join('');
    const whole = gzipSync(log);
    const { sections, warnings } = await read('levels.log.gz', whole.subarray(0, whole.length / 2));
    expect(log.startsWith(sections[0]?.text.slice(0, 1000) ?? '?')).toBe(true);
    expect(warnings).toEqual(['The file is damaged or incomplete: its end is missing']);
  });

  it('that unpacks to far more than it is ends at a limit', async () => {
    const bomb = gzipSync(Buffer.alloc(150 * 1024 * 1024, 'a'), { level: 1 });
    const { warnings } = await read('bomb.txt.gz', bomb);
    expect(warnings.join('\n')).toMatch(/Only the first 100 MB of what is in it were read/);
  });
});

describe('a compressed file that is written to while it is read', () => {
  it('fails at once in the words of whoever noticed, and is not taken for a slow one', async () => {
    const bytes = randomBytes(2 * 1024 * 1024);
    const whole = bytesInput({ name: 'levels.log.gz', mediaType: 'application/gzip', bytes: gzipSync(bytes) });
    const read = (position: number, length: number): Uint8Array => {
      if (position > 0) throw new ExtractionError('changed', 'It became shorter while it was read');
      return whole.read(position, length);
    };
    await expect(readGzip({ ...whole, read }, extractionContext())).rejects.toMatchObject({ failure: 'changed' });
  }, 5000);
});

describe('an archive', () => {
  it('of tar that is cut off within a file says that names may be missing', async () => {
    for (const name of ['one.txt', 'two.txt']) writeFileSync(join(folder, name), 'level '.repeat(500));
    execFileSync('tar', ['cf', 'two.tar', 'one.txt', 'two.txt'], { cwd: folder });
    const tar = readFileSync(join(folder, 'two.tar'));
    expect((await read('two.tar', tar)).warnings).toEqual([]);
    const cut = await read('two.tar', tar.subarray(0, 1024));
    expect(cut.sections[0]?.text).toContain('one.txt');
    expect(cut.warnings.join()).toMatch(/damaged or incomplete/);
  });

  it('of which some files are protected lists them all, and says so', async () => {
    writeFileSync(join(folder, 'salaries.txt'), 'secret');
    writeFileSync(join(folder, 'menu.txt'), 'soup');
    execFileSync('zip', ['-q', '-P', 'a-password', 'mixed.zip', 'salaries.txt'], { cwd: folder });
    execFileSync('zip', ['-q', 'mixed.zip', 'menu.txt'], { cwd: folder });
    const { sections, warnings } = await read('mixed.zip', readFileSync(join(folder, 'mixed.zip')));
    expect(sections[0]?.text).toMatch(/salaries\.txt \(6 bytes, [\d-]+\)\nmenu\.txt \(4 bytes, [\d-]+\)/);
    expect(warnings).toEqual(['1 of the files in it are protected by a password']);
  });

  it('of tapes is listed whichever program wrote it, and its damage told', async () => {
    const long = `${'folder-with-a-long-name/'.repeat(8)}drawing.pdf`;
    mkdirSync(join(folder, long, '..'), { recursive: true });
    writeFileSync(join(folder, long), 'x'.repeat(2000));
    for (const format of ['ustar', 'pax', 'gnu']) {
      execFileSync('tar', ['cf', `${format}.tar`, `--format=${format}`, long], { cwd: folder });
      const bytes = readFileSync(join(folder, `${format}.tar`));
      expect((await read(`${format}.tar`, bytes)).sections[0]?.text).toMatch(new RegExp(`^${long} \\(2\\.0 KB, `));
      const broken = Buffer.concat([bytes.subarray(0, 512), Buffer.alloc(10_240, 'x')]);
      expect((await read('broken.tar', broken)).warnings.join()).toMatch(/damaged or incomplete/);
    }
  });
});

describe('a book', () => {
  it('takes the names of its chapters from the table of contents, in the language it declares', async () => {
    const { language, sections } = await read('field-guide.epub', fixture('field-guide.epub'));
    expect(language).toBe('en');
    expect(sections[0]).toEqual({
      heading: 'Before you leave',
      text: 'Pack the wading stick, two desiccant bags and the spare float.',
    });
  });

  it('that is copy-protected is called so; one whose fonts are scrambled is read', async () => {
    expect(await extractBytes('x.epub', scrambled('OEBPS/sections/section0001.xhtml'))).toMatchObject({
      state: 'failed',
      cause: 'encrypted',
    });
    expect(await extractBytes('x.epub', scrambled('OEBPS/fonts/a.otf'))).toMatchObject({ state: 'extracted' });
  });
});
