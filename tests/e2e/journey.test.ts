import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SearchResponse } from '#server/contract/search.ts';
import { startBrowser } from '../support/browser.ts';
import { faults, violations } from '../support/faults.ts';
import { DEMO_LIMIT, sharedDemo } from '../support/shared-demo.ts';
import { atRest, goTo, isFocused, typeInBox, visit } from '../support/visit.ts';

let atrium: { url: string };
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [atrium, browser] = await Promise.all([sharedDemo(), startBrowser()]);
}, DEMO_LIMIT);
afterAll(() => browser?.close());
beforeEach(async () => {
  ({ context, page, complaints } = await visit(browser, { baseURL: atrium.url, unlike: /status of 404/ }));
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

const box = () => page.getByRole('combobox', { name: /search/i });
const activeOption = () => page.locator('[role=option][aria-selected=true]').textContent();
const swivelMarked = () => page.locator('main mark', { hasText: /swivel/i }).first();
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

describe('an employee, by keyboard alone', () => {
  test('types three letters and reaches the person, her org chart, a document, and comes back', async () => {
    await goTo(page, '/');
    await box().focus();
    await typeInBox(page, 'hel');
    await page
      .getByRole('group', { name: 'People' })
      .getByRole('option', { name: /^Helena Brandt/ })
      .waitFor();
    expect(await violations(page)).toEqual([]);

    await page.keyboard.press('ArrowDown');
    await expect.poll(activeOption).toMatch(/^Helena Brandt/);
    await page.keyboard.press('Enter');
    await heading('Helena Brandt');
    await page.waitForURL(/\/people\/\w+$/);
    expect(await violations(page)).toEqual([]);

    await page.getByRole('link', { name: 'Org chart' }).press('Enter');
    await heading('Around Helena Brandt');
    await page.getByRole('treeitem', { name: /Inês Carvalho/ }).waitFor();
    await page.getByRole('treeitem', { name: /Gwen Pryce/ }).waitFor();
    expect(await violations(page)).toEqual([]);

    await page.keyboard.press('/');
    await expect.poll(() => isFocused(box())).toBe(true);
    await page.keyboard.type('swivel wear limit');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?q=swivel/);
    const hit = page.getByRole('region', { name: 'Documents' }).getByRole('link', { name: 'Petrel mooring handbook' }).first();
    await hit.waitFor();
    await swivelMarked().waitFor();
    expect(await violations(page)).toEqual([]);

    await hit.press('Enter');
    await heading('Petrel mooring handbook');
    await page.waitForURL((url) => url.searchParams.get('page') === '4');
    await swivelMarked().waitFor();
    expect(await violations(page)).toEqual([]);

    await page.goBack();
    await hit.waitFor();
    await expect.poll(() => box().inputValue()).toBe('swivel wear limit');
  });

  test('filters by a facet and takes the filter back', async () => {
    await goTo(page, '/search?q=calibration');
    const count = () => page.getByRole('link', { name: /^Documents \d/ }).textContent();
    const before = await count();
    await page
      .getByRole('group', { name: 'Kind' })
      .getByRole('checkbox', { name: /Quality/ })
      .press('Space');
    await page.waitForURL(/label=quality/);
    await atRest(page);
    await page
      .getByRole('button', { name: /remove.*quality|quality.*remove/i })
      .first()
      .press('Enter');
    await page.waitForURL((url) => !url.searchParams.has('label'));
    await expect.poll(count).toBe(before);
  });

  test('is told what helps when nothing is found', async () => {
    await goTo(page, '/search?q=zzqqxxyy');
    await page.getByRole('heading', { level: 2, name: 'Nothing found for “zzqqxxyy”' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('becomes somebody else in the demo and sees more', async () => {
    await goTo(page, '/search?q=keelson');
    const secret = page.getByRole('main').getByRole('link', { name: /Keelson/ });
    expect(await secret.count()).toBe(0);
    await page.getByRole('button', { name: /Tomáš Novák/ }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await violations(page, '[role=dialog]')).toEqual([]);
    await dialog.getByRole('button', { name: /Helena Brandt/ }).press('Enter');
    await secret.first().waitFor();
  });
});

test('every page is accessible in both themes, and nothing sticks out at the side at any width', async () => {
  const person = await firstHit('people', 'helena brandt');
  const document = await firstHit('documents', 'swivel wear limit');
  for (const address of [
    '/',
    '/search?q=mooring',
    '/search?q=&type=people',
    `/people/${person}`,
    `/people/${person}/org`,
    `/documents/${document}?page=4&q=swivel`,
    '/nowhere',
  ]) {
    await goTo(page, address);
    expect(await faults(page), address).toEqual([]);
  }
});

async function firstHit(type: 'people' | 'documents', query: string): Promise<string> {
  const response = await context.request.get(`/api/v1/search?type=${type}&q=${encodeURIComponent(query)}`);
  const [first] = SearchResponse.parse(await response.json())[type].items;
  if (first === undefined) throw new Error(`nothing is found for ${query}`);
  return first.id;
}
