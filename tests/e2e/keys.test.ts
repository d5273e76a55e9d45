import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { violations } from '../support/faults.ts';
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

async function open(address: string, look: Partial<Look> = {}): Promise<void> {
  ({ context, page, complaints } = await visit(browser, { baseURL: atrium.url, ...look }));
  await goTo(page, address);
}

const box = () => page.getByRole('combobox', { name: 'Search colleagues' });
const help = () => page.getByRole('dialog', { name: 'Keys and ways to ask' });
const heading = () => page.getByRole('heading', { level: 1 });

test('keys that are one letter are switched off where one learns of them, for later visits too, and those with Ctrl go on', async () => {
  await open('/search?q=swivel&type=documents');
  await heading().focus();
  await page.keyboard.press('?');
  await help().waitFor();
  const off = help().getByRole('radio', { name: 'Off' });
  await off.focus();
  await page.keyboard.press('Space');
  await expect.poll(() => help().getByText('In a document: to the next match').count()).toBe(0);
  expect(await violations(page, 'dialog')).toEqual([]);
  await page.keyboard.press('Escape');
  await help().waitFor({ state: 'detached' });

  await page.reload();
  await page.getByRole('article').first().waitFor();
  await heading().focus();
  for (const key of ['/', '?']) await page.keyboard.press(key);
  await atRest(page);
  expect([await isFocused(box()), await help().count()]).toEqual([false, 0]);
  await page.keyboard.press('Control+k');
  await expect.poll(() => isFocused(box())).toBe(true);
  await page.keyboard.press('Control+/');
  await help().waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Petrel mooring handbook' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Petrel mooring handbook' }).focus();
  await page.locator('main mark[data-current]').waitFor();
  const before = page.url();
  for (const key of ['n', 'j']) await page.keyboard.press(key);
  await atRest(page);
  expect(page.url()).toBe(before);
  await page.keyboard.press('ArrowRight');
  await page.waitForURL((url) => url.searchParams.has('page'));
});

test('the same choice stands with theme and language', async () => {
  await open('/');
  await page.getByRole('button', { name: /Tomáš Novák/ }).press('Enter');
  const choice = page.getByRole('group', { name: 'Single-key shortcuts' });
  await choice.getByRole('radio', { name: 'Off' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await goTo(page, '/people');
  await heading().focus();
  await page.keyboard.press('/');
  expect(await isFocused(box())).toBe(false);
  await page.getByRole('button', { name: /Tomáš Novák/ }).press('Enter');
  await expect.poll(() => choice.getByRole('radio', { name: 'Off' }).isChecked()).toBe(true);
  await choice.getByRole('radio', { name: 'On' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await heading().focus();
  await page.keyboard.press('/');
  await expect.poll(() => isFocused(box())).toBe(true);
});

test("an empty box offers one's own team, each of whom is one press away", async () => {
  await open('/people');
  await box().press('ArrowDown');
  const team = page.getByRole('group', { name: 'Your team' });
  await team.getByRole('option', { name: /^Saskia Vermeulen/ }).waitFor();
  await team.getByRole('option', { name: 'Everybody in Customer Success' }).waitFor();
  expect(await team.getByText('Tomáš Novák').count()).toBe(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Saskia Vermeulen' }).waitFor();
});

test('whoever has no entry in the directory is offered no team', async () => {
  ({ context, page, complaints } = await visit(browser, { baseURL: atrium.url }));
  // In the demo everybody has one.
  await page.route('**/api/v1/me', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), user: null } });
  });
  await goTo(page, '/people');
  await box().press('ArrowDown');
  await atRest(page);
  expect(await page.getByRole('option').count()).toBe(0);
});
