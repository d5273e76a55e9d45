import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { DocumentVersions } from '#server/contract/families.ts';
import { SearchResponse } from '#server/contract/search.ts';
import { startHouse } from '../server/auth/sign-in-house.ts';
import type { AtriumProcess } from '../support/atrium-process.ts';
import { startBrowser } from '../support/browser.ts';
import { tooWide, violations, violationsInBothThemes } from '../support/faults.ts';
import { sharedMeilisearch } from '../support/meilisearch.ts';
import { goTo, isFocused, visit } from '../support/visit.ts';

const meilisearch = sharedMeilisearch();
let drive: string;
let atrium: AtriumProcess;
let browser: Browser;
let context: BrowserContext | undefined;
let page: Page;
let complaints: string[] = [];

/** Whatever others may read is a visitor's here: the rights of the files decide. */
beforeAll(async () => {
  drive = mkdtempSync(path.join(tmpdir(), 'atrium-families-'));
  chmodSync(drive, 0o755);
  const common = Array.from({ length: 70 }, (_, n) => `clause${n}`).join(' ');
  put('Offers/Harbour crane offer v1.md', `# Harbour crane offer\n\nA crane for the harbour. ${common} One hundred days.`, 1);
  put('Offers/Harbour crane offer v2.md', `# Harbour crane offer\n\nA crane for the harbour. ${common} Ninety days.`, 2);
  put('Desk/Copy of Harbour crane offer v2.md', `# Harbour crane offer\n\nA crane for the harbour. ${common} Ninety days.`, 3);
  put('Offers/Harbour crane offer v3.md', `# Harbour crane offer\n\nA crane for the harbour. ${common} Eighty days.`, 4, 0o600);
  put('Offers/Harbour map.md', '# Harbour map\n\nWhere the crane of the harbour stands.', 5);
  [atrium, browser] = await Promise.all([
    startHouse({
      meilisearch,
      name: 'families',
      auth: { method: 'open' },
      sources: [{ id: 'shelf', kind: 'drive', path: drive, permissions: 'posix' }],
    }),
    startBrowser(),
  ]);
});
afterEach(async () => {
  await context?.close();
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await atrium?.stop();
  await meilisearch.deleteIndexes();
  if (drive) rmSync(drive, { recursive: true, force: true });
});

function put(name: string, text: string, day: number, mode = 0o644): void {
  const file = path.join(drive, name);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o755 });
  writeFileSync(file, text);
  chmodSync(file, mode);
  utimesSync(file, new Date(Date.UTC(2026, 0, day)), new Date(Date.UTC(2026, 0, day)));
}

async function open(look: { width?: number; colorScheme?: 'dark'; locale?: string } = {}): Promise<void> {
  ({ context, page, complaints } = await visit(browser, { baseURL: atrium.url, ...look }));
}

test('the API tells the family of a document that one may read, and of another that there is none', async () => {
  const get = async (address: string) => (await fetch(`${atrium.url}/api/v1${address}`)).json();
  const { documents } = SearchResponse.parse(await get('/search?q=harbour+crane&type=documents'));
  const [offer] = documents.items.filter(({ family }) => family !== undefined);
  expect(offer).toMatchObject({ path: 'Offers/Harbour crane offer v2.md', family: { copies: 1, versions: 1, isLatest: true } });
  expect(documents).toMatchObject({ total: 4, folded: 2 });
  const { items } = DocumentVersions.parse(await get(`/documents/${offer?.id}/versions`));
  expect(items.map(({ path: at, relation }) => [at, relation])).toEqual([
    ['Offers/Harbour crane offer v2.md', 'this'],
    ['Desk/Copy of Harbour crane offer v2.md', 'copy'],
    ['Offers/Harbour crane offer v1.md', 'version'],
  ]);
  expect((await fetch(`${atrium.url}/api/v1/documents/nothing/versions`)).status).toBe(404);
});

test('a result unfolds its copies and versions by keyboard, and one of them leads on to all of them', async () => {
  await open();
  await goTo(page, '/search?q=harbour+crane&type=documents');
  const note = page.getByRole('button', { name: '1 copy, 1 older version' });
  await note.press('Enter');
  const older = page.getByRole('link', { name: 'Harbour crane offer v1.md' });
  await older.waitFor();
  expect(await note.getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await isFocused(older)).toBe(true);
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page.keyboard.press('Enter');
  const section = page.getByRole('region', { name: 'Copies and versions' });
  const current = section.locator('[aria-current]');
  await expect.poll(() => current.textContent()).toContain('offer v1.md');
  expect(await section.getByRole('listitem').count()).toBe(3);
  await section.getByRole('link', { name: 'Harbour crane offer v2.md', exact: true }).click();
  await expect.poll(() => current.textContent()).toContain('offer v2.md');
  expect(await violationsInBothThemes(page)).toEqual([]);
});

test('the same on a phone, in the dark, in German', async () => {
  await open({ width: 390, colorScheme: 'dark', locale: 'de-DE' });
  await goTo(page, '/search?q=harbour+crane&type=documents');
  await page.getByRole('button', { name: '1 Kopie, 1 ältere Fassung' }).click();
  await page.getByRole('link', { name: 'Copy of Harbour crane offer v2.md' }).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await tooWide(page)).toEqual([]);
});
