import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BookType, utils, write } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { openCompound } from '#indexers/extractors/compound/compound-file.ts';
import { biffRecords } from '#indexers/extractors/xls/biff-records.ts';
import type { ExtractionResult } from '#indexers/types/extraction.ts';
import { makeCompound } from '../../support/compound-file.ts';
import { extractBytes } from '../../support/extraction.ts';

function fixture(name: string): Buffer {
  return readFileSync(fileURLToPath(new URL(`../../../fixtures/${name}`, import.meta.url)));
}

function streamOf(name: string, stream: string): Buffer {
  const bytes = fixture(name);
  const found = openCompound({ size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) }).stream(stream);
  return Buffer.from(found ?? []);
}

function textOf(result: ExtractionResult): string {
  if (result.state === 'failed') throw new Error(result.message);
  return result.extracted.sections.map(({ text, heading }) => `${heading ?? ''}\n${text}`).join('\n');
}

/** Streams of a compound file are made long enough to lie in sectors of their own. */
function compoundOf(streams: Record<string, Buffer>): Buffer {
  const padded = Object.entries(streams).map(([name, bytes]) => ({
    name,
    bytes: Buffer.concat([bytes], Math.max(4096, bytes.length)),
  }));
  return makeCompound({ streams: padded });
}

describe('old Office documents behind a password', () => {
  it.each(['doc', 'xls'])('a %s is called encrypted', async (extension) => {
    const name = `with-password.${extension}`;
    expect(await extractBytes(name, fixture(`hostile/${name}`))).toMatchObject({ state: 'failed', cause: 'encrypted' });
  });

  it('a ppt is called encrypted', async () => {
    const user = streamOf('drive/spring-review.ppt', 'Current User');
    user.writeUInt32LE(0xf3d1c4df, 12);
    const slides = streamOf('drive/spring-review.ppt', 'PowerPoint Document');
    const bytes = compoundOf({ 'Current User': user, 'PowerPoint Document': slides });
    expect(await extractBytes('a.ppt', bytes)).toMatchObject({ state: 'failed', cause: 'encrypted' });
  });
});

describe('doc', () => {
  it('is told by its content when it has another name', async () => {
    expect(await extractBytes('contract.txt', fixture('drive/service-contract.doc'))).toMatchObject({
      mediaType: 'application/msword',
    });
    expect(textOf(await extractBytes('letter.doc', Buffer.from('{\\rtf1 Dear Tomasz}')))).toContain('Dear Tomasz');
  });

  it('of Word 95 is read in the code page of its language', async () => {
    const text = iconv.encode('Notatka: Zażółć gęślą jaźń\r', 'windows-1250');
    const word = word95({ language: 0x0415, text });
    expect(textOf(await extractBytes('old.doc', compoundOf({ WordDocument: word })))).toContain('Notatka: Zażółć gęślą jaźń');
  });

  it('gives its text when the table of its pieces is lost, and says that some may be missing', async () => {
    const bytes = compoundOf({ WordDocument: streamOf('drive/service-contract.doc', 'WordDocument') });
    const result = await extractBytes('cut.doc', bytes);
    expect(textOf(result)).toContain('checks every station twice a year');
    expect(result).toMatchObject({ extracted: { warnings: [expect.stringContaining('damaged')] } });
  });

  it('whose pieces repeat the same text for ever is read no longer than its stream is', async () => {
    const bytes = compoundOf(repeatingWord({ pieces: 3000, characters: 16_000 }));
    const result = await extractBytes('bomb.doc', bytes, { maxCharacters: 1_000_000_000 });
    expect(textOf(result).length).toBeLessThan(200_000);
  });

  it('of which nothing is left is corrupt', async () => {
    const bytes = compoundOf({ WordDocument: Buffer.alloc(5000) });
    expect(await extractBytes('empty.doc', bytes)).toMatchObject({ state: 'failed', cause: 'corrupt' });
  });
});

describe('xls', () => {
  const rows = Array.from({ length: 3000 }, (_, index) => [`Part number ${index} żółw`, index]);
  const book = { SheetNames: ['Long list'], Sheets: { 'Long list': utils.aoa_to_sheet(rows) } };

  it('is read whole when its table of strings goes over many records', async () => {
    const bytes: Buffer = write(book, { bookType: 'biff8', type: 'buffer', bookSST: true });
    const lines = textOf(await extractBytes('long.xls', bytes)).split('\n');
    expect(lines).toEqual(['Long list', ...rows.map((row) => row.join('\t'))]);
  });

  it.each(['biff5', 'biff2'] satisfies BookType[])('of an older Excel (%s) is read too', async (bookType) => {
    const old = { SheetNames: ['Old'], Sheets: { Old: utils.aoa_to_sheet([['Vent membrane', 140.5, true]]) } };
    const bytes: Buffer = write(old, { bookType, type: 'buffer' });
    expect(textOf(await extractBytes('old.xls', bytes))).toContain('Vent membrane\t140.5\tTRUE');
  });

  it('shows what formulas came to: texts, truths and numbers', async () => {
    const sheet = utils.aoa_to_sheet([[]]);
    sheet.A1 = { t: 's', v: 'ready', f: '"re"&"ady"' };
    sheet.B1 = { t: 'n', v: 0.5, f: '1/2', z: '0.0%' };
    sheet['!ref'] = 'A1:B1';
    const bytes: Buffer = write({ SheetNames: ['S'], Sheets: { S: sheet } }, { bookType: 'biff8', type: 'buffer' });
    expect(textOf(await extractBytes('formula.xls', bytes))).toContain('ready\t50.0%');
  });

  it('writes days as newer workbooks do, whatever the order of their parts in the country of its author', async () => {
    const sheet = utils.aoa_to_sheet([[]]);
    sheet.A1 = { t: 'n', v: 46_093, z: 'm/d/yy' };
    sheet.B1 = { t: 'n', v: 46_093.4375, z: 'dd.mm.yyyy hh:mm' };
    sheet.C1 = { t: 'n', v: 0.4375, z: 'h:mm' };
    sheet.D1 = { t: 'n', v: 1.5, z: '[h]:mm' };
    sheet['!ref'] = 'A1:D1';
    const bytes: Buffer = write({ SheetNames: ['S'], Sheets: { S: sheet } }, { bookType: 'biff8', type: 'buffer' });
    expect(textOf(await extractBytes('days.xls', bytes))).toContain('2026-03-12\t2026-03-12 10:30\t10:30\t36:00');
  });

  it('with a record that cannot be one gives what stands before it, and says so', async () => {
    const stream = streamOf('drive/stock-2007.xls', 'Workbook');
    const second = stream.lastIndexOf(Buffer.from('09081000', 'hex'));
    stream.writeUInt16LE(0xffff, second + 2);
    const result = await extractBytes('damaged.xls', compoundOf({ Workbook: stream }));
    expect(textOf(result)).toContain('Vent membrane\t140');
    expect(result).toMatchObject({ extracted: { warnings: [expect.stringContaining('damaged')] } });
  });

  it('is not read on behind a record that is larger than records are', () => {
    let isDamaged = false;
    const setDamaged = () => {
      isDamaged = true;
    };
    const label = Buffer.from('040202004142', 'hex');
    const stream = Buffer.concat([label, Buffer.from('04022823', 'hex'), Buffer.alloc(9000), label]);
    const types = [...biffRecords(stream, 0, setDamaged)].map(({ type }) => type);
    expect({ types, isDamaged }).toEqual({ types: [0x204], isDamaged: true });
  });

  it('survives any single broken number in it', async () => {
    const stream = streamOf('drive/stock-2007.xls', 'Workbook');
    for (let at = 0; at < stream.length; at += 7) {
      const broken = Buffer.from(stream);
      broken.fill(0xff, at, Math.min(broken.length, at + 4));
      const result = await extractBytes('broken.xls', compoundOf({ Workbook: broken }));
      expect(result).toMatchObject(result.state === 'failed' ? { cause: /corrupt|encrypted/ } : { state: 'extracted' });
    }
  });
});

describe('ppt', () => {
  const slides = streamOf('drive/spring-review.ppt', 'PowerPoint Document');
  const user = streamOf('drive/spring-review.ppt', 'Current User');

  it('is read when the way to its last edit is lost, and says that some may be missing', async () => {
    const result = await extractBytes('lost.ppt', compoundOf({ 'PowerPoint Document': slides }));
    expect(textOf(result)).toContain('Vent membranes are short');
    expect(result).toMatchObject({ extracted: { pages: 3, warnings: [expect.stringContaining('damaged')] } });
  });

  it('whose edits go round in a circle is read once', async () => {
    const circle = Buffer.from(slides);
    const edit = user.readUInt32LE(16);
    circle.writeUInt32LE(edit, edit + 16);
    const result = await extractBytes('circle.ppt', compoundOf({ 'PowerPoint Document': circle, 'Current User': user }));
    expect(result).toMatchObject({ extracted: { pages: 3, warnings: [] } });
  });

  it('of PowerPoint 95 is found by its name', async () => {
    const bytes = compoundOf({ PP40: Buffer.alloc(10) });
    expect(await extractBytes('old.ppt', bytes)).toMatchObject({ state: 'failed', cause: 'unsupported' });
  });
});

/** The header of Word 6 and 95, and text behind it. */
function word95({ language, text }: { language: number; text: Buffer }): Buffer {
  const header = Buffer.alloc(0x200);
  header.writeUInt16LE(0xa5dc, 0);
  header.writeUInt16LE(104, 2);
  header.writeUInt16LE(language, 6);
  header.writeUInt32LE(header.length, 0x18);
  header.writeUInt32LE(header.length + text.length, 0x1c);
  header.writeUInt32LE(text.length, 0x34);
  return Buffer.concat([header, text]);
}

/** A document of Word 97 all of whose pieces are the same run of characters. */
function repeatingWord({ pieces, characters }: { pieces: number; characters: number }): Record<string, Buffer> {
  const header = Buffer.alloc(0x400);
  header.writeUInt16LE(0xa5ec, 0);
  header.writeInt32LE(0x7fffffff, 0x4c);
  const list = Buffer.alloc(5 + (pieces + 1) * 4 + pieces * 8);
  list.writeUInt8(2, 0);
  list.writeUInt32LE(list.length - 5, 1);
  for (let piece = 0; piece <= pieces; piece += 1) list.writeUInt32LE((piece * characters) >>> 0, 5 + piece * 4);
  for (let piece = 0; piece < pieces; piece += 1) list.writeUInt32LE(0x40000800, 5 + (pieces + 1) * 4 + piece * 8 + 2);
  header.writeUInt32LE(0, 0x1a2);
  header.writeUInt32LE(list.length, 0x1a6);
  return { WordDocument: Buffer.concat([header, Buffer.alloc(16_000, 'a')]), '0Table': list };
}
