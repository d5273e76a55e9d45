import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { recordIdOf } from '#indexers/sync/record-id.ts';
import { Problem } from '#server/contract/common.ts';
import { DocumentDetail, DocumentMatches, DocumentText, PageMarks, SimilarDocuments } from '#server/contract/documents.ts';
import { SearchResponse } from '#server/contract/search.ts';
import type { AtriumProcess } from '../../support/atrium-process.ts';
import { sharedMeilisearch } from '../../support/meilisearch.ts';
import { startHouse } from '../auth/sign-in-house.ts';

const meilisearch = sharedMeilisearch();
let drive: string;
let atrium: AtriumProcess;
let ids: Map<string, string>;

/** Whatever others may read is a visitor's here: the rights of the files decide. */
beforeAll(async () => {
  drive = mkdtempSync(path.join(tmpdir(), 'atrium-pages-'));
  chmodSync(drive, 0o755);
  await writeDrive();
  atrium = await startHouse({
    meilisearch,
    name: 'pages',
    auth: { method: 'open' },
    sources: [
      {
        id: 'shelf',
        kind: 'drive',
        path: drive,
        permissions: 'posix',
        paths: { windows: '\\\\files\\shelf\\', posix: '/srv/shelf' },
      },
    ],
  });
  const { documents } = await get('/search?type=documents&pageSize=100', SearchResponse);
  ids = new Map(documents.items.map((hit) => [hit.path, hit.id]));
});
afterAll(async () => {
  await atrium?.stop();
  await meilisearch.deleteIndexes();
  if (drive) rmSync(drive, { recursive: true, force: true });
});

async function writeDrive(): Promise<void> {
  const put = (name: string, bytes: Uint8Array | string, mode = 0o644) => {
    const file = path.join(drive, name);
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o755 });
    writeFileSync(file, bytes);
    chmodSync(file, mode);
  };
  const handbook = await pdf([
    'Mooring handbook\nswivel and shackle',
    'nothing here',
    'the swivel of the mooring',
    'the last page',
  ]);
  put('Products/Mooring handbook.pdf', handbook);
  put('Products/Copy.pdf', handbook);
  put('Withdrawn.pdf', await pdf(['a page that was open once']));
  put('Closed.pdf', await pdf(['mooring swivel of the board']), 0o600);
  put('Mooring notes.md', '# Mooring notes\n\nThe swivel of a mooring wears; so does its shackle.\n');
  put('Canteen.md', '# Canteen\n\nSoup on Tuesday.\n');
  put('Long.txt', Array.from({ length: 9000 }, (_, n) => `Line ${n} of the log.${n === 8000 ? ' A porpoise!' : ''}`).join('\n'));
  const hostile = fileURLToPath(new URL('../../../fixtures/hostile/with-password.pdf', import.meta.url));
  copyFileSync(hostile, path.join(drive, 'Locked.pdf'));
}

async function pdf(pages: string[]): Promise<Buffer> {
  const document = new PDFDocument({ autoFirstPage: false });
  const bytes = buffer(document);
  for (const text of pages)
    document
      .addPage({ size: [400, 600], margin: 40 })
      .fontSize(16)
      .text(text);
  document.end();
  return bytes;
}

const call = (place: string, headers: Record<string, string> = {}) => fetch(`${atrium.url}/api/v1${place}`, { headers });

async function get<T extends z.ZodType>(place: string, schema: T): Promise<z.output<T>> {
  const response = await call(place);
  expect(response.status, `${place}: ${response.ok ? '' : await response.clone().text()}`).toBe(200);
  return schema.parse(await response.json());
}

const at = (file: string) => `/documents/${ids.get(file)}`;
const widthOf = async (response: Response) => Buffer.from(await response.arrayBuffer()).readUInt32BE(16);

describe('the picture of a page', () => {
  test('is a PNG at least as wide as asked for, which the browser need not fetch twice', async () => {
    const response = await call(`${at('Products/Mooring handbook.pdf')}/pages/3/image?width=700`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
    expect(await widthOf(response)).toBe(800);
    const etag = response.headers.get('etag') ?? '';
    const again = await call(`${at('Products/Mooring handbook.pdf')}/pages/3/image?width=800`, { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('is kept by what the file holds: a copy has the same', async () => {
    const pictures = () =>
      readdirSync(path.join(atrium.folder, 'data/page-pictures')).filter((name) => name.endsWith('-2-400.png'));
    await call(`${at('Products/Mooring handbook.pdf')}/pages/2/image?width=400`);
    expect(pictures()).toHaveLength(1);
    const copy = await call(`${at('Products/Copy.pdf')}/pages/2/image?width=400`);
    expect([copy.status, pictures().length]).toEqual([200, 1]);
  });

  test('is not given any more once the place itself refuses, drawn or not', async () => {
    const place = `${at('Withdrawn.pdf')}/pages/1/image`;
    chmodSync(path.join(drive, 'Withdrawn.pdf'), 0o600);
    const refused = await call(place);
    chmodSync(path.join(drive, 'Withdrawn.pdf'), 0o644);
    expect([refused.status, Problem.parse(await refused.json()).code]).toEqual([404, 'not-found']);
    expect((await call(place)).status).toBe(200);
  });

  test.each([
    ['a page that is not there', 'Products/Mooring handbook.pdf', '/pages/5/image', 404, 'no-picture'],
    ['a document with a password', 'Locked.pdf', '/pages/1/image', 404, 'no-picture'],
    ['a kind of file without pages', 'Canteen.md', '/pages/1/image', 404, 'no-picture'],
    ['a width that nobody has', 'Products/Copy.pdf', '/pages/1/image?width=99999', 400, 'invalid-request'],
    ['no number', 'Products/Copy.pdf', '/pages/first/image', 400, 'invalid-request'],
  ])('is refused in words for %s', async (_case, file, place, status, code) => {
    const response = await call(at(file) + place);
    expect(Problem.parse(await response.json())).toMatchObject({ status, code });
  });

  test('says where the words stand', async () => {
    const { ratio, marks } = await get(`${at('Products/Mooring handbook.pdf')}/pages/1/marks?q=shackle`, PageMarks);
    expect(ratio).toBeCloseTo(2 / 3, 2);
    const [place] = marks[0] ?? [];
    expect([marks.length, marks[0]?.length]).toEqual([1, 1]);
    // In the second line of a page whose margin is a tenth of its width.
    expect([place?.left ?? 0, place?.top ?? 0].map((share) => share > 0.09 && share < 0.5)).toEqual([true, true]);
    expect((await get(`${at('Products/Mooring handbook.pdf')}/pages/1/marks`, PageMarks)).marks).toEqual([]);
  });
});

describe('a thumbnail', () => {
  test('is the first page, small; and nothing, without an error, where there is no picture', async () => {
    const shown = await call(`${at('Products/Copy.pdf')}/thumbnail`);
    expect([shown.status, await widthOf(shown)]).toEqual([200, 200]);
    for (const file of ['Canteen.md', 'Locked.pdf']) expect((await call(`${at(file)}/thumbnail`)).status, file).toBe(204);
  });
});

describe('the text of a document', () => {
  test('comes by page, and beside it on which pages the words stand', async () => {
    const place = at('Products/Mooring handbook.pdf');
    const text = await get(`${place}/text?page=3&q=swivel`, DocumentText);
    expect(text).toMatchObject({ page: 3, pages: 4, unit: 'page' });
    expect(text.sections.map((section) => section.page)).toEqual([3]);
    const { matches } = await get(`${place}/matches?q=swivel`, DocumentMatches);
    expect(matches).toEqual([
      { page: 1, count: 1 },
      { page: 3, count: 1 },
    ]);
  });

  test('without pages comes in parts when it is long, and all of it when no part is named', async () => {
    const { matches, pages, unit } = await get(`${at('Long.txt')}/matches?q=porpoise`, DocumentMatches);
    const [hit] = matches;
    expect([unit, matches.length, (pages ?? 0) > 3]).toEqual(['part', 1, true]);
    const part = await get(`${at('Long.txt')}/text?page=${hit?.page}&q=porpoise`, DocumentText);
    expect(part.sections.flatMap(({ text }) => text).filter((piece) => piece.match)).toHaveLength(1);
    const parts = await Promise.all(
      Array.from({ length: pages ?? 0 }, (_, n) => get(`${at('Long.txt')}/text?page=${n + 1}`, DocumentText)),
    );
    const whole = await get(`${at('Long.txt')}/text`, DocumentText);
    const lines = (text: DocumentText) => text.sections.flatMap((section) => section.text.map((piece) => piece.text)).join('');
    expect(parts.map(lines).join('')).toBe(lines(whole));
    expect(lines(part).length).toBeLessThan(lines(whole).length / 3);
    expect(lines(whole).match(/Line/g)).toHaveLength(9000);
  });
});

test('a document is found on the desk of whoever copies its path', async () => {
  expect((await get(at('Products/Mooring handbook.pdf'), DocumentDetail)).places).toEqual({
    windows: '\\\\files\\shelf\\Products\\Mooring handbook.pdf',
    posix: '/srv/shelf/Products/Mooring handbook.pdf',
  });
});

test('similar documents are about the same, and are those one may read', async () => {
  const { items } = await get(`${at('Mooring notes.md')}/similar`, SimilarDocuments);
  expect(items.map((hit) => hit.path)).toContain('Products/Mooring handbook.pdf');
  expect(items.map((hit) => hit.path)).not.toContain('Mooring notes.md');
  expect(items.map((hit) => hit.path)).not.toContain('Closed.pdf');
});

test('a document one may not read looks like one that is not there, wherever it is asked for', async () => {
  const idOf = (file: string) => recordIdOf('shelf', file);
  expect(idOf('Canteen.md')).toBe(ids.get('Canteen.md'));
  expect(ids.has('Closed.pdf')).toBe(false);
  const id = idOf('Closed.pdf');
  const places = ['', '/text', '/matches?q=swivel', '/similar', '/thumbnail', '/pages/1/image', '/pages/1/marks?q=swivel'];
  for (const place of places) {
    const [real, none] = await Promise.all([call(`/documents/${id}${place}`), call(`/documents/${'0'.repeat(32)}${place}`)]);
    expect([real.status, none.status], place).toEqual([404, 404]);
    expect(await real.text(), place).toBe((await none.text()).replaceAll('0'.repeat(32), id));
  }
});
