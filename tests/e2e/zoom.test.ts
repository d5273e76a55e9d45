import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SearchResponse } from '#server/contract/search.ts';
import { startBrowser } from '../support/browser.ts';
import { violations, violationsInBothThemes } from '../support/faults.ts';
import { DEMO_LIMIT, sharedDemo } from '../support/shared-demo.ts';
import { atRest, goTo, isFocused, type Look, visit } from '../support/visit.ts';

let atrium: { url: string };
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [atrium, browser] = await Promise.all([sharedDemo(), startBrowser()]);
}, DEMO_LIMIT);
afterAll(() => browser?.close());
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

const HANDBOOK = 'Petrel mooring handbook';

async function open(view: 'text' | 'page', look: Partial<Look> = {}): Promise<void> {
  ({ context, page, complaints } = await visit(browser, { baseURL: atrium.url, ...look }));
  const answer = await context.request.get('/api/v1/search?type=documents&q=swivel%20wear%20limit');
  const { documents } = SearchResponse.parse(await answer.json());
  const id = documents.items.find(({ title }) => title === HANDBOOK)?.id;
  await goTo(page, `/documents/${id}?page=4&q=swivel&view=${view}`);
  await page.locator('main mark').first().waitFor({ state: 'attached' });
}

const frame = () => page.getByRole('group', { name: 'Page as a picture' });
const picture = () => page.getByRole('img', { name: new RegExp(`^Page \\d of ${HANDBOOK}`) });
/** How much wider than its frame the picture is. */
const enlarged = async () => ((await picture().boundingBox())?.width ?? 0) / ((await frame().boundingBox())?.width ?? 1);
const isEnlarged = (times: number) => expect.poll(enlarged).toBeCloseTo(times, 1);
const middleOf = async () => {
  const box = await frame().boundingBox();
  if (box === null) throw new Error('the page is not shown');
  return { x: box.x + box.width / 2, y: box.y + Math.min(box.height, 300) / 2 };
};

describe('the picture of a page', () => {
  test('is enlarged by keys, buttons and the wheel, and is drawn anew as sharp as it is then large', async () => {
    await open('page');
    await isEnlarged(1);
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('+');
    await isEnlarged(1.25);
    await page.getByRole('button', { name: 'Larger' }).click();
    await isEnlarged(1.5);
    await page.getByRole('button', { name: 'Larger' }).click();
    await isEnlarged(2);
    await expect
      .poll(() =>
        page.evaluate(
          `[...document.images].some((one) => one.alt.startsWith('Page') && one.complete && one.naturalWidth >= one.width)`,
        ),
      )
      .toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: /As wide as there is room/ }).click();
    await isEnlarged(1);

    const { x, y } = await middleOf();
    await page.mouse.move(x, y);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -550);
    await page.keyboard.up('Control');
    await isEnlarged(Math.E);
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('0');
    await isEnlarged(1);
    await page.keyboard.press('-');
    await isEnlarged(1);
  });

  test('is moved by the mouse and by the arrow keys, which then turn no page', async () => {
    await open('page');
    for (const _ of [1, 2, 3]) await page.getByRole('button', { name: 'Larger' }).click();
    await isEnlarged(2);
    const left = () => frame().evaluate((element) => element.scrollLeft);
    const before = await left();
    const { x, y } = await middleOf();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 80, y, { steps: 4 });
    await page.mouse.up();
    await expect.poll(left).toBeCloseTo(before + 80, -1);
    expect(await isFocused(frame())).toBe(true);
    const moved = await left();
    await page.keyboard.press('ArrowRight');
    await expect.poll(left).toBeGreaterThan(moved);
    expect(new URL(page.url()).searchParams.get('page')).toBe('4');
  });

  test('is enlarged by two fingers, while the window around it stays as it is', async () => {
    await open('page', { width: 390 });
    await isEnlarged(1);
    await frame().scrollIntoViewIfNeeded();
    const { x, y } = await middleOf();
    const session = await context.newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart?: number) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: apart === undefined ? [] : [x - apart / 2, x + apart / 2].map((at, id) => ({ x: at, y, id })),
      });
    await touch('touchStart', 80);
    for (const apart of [100, 120, 160]) await touch('touchMove', apart);
    await touch('touchEnd');
    await isEnlarged(2);
    expect(await page.evaluate('window.visualViewport.scale')).toBe(1);
    expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
  });
});

describe('on a phone', () => {
  test('a bar below what one reads says where the words stand and leads on to the next of them', async () => {
    await open('text', { width: 390 });
    const bar = page.getByRole('toolbar', { name: 'Matches' });
    await bar.getByText('3 of 3 pages with matches').waitFor();
    expect(await page.getByRole('slider').count()).toBe(0);
    expect(await violationsInBothThemes(page)).toEqual([]);
    const box = await bar.boundingBox();
    expect(box && Math.round(box.y + box.height)).toBe(900);
    await bar.getByRole('button', { name: 'Previous match' }).click();
    await bar.getByText('2 of 3 pages with matches').waitFor();
    await page.waitForURL((url) => url.searchParams.get('page') === '3');
    await page.locator('main mark[data-current]').waitFor();
    const mark = await page.locator('main mark[data-current]').boundingBox();
    expect(mark && box && mark.y + mark.height < box.y).toBe(true);
    await bar.getByRole('button', { name: 'Next match' }).press('Enter');
    await bar.getByText('3 of 3 pages with matches').waitFor();
  });

  test('in German, and without a bar where nothing is looked for or nothing is found', async () => {
    await open('text', { width: 390, colorScheme: 'dark', locale: 'de-DE' });
    const bar = page.getByRole('toolbar', { name: 'Treffer' });
    await bar.getByText('3 von 3 Seiten mit Treffern').waitFor();
    for (const q of ['', 'zzqqxxyy']) {
      const address = new URL(page.url());
      address.searchParams.set('q', q);
      await goTo(page, String(address));
      await atRest(page);
      expect(await bar.count(), q).toBe(0);
    }
  });
});
