import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { tooWide, violationsInBothThemes } from '../support/faults.ts';
import { DEMO_LIMIT, sharedDemo } from '../support/shared-demo.ts';
import { atRest, goTo, isFocused, type Look, tabTo, visit } from '../support/visit.ts';

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
const RESULTS = '/search?q=swivel&type=documents';

async function open(look: Partial<Look> = {}): Promise<void> {
  ({ context, page, complaints } = await visit(browser, { baseURL: atrium.url, ...look }));
  await goTo(page, RESULTS);
}

const titles = () => page.getByRole('main').locator('li article h3 a');
const handbook = () => page.getByRole('main').locator('li').getByRole('link', { name: HANDBOOK, exact: true });
const preview = (of: string) => page.getByRole('region', { name: `Preview: ${of}` });
const current = () => page.locator('section mark[data-current]');
const isAnyOpen = async () => (await page.getByRole('region', { name: /^Preview/ }).count()) > 0;

describe('a result is looked into beside the others', () => {
  test('by keyboard alone: opened, read, walked through, left and closed, with the focus where it was', async () => {
    await open();
    await tabTo(handbook());
    await page.keyboard.press('Space');
    await preview(HANDBOOK).locator('mark').first().waitFor();
    await page
      .getByRole('status')
      .filter({ hasText: `Preview of ${HANDBOOK}` })
      .waitFor();
    expect(await isFocused(handbook())).toBe(true);
    expect(await violationsInBothThemes(page)).toEqual([]);

    await page.keyboard.press('ArrowRight');
    await expect.poll(() => isFocused(preview(HANDBOOK))).toBe(true);
    const place = () => preview(HANDBOOK).getByRole('status').filter({ hasText: 'Page' }).textContent();
    const first = await place();
    expect(first).toMatch(/^Page \d of 6 · Match 1 of/);
    const next = preview(HANDBOOK).getByRole('button', { name: 'Next match' });
    await tabTo(next);
    await expect
      .poll(async () => {
        await page.keyboard.press('Enter');
        return (await place())?.split(' · ')[0];
      })
      .not.toBe(first?.split(' · ')[0]);
    await expect.poll(() => current().count()).toBe(1);

    await preview(HANDBOOK).focus();
    await page.keyboard.press('ArrowLeft');
    expect([await isFocused(handbook()), await isAnyOpen()]).toEqual([true, true]);
    await page.keyboard.press('ArrowDown');
    const beside = (await titles().allTextContents())[1 + (await titles().allTextContents()).indexOf(HANDBOOK)] ?? '';
    await preview(beside).waitFor();
    expect(await isFocused(titles().filter({ hasText: beside }))).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(isAnyOpen).toBe(false);
    expect(await isFocused(titles().filter({ hasText: beside }))).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: beside }).waitFor();
  });

  test('by mouse: opened by its button, opened as a document, and Escape closes it from within', async () => {
    await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page
      .getByRole('article')
      .filter({ has: page.getByRole('link', { name: HANDBOOK, exact: true }) })
      .hover();
    const button = page.getByRole('button', { name: `Look into ${HANDBOOK}` });
    await button.click();
    await preview(HANDBOOK).locator('mark').first().waitFor();
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    await preview(HANDBOOK)
      .getByRole('button', { name: /^Copy link/ })
      .click();
    await expect.poll(() => page.evaluate<string>('navigator.clipboard.readText()')).toMatch(/\/documents\/\w+\?page=\d$/);
    await page.keyboard.press('Escape');
    await expect.poll(isAnyOpen).toBe(false);
    await expect.poll(() => isFocused(button)).toBe(true);
    await button.click();
    await preview(HANDBOOK).getByRole('link', { name: 'Open' }).click();
    await page.getByRole('heading', { level: 1, name: HANDBOOK }).waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('swivel');
  });

  test('and what is asked for one that is left is taken back', async () => {
    await open();
    const refused: string[] = [];
    page.on('requestfailed', (request) => refused.push(request.url()));
    const held: string[] = [];
    await page.route(/\/text\?/, (route) => {
      // The first is never answered.
      if (held.push(route.request().url()) > 1) return route.continue();
    });
    await titles().first().focus();
    await page.keyboard.press('Space');
    await expect.poll(() => held.length).toBe(1);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => refused).toContain(held[0]);
    await preview((await titles().nth(1).textContent()) ?? '')
      .locator('mark')
      .first()
      .waitFor();
  });

  test('only where there is room: on a tablet its keys and its button are not there', async () => {
    await open({ width: 768 });
    await handbook().focus();
    await page.keyboard.press('ArrowRight');
    await atRest(page);
    expect([await isAnyOpen(), await page.getByRole('button', { name: /^Look into/ }).count()]).toEqual([false, 0]);
  });

  test('in German and in the dark, and nothing of it sticks out at 1024 px', async () => {
    await open({ width: 1024, colorScheme: 'dark', locale: 'de-DE' });
    await handbook().focus();
    await page.keyboard.press('Space');
    const panel = page.getByRole('region', { name: `Vorschau: ${HANDBOOK}` });
    await panel.locator('mark').first().waitFor();
    await panel
      .getByRole('status')
      .filter({ hasText: /Seite \d von 6 · Treffer 1 von/ })
      .waitFor();
    const box = await panel.boundingBox();
    expect(box && box.x > 0 && box.x + box.width <= 1024 && box.y + box.height <= 900).toBe(true);
    expect(await tooWide(page)).toEqual([]);
  });
});
