import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { violations, violationsInBothThemes } from '../support/faults.ts';
import { DEMO_LIMIT, sharedDemo } from '../support/shared-demo.ts';
import { atRest, goTo, typeInBox, visit } from '../support/visit.ts';

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

async function open(address: string, look: { colorScheme?: 'dark'; locale?: string } = {}): Promise<void> {
  ({ context, page, complaints } = await visit(browser, { baseURL: atrium.url, ...look }));
  await goTo(page, address);
}

const box = () => page.getByRole('combobox', { name: /Search colleagues|Personen und Dokumente/ });
const chip = (text: RegExp) => page.getByRole('button', { name: text });

describe('the box', () => {
  test('makes a filter of what is typed, completes it, and takes it apart again, by keyboard alone', async () => {
    await open('/');
    await box().focus();
    await typeInBox(page, 'from:hele');
    await page.getByRole('option', { name: /^Helena Brandt/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await chip(/Remove by helena\.brandt/).waitFor();
    await expect.poll(() => box().inputValue()).toBe('');

    await page.keyboard.type('board');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('q') === 'from:helena.brandt board');
    await page.getByRole('region', { name: 'Documents' }).getByRole('article').first().waitFor();
    await chip(/Remove by helena\.brandt/).waitFor();
    await atRest(page);

    await box().focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Backspace');
    await expect.poll(() => box().inputValue()).toBe('from:helena.brandt board');
    await expect.poll(() => chip(/Remove by/).count()).toBe(0);
  });

  test('has its groups in one order, and Escape closes the list before it empties the box', async () => {
    await open('/');
    await box().focus();
    await typeInBox(page, 'pro');
    const groups = await page
      .getByRole('listbox')
      .getByRole('group')
      .evaluateAll((all) => all.map((group) => group.firstElementChild?.textContent ?? ''));
    const order = ['Go link', 'People', 'Teams', 'Answers', 'Documents', 'Searched before', 'Search'];
    expect(groups.length).toBeGreaterThan(2);
    expect(groups).toEqual(order.filter((name) => groups.includes(name)));
    await box().press('Escape');
    await expect.poll(() => page.getByRole('option').count()).toBe(0);
    expect(await box().inputValue()).toBe('pro');
    await box().press('Escape');
    await expect.poll(() => box().inputValue()).toBe('');
  });

  test('is not disturbed by an input method, whose Enter searches for nothing', async () => {
    await open('/');
    await box().focus();
    const session = await context.newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: 'かんじ', selectionStart: 3, selectionEnd: 3 });
    await page.keyboard.press('Enter');
    await atRest(page);
    expect(new URL(page.url()).pathname).toBe('/');
    await session.send('Input.insertText', { text: '漢字' });
    await expect.poll(() => box().inputValue()).toBe('漢字');
  });

  test('tells its keys when asked', async () => {
    await open('/search?q=mooring');
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys and ways to ask' }).waitFor();
    expect(await violationsInBothThemes(page, 'dialog')).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  test('shows nothing for an older text once a newer one is typed', async () => {
    await open('/');
    const asked = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    await page.route(/suggest\?q=hel$/, async (route) => {
      asked.resolve();
      await held.promise;
      // The page may have given it up.
      await route.continue().catch(() => undefined);
    });
    await box().fill('hel');
    await asked.promise;
    await box().fill('');
    await typeInBox(page, 'gwen');
    await page.getByRole('option', { name: /^Gwen Pryce/ }).waitFor();
    held.resolve();
    await atRest(page);
    expect(await page.getByRole('option', { name: /^Helena Brandt/ }).count()).toBe(0);
  });
});

describe('results', () => {
  test('are narrowed by a folder of a path, which is left again by the way above them', async () => {
    await open('/search?q=mooring');
    const hit = page.getByRole('article').filter({ hasText: 'Petrel mooring handbook' });
    await hit.getByRole('link', { name: 'Products', exact: true }).click();
    await page.waitForURL((url) => url.searchParams.get('folder') === 'library:/Products');
    await page.getByRole('navigation', { name: 'Folder that is searched' }).getByText('Products').waitFor();
    await page.getByRole('link', { name: 'All folders' }).click();
    await page.waitForURL((url) => !url.searchParams.has('folder'));
    await hit.waitFor();
    await page.goBack();
    await page.waitForURL(/folder=/);
  });

  test('for another spelling say so, and go back to what was typed by one press', async () => {
    await open('/search?q=moorign');
    await page.getByText(/results for “mooring”/).waitFor();
    await page.getByRole('link', { name: /Search instead for/ }).click();
    await page.waitForURL(/exact=true/);
    await page.getByText('Only what you typed is searched.').first().waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('are counted on every tab, also those that are not looked at', async () => {
    await open('/search?q=mooring');
    const tabs = page.getByRole('navigation', { name: 'Kinds of results' });
    const texts = async () => (await tabs.getByRole('link').allTextContents()).join(' ');
    await expect.poll(texts).toMatch(/All People\d+ Teams\d+ Documents\d+/);
    const before = await texts();
    await tabs.getByRole('link', { name: /People/ }).click();
    await page.waitForURL(/type=people/);
    await expect.poll(texts).toBe(before);
    expect(await violations(page)).toEqual([]);
  });

  test('that are not there offer what would find something', async () => {
    await open('/search?q=mooring&label=nothing-has-this-label');
    await page.getByRole('link', { name: /Search without filters \(\d+\)/ }).click();
    await page.waitForURL((url) => !url.searchParams.has('label'));
    await page.getByRole('article').first().waitFor();
  });

  test('have another order by choice, and Back brings the first one again', async () => {
    await open('/search?q=mooring&type=documents');
    const titles = () => page.getByRole('article').getByRole('heading').allTextContents();
    await page.getByRole('article').first().waitFor();
    const best = await titles();
    await page.getByRole('combobox', { name: 'Sort by' }).selectOption('newest');
    await page.waitForURL(/sort=newest/);
    await atRest(page);
    expect(await titles()).not.toEqual(best);
    await page.goBack();
    await expect.poll(titles).toEqual(best);
  });

  test('and the box speak German where the browser does', async () => {
    await open('/search?q=mooring', { locale: 'de-DE', colorScheme: 'dark' });
    await page.getByRole('navigation', { name: 'Arten von Ergebnissen' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await page.getByRole('article').first().waitFor();
    expect(await violationsInBothThemes(page)).toEqual([]);
    await goTo(page, '/search?q=zzqqxxyy');
    await page.getByRole('heading', { name: 'Nichts gefunden für „zzqqxxyy“' }).waitFor();
    expect(await violationsInBothThemes(page)).toEqual([]);
  });
});
