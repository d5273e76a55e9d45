import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SearchResponse } from '#server/contract/search.ts';
import { startBrowser } from '../support/browser.ts';
import { faults, violations } from '../support/faults.ts';
import { DEMO_LIMIT, sharedDemo } from '../support/shared-demo.ts';
import { atRest, goTo, visit } from '../support/visit.ts';

let atrium: { url: string };
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [atrium, browser] = await Promise.all([sharedDemo(), startBrowser()]);
}, DEMO_LIMIT);
afterAll(() => browser?.close());

async function open(look: { locale?: string } = {}): Promise<void> {
  const permissions = ['clipboard-read', 'clipboard-write'];
  ({ context, page, complaints } = await visit(browser, { baseURL: atrium.url, permissions, ...look }));
}

afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

const HANDBOOK = 'Petrel mooring handbook';
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const shownPage = () => new URL(page.url()).searchParams.get('page');
const clipboard = () => page.evaluate<string>('navigator.clipboard.readText()');
const picture = () => page.getByRole('img', { name: new RegExp(`^Page \\d of ${HANDBOOK}`) });
/** The picture is there, not smaller than it is shown. */
const isDrawn = () => {
  const isThere = `[...document.images].some((one) => one.alt.startsWith('Page') && one.complete && one.naturalWidth >= one.width)`;
  return expect.poll(() => page.evaluate(isThere)).toBe(true);
};
const isAnother = () => expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).not.toBe(HANDBOOK);

async function openHandbook(query: string): Promise<void> {
  await goTo(page, `/search?q=${encodeURIComponent(query)}&type=documents`);
  await page.getByRole('article').getByRole('link', { name: HANDBOOK }).first().click();
  await heading(HANDBOOK);
  await atRest(page);
}

describe('who reads with a mouse', () => {
  beforeEach(() => open());

  test('goes from match to match, by the map and by the page, and takes a link to the place along', async () => {
    await openHandbook('petrel swivel');
    await page
      .locator('mark', { hasText: /swivel/i })
      .first()
      .waitFor();
    const map = page.getByRole('slider', { name: 'Matches in the whole document' });
    await map.waitFor();
    const box = await map.boundingBox();
    if (!box) throw new Error('the map is not drawn');
    const before = shownPage();
    await map.click({ position: { x: box.width / 2, y: box.height - 2 } });
    await expect.poll(shownPage).not.toBe(before);
    const last = Number(shownPage());
    await atRest(page);
    await page.getByRole('button', { name: 'Previous page' }).click();
    await expect.poll(shownPage).toBe(String(last - 1));
    await page.getByRole('button', { name: 'Copy link to this page' }).click();
    await expect.poll(clipboard).toBe(`${atrium.url}/documents/${new URL(page.url()).pathname.split('/')[2]}?page=${last - 1}`);
    expect(await violations(page)).toEqual([]);
  });

  test('looks at the page as it is, with the words in the light', async () => {
    await openHandbook('swivel wear limit');
    await page.getByText('Page', { exact: true }).first().click();
    await picture().waitFor();
    await isDrawn();
    const mark = page.locator('main mark').first();
    await mark.waitFor({ state: 'attached' });
    await atRest(page);
    const [markBox, pageBox] = [await mark.boundingBox(), await picture().boundingBox()];
    if (!markBox || !pageBox) throw new Error('nothing is shown');
    expect([markBox.x > pageBox.x, markBox.x + markBox.width < pageBox.x + pageBox.width, markBox.height > 4]).toEqual([
      true,
      true,
      true,
    ]);
    await page.waitForURL((url) => url.searchParams.get('view') === 'page');
    expect(await violations(page)).toEqual([]);
  });

  test('copies the path as the computer at hand writes it, and opens the folder', async () => {
    await openHandbook('swivel wear limit');
    await page.getByRole('button', { name: 'Copy Windows path' }).click();
    await expect.poll(clipboard).toBe(`\\\\files.fennmark.example\\library\\Products\\Petrel\\${HANDBOOK}.pdf`);
    await page.getByRole('button', { name: 'Copy Unix path' }).click();
    await expect.poll(clipboard).toBe(`/srv/library/Products/Petrel/${HANDBOOK}.pdf`);
    await page.getByRole('link', { name: 'Open folder' }).click();
    await page.waitForURL((url) => url.searchParams.get('folder') === 'library:/Products/Petrel');
  });

  test('sees who wrote it, and what else there is about the same', async () => {
    await openHandbook('swivel wear limit');
    const aside = page.getByRole('complementary', { name: 'About this document' });
    await aside.getByRole('link', { name: /Koen Verbruggen.*Mooring Engineer/ }).waitFor();
    const similar = aside.getByRole('region', { name: 'Similar documents' });
    await similar.getByRole('link').first().click();
    await isAnother();
  });

  test('goes on to the next result, and one step back to all of them', async () => {
    await goTo(page, '/search?q=mooring&type=documents&label=product');
    const hits = page.getByRole('main').locator('article h3 a');
    await hits.nth(1).waitFor();
    const titles = await hits.allTextContents();
    await hits.first().click();
    await heading(titles[0] ?? '');
    await page.getByRole('link', { name: 'Next result' }).click();
    await heading(titles[1] ?? '');
    await page.getByRole('link', { name: 'Previous result' }).click();
    await heading(titles[0] ?? '');
    await page.goBack();
    await page.waitForURL(/\/search\?q=mooring&type=documents&label=product$/);
    await hits.first().waitFor();
  });

  test('prints the text and nothing around it', async () => {
    await openHandbook('swivel wear limit');
    await page.locator('main section p').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    for (const name of ['Download', 'Open folder']) expect(await page.getByRole('link', { name }).isVisible(), name).toBe(false);
    expect(await page.getByRole('toolbar', { name: 'Reader' }).isVisible()).toBe(false);
    expect(await page.locator('main section p').first().isVisible()).toBe(true);
  });
});

test('who reads by keyboard alone finds, turns, looks, and comes back', async () => {
  await open();
  await goTo(page, '/search?q=mooring&type=documents');
  const hit = page.getByRole('article').getByRole('link', { name: HANDBOOK }).first();
  await hit.press('Enter');
  await heading(HANDBOOK);
  await page.locator('main mark').first().waitFor();
  await atRest(page);
  const current = () => page.locator('main mark[data-current]').count();

  // Match by match, to the end of the page and on to the next one that has any.
  const start = shownPage();
  for (let presses = 0; presses < 50 && shownPage() === start; presses++) await pressAndRest('n');
  expect(shownPage()).not.toBe(start);
  expect(await current()).toBe(1);
  await pressAndRest('Shift+N');
  expect(shownPage()).toBe(start);

  await page.getByRole('slider', { name: 'Matches in the whole document' }).focus();
  await pressAndRest('End');
  const last = shownPage();
  expect(last).not.toBe(start);
  await pressAndRest('Home');
  expect(shownPage()).not.toBe(last);

  const number = page.getByRole('textbox', { name: 'Page' });
  await number.focus();
  await page.keyboard.type('5');
  await pressAndRest('Enter');
  expect(shownPage()).toBe('5');
  await page.getByRole('heading', { level: 1 }).focus();
  await pressAndRest('ArrowLeft');
  expect(shownPage()).toBe('4');

  await page.getByRole('radio', { name: 'Text' }).focus();
  await page.keyboard.press('ArrowRight');
  await picture().waitFor();
  await atRest(page);
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('j');
  await isAnother();
  await atRest(page);
  await page.keyboard.press('k');
  await heading(HANDBOOK);
  await page.goBack();
  await page.waitForURL(/\/search\?/);
  await hit.waitFor();
});

/** What a key does depends on what the key before it has brought. */
async function pressAndRest(key: string): Promise<void> {
  await page.keyboard.press(key);
  await atRest(page);
}

test('a German reads it in German', async () => {
  await open({ locale: 'de-DE' });
  await openHandbook('swivel wear limit');
  await page.getByRole('slider', { name: 'Treffer im ganzen Dokument' }).waitFor();
  await page.getByRole('button', { name: 'Windows-Pfad kopieren' }).waitFor();
  await page.getByText('von 6').waitFor();
  await page.getByRole('heading', { name: 'Ähnliche Dokumente' }).waitFor();
});

test.each(['text', 'page'])('the %s is accessible in both themes, and nothing sticks out at any width', async (view) => {
  await open();
  const response = await context.request.get('/api/v1/search?type=documents&q=swivel%20wear%20limit');
  const id = SearchResponse.parse(await response.json()).documents.items.find(({ title }) => title === HANDBOOK)?.id;
  await goTo(page, `/documents/${id}?page=4&q=swivel&view=${view}`);
  await page.locator('main mark').first().waitFor({ state: 'attached' });
  expect(await faults(page)).toEqual([]);
});
