import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { inflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { describe, expect, test } from 'vitest';
import { viewPage } from '#indexers/extractors/pdf/view-page.ts';
import type { Letters } from '#indexers/ocr/draw-messages.ts';
import { drawPage } from '#indexers/ocr/draw-page.ts';

const OPTIONS = { page: 1, width: 400, dpi: 300, maxPixels: 4_000_000 };
const fixture = (name: string) => readFileSync(new URL(`../../../fixtures/drive/${name}`, import.meta.url));

/** 400 × 200 points, "river gauge" near the top left corner, a red field in the lower right one. */
async function sheet(rotate = 0): Promise<Buffer> {
  const pdf = new PDFDocument({ size: [400, 200], margin: 0 });
  Object.assign(pdf.page.dictionary.data, { Rotate: rotate });
  const bytes = buffer(pdf);
  pdf.fontSize(20).text('river gauge', 20, 10);
  pdf.rect(300, 150, 100, 50).fill('#ff0000');
  pdf.end();
  return bytes;
}

/** Size, channels and a reader of pixels, from what the PNG itself says. */
function readPng(png: Buffer) {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const channels = png[25] === 2 ? 3 : 1;
  const lines = inflateSync(png.subarray(png.indexOf('IDAT') + 4, png.length - 16));
  const row = width * channels;
  for (let y = 1; y < height; y += 1)
    for (let x = 1; x <= row; x += 1) {
      const at = y * (row + 1) + x;
      lines[at] = (lines[at] ?? 0) + (lines[at - row - 1] ?? 0);
    }
  const pixel = (x: number, y: number) => [
    ...lines.subarray(y * (row + 1) + 1 + x * channels, y * (row + 1) + 1 + (x + 1) * channels),
  ];
  return { width, height, channels, pixel };
}

/** Where a word stands: left, top, right, bottom in ten-thousandths. */
function placeOf({ text, boxes }: Letters, word: string): number[] {
  const from = text.indexOf(word);
  const of = (side: number) => Array.from(word, (_, at) => boxes[4 * (from + at) + side] ?? -1);
  return [Math.min(...of(0)), Math.min(...of(1)), Math.max(...of(2)), Math.max(...of(3))];
}

describe('a page as people look at it', () => {
  test('is as wide as asked for, in colour, from the top', async () => {
    const { png, width, height } = await viewPage(await sheet(), OPTIONS);
    const picture = readPng(png);
    expect([width, height, picture.width, picture.height, picture.channels]).toEqual([400, 200, 400, 200, 3]);
    expect(picture.pixel(395, 195)).toEqual([255, 0, 0]);
    expect(picture.pixel(395, 5)).toEqual([255, 255, 255]);
  });

  test('is gray where there is no colour: a third of the bytes', async () => {
    const { png } = await viewPage(fixture('field-report.pdf'), OPTIONS);
    expect(readPng(png)).toMatchObject({ width: 400, channels: 1 });
  });

  test('has no more pixels than it may, and is not blown up beyond what there is to see', async () => {
    const small = await viewPage(await sheet(), { ...OPTIONS, width: 2400, maxPixels: 20_000 });
    expect(small.width * small.height).toBeLessThanOrEqual(20_000);
    const sharp = await viewPage(await sheet(), { ...OPTIONS, width: 2400, dpi: 144 });
    expect(sharp.width).toBe(800);
  });

  test('tells where its letters stand', async () => {
    const { letters } = await viewPage(await sheet(), OPTIONS);
    const [left = 0, top = 0, right = 0, bottom = 0] = placeOf(letters, 'river');
    expect(left / 10_000).toBeCloseTo(20 / 400, 1);
    expect([top > 0, bottom < 2000, right < 3000]).toEqual([true, true, true]);
  });

  test('that is turned has its letters where they are shown', async () => {
    const { width, height, letters } = await viewPage(await sheet(90), OPTIONS);
    expect(height).toBe(2 * width);
    const [left = 0, top = 0, , bottom = 0] = placeOf(letters, 'river');
    // The top left corner is now the top right one, and lines run down.
    expect([left > 8000, top < 1500, bottom - top > 500]).toEqual([true, true, true]);
  });
});

describe('a picture as people look at it', () => {
  const view = (name: string, bytes: Buffer) =>
    drawPage(
      { name, size: bytes.length, read: (at, length) => new Uint8Array(bytes.subarray(at, at + length)) },
      { ...OPTIONS, maxPictureBytes: 10_000_000 },
    );

  test.each(['plinth.jpg', 'heron-label.png'])('is %s, made smaller', async (name) => {
    const { view: shown, picture } = await view(name, fixture(name));
    expect(shown).toMatchObject({ width: 400, letters: { text: '' } });
    const png = readPng(Buffer.from(picture));
    const pixels = Array.from({ length: shown?.height ?? 0 }, (_, y) => png.pixel(200, y)[0] ?? 0);
    expect(Math.max(...pixels) - Math.min(...pixels)).toBeGreaterThan(60);
  });

  test.each(['rain-gauge.gif', 'two-letters.tif', 'heron-label.webp', 'minutes.docx'])('is not to be had of %s', async (name) => {
    await expect(view(name, fixture(name))).rejects.toMatchObject({ failure: 'unsupported' });
  });

  test('is refused where it is damaged, without a fault', async () => {
    const png = fixture('heron-label.png');
    const cut = Buffer.concat([png.subarray(0, 60), Buffer.alloc(200, 0xff)]);
    await expect(view('cut.png', cut).then(({ state }) => state)).resolves.toBe('drawn');
    await expect(view('cut.jpg', fixture('plinth.jpg').subarray(0, 100))).rejects.toThrow('damaged');
  });
});
