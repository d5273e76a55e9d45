import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { DEMO_LIMIT, sharedDemo } from '../support/shared-demo.ts';

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

async function open(address: string, options: { colorScheme?: 'light' | 'dark'; locale?: string; width?: number } = {}) {
  const { colorScheme = 'light', locale = 'en-GB', width = 1440 } = options;
  context = await browser.newContext({
    baseURL: atrium.url,
    viewport: { width, height: 900 },
    colorScheme,
    locale,
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(address);
}

/** An answer that is being replaced is dimmed on purpose: what counts is the page at rest. */
async function violations(): Promise<string[]> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

const box = () => page.getByRole('combobox', { name: /Search colleagues|Personen und Dokumente/ });
const chip = (text: RegExp) => page.getByRole('button', { name: text });
const query = () => new URL(page.url()).searchParams;

describe('the box', () => {
  test('makes a filter of what is typed, completes it, and takes it apart again, by keyboard alone', async () => {
    await open('/');
    await box().focus();
    await page.keyboard.type('from:hele', { delay: 30 });
    await page.getByRole('option', { name: /^Helena Brandt/ }).waitFor();
    expect(await violations()).toEqual([]);
    await page.keyboard.press('Tab');
    await chip(/Remove by helena\.brandt/).waitFor();
    expect(await box().inputValue()).toBe('');

    await page.keyboard.type('board');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search/);
    expect(query().get('q')).toBe('from:helena.brandt board');
    await page.getByRole('region', { name: 'Documents' }).getByRole('article').first().waitFor();
    await chip(/Remove by helena\.brandt/).waitFor();

    await box().focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Backspace');
    expect(await box().inputValue()).toBe('from:helena.brandt board');
    expect(await chip(/Remove by/).count()).toBe(0);
  });

  test('has its groups in one order, and Escape closes the list before it empties the box', async () => {
    await open('/');
    await box().fill('pro');
    await page.getByRole('option').first().waitFor();
    const groups = await page
      .getByRole('listbox')
      .getByRole('group')
      .evaluateAll((all) => all.map((group) => group.firstElementChild?.textContent ?? ''));
    const order = ['Go link', 'People', 'Teams', 'Answers', 'Documents', 'Searched before', 'Search'];
    expect(groups).toEqual(order.filter((name) => groups.includes(name)));
    await box().press('Escape');
    expect(await page.getByRole('option').count()).toBe(0);
    expect(await box().inputValue()).toBe('pro');
    await box().press('Escape');
    expect(await box().inputValue()).toBe('');
  });

  test('is not disturbed by an input method, whose Enter searches for nothing', async () => {
    await open('/');
    await box().focus();
    const session = await context.newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: 'かんじ', selectionStart: 3, selectionEnd: 3 });
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).pathname).toBe('/');
    await session.send('Input.insertText', { text: '漢字' });
    expect(await box().inputValue()).toBe('漢字');
  });

  test('tells its keys when asked', async () => {
    await open('/search?q=mooring');
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys and ways to ask' }).waitFor();
    expect(await violations()).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('shows nothing for an older text once a newer one is typed', async () => {
    await open('/');
    let slow: (() => void) | undefined;
    await page.route(/suggest\?q=hel$/, async (route) => {
      await new Promise<void>((resolve) => {
        slow = resolve;
      });
      await route.continue().catch(() => undefined);
    });
    await box().pressSequentially('hel', { delay: 80 });
    await expect.poll(() => slow !== undefined).toBe(true);
    await box().fill('gwen');
    await page.getByRole('option', { name: /^Gwen Pryce/ }).waitFor();
    slow?.();
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('option', { name: /^Helena Brandt/ }).count()).toBe(0);
  });
});

describe('results', () => {
  test('are narrowed by a folder of a path, which is left again by the way above them', async () => {
    await open('/search?q=mooring');
    const hit = page.getByRole('article').filter({ hasText: 'Petrel mooring handbook' });
    await hit.getByRole('link', { name: 'Products', exact: true }).click();
    await page.waitForURL(/folder=/);
    expect(query().get('folder')).toBe('library:/Products');
    await page.getByRole('navigation', { name: 'Folder that is searched' }).getByText('Products').waitFor();
    await page.getByRole('link', { name: 'All folders' }).click();
    await page.waitForURL((url) => !url.searchParams.has('folder'));
    await page.goBack();
    await page.waitForURL(/folder=/);
  });

  test('for another spelling say so, and go back to what was typed by one press', async () => {
    await open('/search?q=moorign');
    await page.getByText(/results for “mooring”/).waitFor();
    await page.getByRole('link', { name: /Search instead for/ }).click();
    await page.waitForURL(/exact=true/);
    await page.getByText('Only what you typed is searched.').first().waitFor();
    expect(await violations()).toEqual([]);
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
    expect(await violations()).toEqual([]);
  });

  test('that are not there offer what would find something', async () => {
    await open('/search?q=mooring&label=nothing-has-this-label');
    await page.getByRole('link', { name: /Search without filters \(\d+\)/ }).click();
    await page.waitForURL((url) => !url.searchParams.has('label'));
    await page.getByRole('article').first().waitFor();
  });

  test('have another order by choice, and Back brings the first one again', async () => {
    await open('/search?q=mooring&type=documents');
    const first = () => page.getByRole('article').getByRole('heading').first().textContent();
    await page.getByRole('article').first().waitFor();
    const best = await first();
    await page.getByRole('combobox', { name: 'Sort by' }).selectOption('newest');
    await page.waitForURL(/sort=newest/);
    await page.goBack();
    await expect.poll(first).toBe(best);
  });

  test.each(['light', 'dark'] as const)('and the box speak German where the browser does, in %s', async (colorScheme) => {
    await open('/search?q=mooring', { locale: 'de-DE', colorScheme });
    await page.getByRole('navigation', { name: 'Arten von Ergebnissen' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await page.getByRole('article').first().waitFor();
    expect(await violations()).toEqual([]);
    await page.goto('/search?q=zzqqxxyy');
    await page.getByRole('heading', { name: 'Nichts gefunden für „zzqqxxyy“' }).waitFor();
    expect(await violations()).toEqual([]);
  });
});
