import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cleanText, garbledShare } from '#indexers/extractors/pdf/clean-text.ts';
import { withPdfium } from '#indexers/extractors/pdf/pdfium.ts';
import { readWithPdfium } from '#indexers/extractors/pdf/read-with-pdfium.ts';
import { renderPage } from '#indexers/extractors/pdf/render-page.ts';
import { createExtractionPool } from '#indexers/sync/extract-in-child.ts';
import type { Extracted, ExtractorLimits } from '#indexers/types/extraction.ts';
import { extractBytes } from '../../support/extraction.ts';

const drive = fileURLToPath(new URL('../../../fixtures/drive/', import.meta.url));
const MB = 1024 * 1024;

async function read(bytes: Uint8Array, limits: Partial<ExtractorLimits> = {}): Promise<Extracted> {
  const result = await extractBytes('a.pdf', bytes, limits);
  if (result.state === 'failed') throw new Error(`${result.cause}: ${result.message}`);
  return result.extracted;
}

/** Where files are read in earnest, with what is not allowed there. */
async function readInChild(bytes: Uint8Array): Promise<Extracted> {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-pdf-'));
  const pool = createExtractionPool({ concurrency: 1 });
  try {
    const path = join(realpathSync(folder), 'a.pdf');
    writeFileSync(path, bytes);
    const file = { path: Buffer.from(path), name: 'a.pdf', size: bytes.length, maxBytes: MB };
    const result = await pool.extract(file, AbortSignal.timeout(20_000));
    if (result.state === 'failed') throw new Error(`${result.cause}: ${result.message}`);
    return result.extracted;
  } finally {
    await pool.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A document out of its objects, number 1 first and the catalog. The file says of `misplaced` that it is where it is not. */
function pdfOf(objects: string[], misplaced?: number): Uint8Array {
  let text = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(index + 1 === misplaced ? 20 : at).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  return Buffer.from(`${text}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`, 'latin1');
}

const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';

/** Pages of A5 with one font, F; object 3 is what they use, the fonts follow. A page is what it draws; undefined is a page that is not in the file. */
function pagesOf(
  pages: (string | undefined)[],
  { font = [HELVETICA], misplaced, catalog = '' }: { font?: string[]; misplaced?: number; catalog?: string } = {},
): Uint8Array {
  const first = 4 + font.length;
  const kids = pages.map((_, at) => `${first + 2 * at} 0 R`).join(' ');
  const drawn = pages.flatMap((content, at) => [
    content === undefined
      ? 'null'
      : `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Resources 3 0 R /Contents ${first + 2 * at + 1} 0 R >>`,
    `<< /Length ${content?.length ?? 0} >>\nstream\n${content ?? ''}\nendstream`,
  ]);
  const roots = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Font << /F 4 0 R >> >>',
  ];
  return pdfOf([...roots, ...font, ...drawn], misplaced);
}

function line(text: string, y = 500): string {
  return `BT /F 12 Tf 40 ${y} Td (${text}) Tj ET`;
}

const textOf = ({ sections }: Extracted): string => sections.map(({ text }) => text).join('\f');

describe('the text of a PDF', () => {
  it('has the lines of the page, and an empty line where the page leaves a gap', async () => {
    const page = [line('Heading', 540), line('first line', 500), line('second line', 486), line('third line', 472)].join('\n');
    expect(textOf(await read(pagesOf([page])))).toBe('Heading\n\nfirst line\nsecond line\nthird line');
  });

  it('joins a word divided at the end of a line, and leaves other hyphens there', async () => {
    const page = [line('the mem-', 500), line('brane of Petrel-', 486), line('Two', 472)].join('\n');
    expect(textOf(await read(pagesOf([page])))).toBe('the membrane of Petrel-\nTwo');
  });

  it('makes one letter of an accent and the letter below it, and leaves accents beside letters', async () => {
    const page = `BT /F 12 Tf 40 500 Td [(Mi) -20 (\\264) 380 (s) -20 (kiewicz)] TJ ET\n${line('echo \\140a\\140', 400)}`;
    expect(textOf(await read(pagesOf([page])))).toBe('Miśkiewicz\necho `a`');
  });

  it('is found in fonts that are not in the file and have a predefined character map', async () => {
    const font = [
      '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>',
      '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 6 0 R >>',
      '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>',
    ];
    const gauge = Buffer.from('雨量计', 'utf16le').swap16().toString('hex');
    expect(textOf(await read(pagesOf([`BT /F 12 Tf 40 500 Td <${gauge}> Tj ET`], { font })))).toBe('雨量计');
  });

  it('is read by the other engine where the first one does not find a page in a damaged file', async () => {
    const page2 = 7;
    const damaged = pagesOf([line('one'), line('two')], { misplaced: page2 });
    const { pages } = await readWithPdfium(damaged, { maxCharacters: 100, maxPages: 10 });
    expect(pages.map(({ text }) => text)).toEqual(['one', undefined]);
    expect(textOf(await read(damaged))).toBe('one\ftwo');
    expect(textOf(await readInChild(damaged))).toBe('one\ftwo');
  });

  it('is left to OCR when it is nonsense to both engines', async () => {
    const map = '1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> <E020> endbfrange';
    const cmap = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def ${map} endcmap end end`;
    const font = [
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 5 0 R >>',
      `<< /Length ${cmap.length} >>\nstream\n${cmap}\nendstream`,
    ];
    const extracted = await read(pagesOf([line('Nobody can know what this says')], { font }));
    expect(extracted).toMatchObject({ sections: [], imagePages: [1], warnings: [expect.stringContaining('scanned')] });
  });
});

describe('text of fonts that mix alphabets', () => {
  it('is put right in good time, however long a run of letters is', () => {
    const before = process.cpuUsage();
    expect(cleanText(`в\u0456д вiд ${'abcdefghij'.repeat(40_000)}`)).toMatch(/^від від abc/);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1500);
  });

  it('is judged in good time, however many letters came apart', () => {
    const before = process.cpuUsage();
    expect(garbledShare(`${'א '.repeat(200_000)}אx`)).toBeLessThan(1);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1500);
  });
});

describe('a page that cannot be read', () => {
  it('loses no other page and is named', async () => {
    const extracted = await read(pagesOf([line('one'), undefined, line('three')]));
    expect(extracted.sections).toEqual([
      { text: 'one', page: 1 },
      { text: 'three', page: 3 },
    ]);
    expect(extracted).toMatchObject({ pages: 3, warnings: ['Not readable: page 2'] });
  });

  it('is told apart from a page with nothing on it', async () => {
    expect(await read(pagesOf([line('one'), '']))).toMatchObject({ pages: 2, warnings: [] });
    expect(await read(pagesOf(['', '']))).toMatchObject({ warnings: ['There is no text in it: its pages are empty'] });
  });

  it('makes the document damaged when there is no other', async () => {
    expect(await extractBytes('a.pdf', pagesOf([undefined]))).toMatchObject({ state: 'failed', cause: 'corrupt' });
  });
});

describe('what lies on the pages of a PDF', () => {
  const review = readFileSync(`${drive}service-review.pdf`);

  it('is read once: fields and notes, but not what was typed as a password', async () => {
    const [first] = (await read(review)).sections;
    expect(first?.text.match(/Koen Verbruggen/g)).toHaveLength(1);
    expect(first?.text.match(/beryllium/g)).toHaveLength(1);
    expect(first?.text).not.toContain('4711');
  });

  it('is read as a file of its own where it is one', async () => {
    expect((await read(review)).sections).toContainEqual({ text: expect.stringContaining('drawer M-3'), part: 'drawers.txt' });
  });

  it('is read once where it is drawn, and also where it is only drawn', async () => {
    const drawn = (words: string): string => {
      const content = `BT /F 12 Tf 5 5 Td (${words}) Tj ET`;
      return `<< /Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F 4 0 R >> >> /Length ${content.length} >>\nstream\n${content}\nendstream`;
    };
    const bytes = pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Annots [5 0 R 7 0 R 9 0 R] >>',
      HELVETICA,
      '<< /Type /Annot /Subtype /FreeText /Rect [40 400 240 420] /F 4 /Contents (level the plinth) /AP << /N 6 0 R >> >>',
      drawn('level the plinth'),
      '<< /Type /Annot /Subtype /Stamp /Rect [40 300 240 320] /F 4 /AP << /N 8 0 R >> >>',
      drawn('approved by Rosa'),
      '<< /Type /Annot /Subtype /FileAttachment /Rect [40 200 60 220] /F 4 /FS << /Type /Filespec /F (pinned.txt) /EF << /F 10 0 R >> >> >>',
      '<< /Type /EmbeddedFile /Length 12 >>\nstream\npinned words\nendstream',
    ]);
    const [page, pinned] = (await read(bytes)).sections;
    expect(page?.text).toBe('level the plinth approved by Rosa');
    expect(pinned).toEqual({ text: 'pinned words', part: 'pinned.txt' });
  });

  it('is unpacked up to a limit for all pages together, whatever each of them pins', async () => {
    const packed = deflateSync(Buffer.alloc(60 * MB, 'x'), { level: 1 }).toString('latin1');
    const pinned = Array.from({ length: 3 }, (_, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Annots [${5 + 2 * at} 0 R] >>`,
      `<< /Type /Annot /Subtype /FileAttachment /Rect [40 200 60 220] /F 4 /FS << /Type /Filespec /F (p${at}.txt) /EF << /F 3 0 R >> >> >>`,
    ]);
    const bytes = pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Kids [${pinned.map((_, at) => `${4 + 2 * at} 0 R`).join(' ')}] /Count ${pinned.length} >>`,
      `<< /Type /EmbeddedFile /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream`,
      ...pinned.flat(),
    ]);
    const { attachments } = await readWithPdfium(bytes, { maxCharacters: 1000, maxPages: 20 });
    expect(attachments.files.map(({ name }) => name)).toEqual(['p0.txt']);
    expect(attachments.left).toEqual(['p1.txt', 'p2.txt']);
  });

  it('says so where it is a form that only its maker’s program shows', async () => {
    const content = line('Please wait... If this message is not replaced, your viewer cannot show this document.');
    const xfa = '<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template/></xdp:xdp>';
    const bytes = pdfOf([
      '<< /Type /Catalog /Pages 2 0 R /NeedsRendering true /AcroForm << /Fields [] /XFA 6 0 R >> >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Resources << /Font << /F 4 0 R >> >> /Contents 5 0 R >>',
      HELVETICA,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      `<< /Length ${xfa.length} >>\nstream\n${xfa}\nendstream`,
    ]);
    expect((await read(bytes)).warnings).toEqual(['It is a form (XFA) that only some programs show: what is in it was not read']);
  });

  it('is left to OCR where it is a picture', async () => {
    expect(await read(review)).toMatchObject({ imagePages: [2], language: 'en-GB' });
  });
});

describe('a page as a picture', () => {
  const letter = readFileSync(`${drive}scanned-letter.pdf`);

  it('has the size that was asked for, is white where nothing is and dark where the letter is, from the top', async () => {
    const { width, height, gray } = await renderPage(letter, { page: 1, dpi: 72, maxPixels: MB });
    expect([width, height, gray.length]).toEqual([419, 595, 419 * 595]);
    const darkest = (from: number, to: number): number => Math.min(...gray.subarray(from * width, to * width));
    expect(darkest(0, 40)).toBe(255);
    expect(darkest(50, 100)).toBeLessThan(128);
    expect(darkest(400, 590)).toBe(255);
  });

  it('has no more pixels than it may', async () => {
    const { width, height } = await renderPage(letter, { page: 1, dpi: 600, maxPixels: 100_000 });
    expect(width * height).toBeLessThanOrEqual(100_000);
    expect(width * height).toBeGreaterThan(99_000);
    expect(height / width).toBeCloseTo(595.28 / 419.53, 1);
  });

  it.each([0, 2])('is refused for page %i of 1', async (page) => {
    await expect(renderPage(letter, { page, dpi: 72, maxPixels: MB })).rejects.toThrow(`Page ${page} cannot be read`);
  });
});

describe('PDFium', () => {
  const memory = (): Promise<number> => withPdfium((pdfium) => pdfium.memory().length);

  it('takes no more memory for sixty documents than for ten', async () => {
    const lines = Array.from({ length: 1500 }, (_, at) => line('a line of many words', at % 500)).join('\n');
    const bytes = pagesOf([lines], { catalog: `/Numbers [${'7 '.repeat(30_000)}]` });
    for (let round = 0; round < 10; round += 1) await read(bytes);
    const before = await memory();
    for (let round = 0; round < 50; round += 1) await read(bytes);
    expect(await memory()).toBe(before);
  });

  it('is new after a large document', async () => {
    const before = await memory();
    const large = pagesOf([line('one')]);
    const padded = Buffer.concat([large, Buffer.alloc(100 * MB)]);
    await renderPage(padded, { page: 1, dpi: 10, maxPixels: MB }).catch(() => undefined);
    expect(await memory()).toBeLessThanOrEqual(before);
  });

  it('is new after a fault', async () => {
    const first = await withPdfium((pdfium) => pdfium);
    await expect(
      withPdfium(() => {
        throw new RangeError('no memory');
      }),
    ).rejects.toThrow('no memory');
    expect(await withPdfium((pdfium) => pdfium)).not.toBe(first);
    expect(textOf(await read(pagesOf([line('one')])))).toBe('one');
  });
});
