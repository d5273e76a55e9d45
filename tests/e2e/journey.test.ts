import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { DEMO_LIMIT, sharedDemo } from '../support/shared-demo.ts';

let atrium: { url: string };
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** What the page complained about: a refused script, an error of ours, an answer of 500. */
let complaints: string[];

beforeAll(async () => {
  [atrium, browser] = await Promise.all([sharedDemo(), startBrowser()]);
}, DEMO_LIMIT);
afterAll(() => browser?.close());

async function open(options: { width: number; colorScheme: 'light' | 'dark' }): Promise<void> {
  context = await browser.newContext({
    baseURL: atrium.url,
    viewport: { width: options.width, height: 900 },
    colorScheme: options.colorScheme,
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
}

/** `inside` an open dialog: the page around it is hidden from everybody then, its landmarks too. */
async function violations(inside = 'html'): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).include(inside).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

const box = () => page.getByRole('combobox', { name: /search/i });
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

describe('an employee, by keyboard alone', () => {
  beforeEach(() => open({ width: 1440, colorScheme: 'light' }));
  afterEach(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });

  test('types three letters and reaches the person, her org chart, a document, and comes back', async () => {
    await page.goto('/');
    await box().waitFor();
    await box().focus();
    await page.keyboard.type('hel', { delay: 40 });
    await page.getByRole('option', { name: /^Helena Brandt/ }).waitFor();
    expect(await violations()).toEqual([]);

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await heading('Helena Brandt');
    expect(new URL(page.url()).pathname).toMatch(/^\/people\/\w+$/);
    expect(await violations()).toEqual([]);

    const chart = page.getByRole('link', { name: 'Org chart' });
    await chart.focus();
    await page.keyboard.press('Enter');
    await heading(/Helena Brandt/);
    await page.getByText('Inês Carvalho').first().waitFor();
    await page.getByText('Gwen Pryce').first().waitFor();
    expect(await violations()).toEqual([]);

    await page.keyboard.press('/');
    await page.keyboard.type('swivel wear limit');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?q=swivel/);
    const hit = page.getByRole('region', { name: 'Documents' }).getByRole('link', { name: /Petrel mooring handbook/ });
    await hit.waitFor();
    expect(await page.locator('mark', { hasText: /swivel/i }).count()).toBeGreaterThan(0);
    expect(await violations()).toEqual([]);

    await hit.focus();
    await page.keyboard.press('Enter');
    await heading('Petrel mooring handbook');
    expect(new URL(page.url()).searchParams.get('page')).toBe('4');
    await page
      .locator('mark', { hasText: /swivel/i })
      .first()
      .waitFor();
    expect(await violations()).toEqual([]);

    await page.goBack();
    await page
      .getByRole('link', { name: /Petrel mooring handbook/ })
      .first()
      .waitFor();
    expect(await box().inputValue()).toBe('swivel wear limit');
  });

  test('filters by a facet and takes the filter back', async () => {
    await page.goto('/search?q=calibration');
    const count = () => page.getByRole('link', { name: /^Documents \d/ }).textContent();
    const before = await count();
    await page
      .getByRole('group', { name: 'Kind' })
      .getByRole('checkbox', { name: /Quality/ })
      .press('Space');
    await page.waitForURL(/label=quality/);
    await page
      .getByRole('button', { name: /remove.*quality|quality.*remove/i })
      .first()
      .click();
    await page.waitForURL((url) => !url.searchParams.has('label'));
    await expect.poll(count).toBe(before);
  });

  test('is told what helps when nothing is found', async () => {
    await page.goto('/search?q=zzqqxxyy');
    await page
      .getByText(/zzqqxxyy/)
      .first()
      .waitFor();
    expect(await violations()).toEqual([]);
  });

  test('becomes somebody else in the demo and sees more', async () => {
    await page.goto('/search?q=keelson');
    expect(await page.getByRole('link', { name: /Keelson/ }).count()).toBe(0);
    await page.getByRole('button', { name: /Tomáš Novák/ }).click();
    await page.getByRole('dialog').waitFor();
    expect(await violations('[role=dialog]')).toEqual([]);
    await page
      .getByRole('button', { name: /Helena Brandt/ })
      .or(page.getByRole('menuitemradio', { name: /Helena Brandt/ }))
      .first()
      .click();
    await page
      .getByRole('link', { name: /Keelson/ })
      .first()
      .waitFor();
  });
});

describe.each([
  [1440, 'light'],
  [1440, 'dark'],
  [768, 'light'],
  [390, 'light'],
  [390, 'dark'],
] as const)('at %i px in %s', (width, colorScheme) => {
  beforeEach(() => open({ width, colorScheme }));
  afterEach(() => context.close());

  test('every page is accessible and nothing sticks out at the side', async () => {
    const person = await firstHit('people', 'helena brandt');
    const document = await firstHit('documents', 'swivel wear limit');
    for (const path of [
      '/',
      '/search?q=mooring',
      '/search?q=&type=people',
      `/people/${person}`,
      `/people/${person}/org`,
      `/documents/${document}?page=4&q=swivel`,
      '/nowhere',
    ]) {
      await page.goto(path);
      await page.waitForLoadState('networkidle');
      expect(await violations(), path).toEqual([]);
      const overflow = await sticksOut();
      expect(overflow, path).toEqual([]);
    }
  });

  test('the console of IT is accessible', async () => {
    await context.request.post('/api/v1/session', { data: { username: 'grace.okafor', password: 'demo' } });
    await page.goto('/admin/sources');
    await page.getByText('library').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await violations()).toEqual([]);
  });
});

/** Text that reaches over the right edge of the window and cannot be scrolled to; by what it says. An org chart is moved about. */
function sticksOut(): Promise<string[]> {
  return page.evaluate(`(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element) => element && (/(auto|scroll)/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    return [...document.querySelectorAll('main h1, main h2, main h3, main p, main a, main button')]
      .filter((element) => element.closest('[role=tree]') === null && element.getBoundingClientRect().right > width + 1 && !scrolls(element))
      .map((element) => (element.textContent ?? '').slice(0, 60));
  })()`);
}

async function firstHit(type: 'people' | 'documents', query: string): Promise<string> {
  const response = await context.request.get(`/api/v1/search?type=${type}&q=${encodeURIComponent(query)}`);
  const answer = (await response.json()) as Record<typeof type, { items: { id: string }[] }>;
  return answer[type].items[0]?.id ?? '';
}
