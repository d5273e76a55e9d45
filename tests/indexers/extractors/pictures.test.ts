import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { bytesInput } from '#indexers/extractors/bytes-input.ts';
import { readPictureHead } from '#indexers/extractors/picture/picture-head.ts';
import { readImage } from '#indexers/extractors/read-image.ts';
import { drawPage } from '#indexers/ocr/draw-page.ts';
import { readTsv } from '#indexers/ocr/read-tsv.ts';
import { extractBytes, extractionContext } from '../../support/extraction.ts';

const FIXTURES = fileURLToPath(new URL('../../../fixtures/drive/', import.meta.url));
const input = (bytes: Uint8Array) => bytesInput({ name: 'a', bytes, mediaType: '' });
const fixture = (name: string) => readFileSync(`${FIXTURES}${name}`);

/** The first bytes of a PNG of this size; nobody decodes more than that here. */
function pngOf(width: number, height: number): Buffer {
  const png = Buffer.from(fixture('heron-label.png'));
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}

describe('a picture', () => {
  test.each([
    ['heron-label.png', 300, 62, 1],
    ['heron-label.bmp', 300, 62, 1],
    ['heron-label.webp', 300, 62, 1],
    ['rain-gauge.gif', 520, 62, 1],
    ['plinth.jpg', 520, 180, 1],
    ['two-letters.tif', 720, 90, 2],
  ])('%s is measured without being decoded', (name, width, height, pages) => {
    expect(readPictureHead(input(fixture(name)))).toMatchObject({ width, height, pages });
  });

  test('says which pages OCR can help, up to the limit of pages', () => {
    const read = (maxPages: number) => readImage(input(fixture('two-letters.tif')), extractionContext({ maxPages }));
    expect(read(100)).toMatchObject({ pages: 2, imagePages: [1, 2] });
    expect(read(1)).toMatchObject({ pages: 2, imagePages: [1] });
  });

  test('that is too large to be decoded is refused by its size alone', () => {
    for (const [width, height] of [
      [20_000, 20_000],
      [40_000, 100],
    ] as const) {
      const read = readImage(input(pngOf(width, height)), extractionContext());
      expect(read.imagePages).toBeUndefined();
      expect(read.warnings).toEqual([`It is a picture of ${width} × ${height} pixels, too large to be read`]);
    }
  });

  test('whose folders of tags run in a circle has an end', () => {
    const tiff = Buffer.from(fixture('two-letters.tif'));
    const first = tiff.readUInt32LE(4);
    const next = first + 2 + tiff.readUInt16LE(first) * 12;
    tiff.writeUInt32LE(first, next);
    expect(readPictureHead(input(tiff)).pages).toBe(1);
  });

  test('is known by its content: a text that is called a picture is not', async () => {
    expect(await extractBytes('list.png', Buffer.from('/etc/passwd\n/etc/shadow\n'))).not.toMatchObject({
      state: 'extracted',
      extracted: { imagePages: [1] },
    });
  });
});

describe('what is handed to tesseract', () => {
  const request = { page: 1, dpi: 300, maxPixels: 1_000_000, maxPictureBytes: 1_000_000 };

  test.each(['/etc/passwd\n', '', 'P5 10 10 255\n', '%!PS\n', '\x89PNG but no more', 'GIF8 and then paths\n/etc/passwd\n'])(
    'is never %j, which it would take for a list of files to read, or decode without a limit',
    async (text) => {
      await expect(drawPage(input(Buffer.from(text, 'latin1')), request)).rejects.toThrow();
    },
  );

  test('is a picture as it lies there, or a graymap of a page within the limit of pixels', async () => {
    const png = fixture('heron-label.png');
    expect(await drawPage(input(png), request)).toMatchObject({ pageInPicture: 0, pictureBytes: png.length });
    const { picture } = await drawPage(input(fixture('scanned-letter.pdf')), request);
    const [, width = 0, height = 0] = (/^P5\n(\d+) (\d+)\n255\n/.exec(Buffer.from(picture).toString('latin1')) ?? []).map(Number);
    expect(width * height).toBeLessThanOrEqual(request.maxPixels);
    expect(width / height).toBeCloseTo(419.53 / 595.28, 2);
  });

  test('is refused where it is larger than may pass, and where there is no such page', async () => {
    const tiff = input(fixture('two-letters.tif'));
    await expect(drawPage(tiff, { ...request, maxPictureBytes: 100 })).rejects.toMatchObject({ failure: 'too-large' });
    await expect(drawPage(tiff, { ...request, page: 3 })).rejects.toMatchObject({ failure: 'corrupt' });
  });
});

describe('what tesseract answers', () => {
  const row = (place: string, confidence: number, word: string) => `5\t1\t${place}\t1\t0\t0\t1\t1\t${confidence}\t${word}`;

  test('becomes lines and paragraphs, without specks, and with divided words joined', () => {
    const tsv = [
      'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext',
      '4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t',
      row('1\t1\t1', 96, 'The'),
      row('1\t1\t1', 92, 'mem-'),
      row('1\t1\t2', 90, 'branes'),
      row('1\t1\t2', 3, '|'),
      row('2\t1\t1', 94, 'leak.'),
    ].join('\n');
    expect(readTsv(tsv).text).toBe('The membranes\n\nleak.');
  });

  test('is trusted by the letters, not by the specks', () => {
    expect(readTsv([row('1\t1\t1', 95, 'calibration'), row('1\t1\t1', 0, '.')].join('\n')).confidence).toBeGreaterThan(85);
    expect(readTsv('')).toEqual({ text: '', confidence: 0 });
  });
});
