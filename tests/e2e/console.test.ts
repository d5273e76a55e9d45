import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SearchResponse } from '#server/contract/search.ts';
import { type AtriumProcess, startAtrium } from '../support/atrium-process.ts';
import { startBrowser } from '../support/browser.ts';
import { faults, tooWide, violations, violationsInBothThemes } from '../support/faults.ts';
import { forgive, goTo, isFocused, tabTo, visit } from '../support/visit.ts';

let atrium: AtriumProcess;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [atrium, browser] = await Promise.all([startAtrium(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await atrium?.stop();
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

/** As Grace, who administers the demo. A refused change answers 409. */
async function open(look: { width?: number; colorScheme?: 'dark'; locale?: string } = {}): Promise<void> {
  const whose = { baseURL: atrium.url, username: 'grace.okafor', unlike: /status of 409/ };
  ({ context, page, complaints } = await visit(browser, { ...whose, ...look }));
}

const dialog = () => page.getByRole('dialog');
const button = (name: string | RegExp) => page.getByRole('button', { name });
const inDialog = (name: string) => dialog().getByRole('button', { name, exact: true });

async function firstDocuments(query: string): Promise<{ id: string; title: string }[]> {
  const response = await context.request.get(`/api/v1/search?type=documents&q=${encodeURIComponent(query)}`);
  return SearchResponse.parse(await response.json()).documents.items;
}

describe('an administrator', () => {
  beforeEach(() => open());

  test('by mouse: from a question without a result to a pin, and back by undo', async () => {
    await page.goto('/admin/analytics');
    await page.getByRole('link', { name: 'Pin a result: canteen menu' }).click();
    await dialog().waitFor();
    await expect.poll(() => dialog().getByRole('textbox', { name: 'Query' }).inputValue()).toBe('canteen menu');
    await dialog().getByRole('combobox', { name: 'Stands on top' }).fill('helena');
    await dialog()
      .getByRole('option', { name: /^Person Helena Brandt/ })
      .first()
      .click();
    await inDialog('Save').click();
    await page.getByRole('heading', { name: /^canteen menu/ }).waitFor();
    await button('Undo').click();
    await page.getByText('It is as it was before.').waitFor();
    await page.getByText('Nothing is pinned yet.').waitFor();
  });

  test('by keyboard alone: promises a place, is refused a pin that breaks it, sees why, and does it anyway', async () => {
    const [first, second] = await firstDocuments('lidar calibration');
    await page.goto('/admin/curation?kind=golden');
    await tabTo(button('Add a golden query').first());
    await page.keyboard.press('Enter');
    await tabTo(dialog().getByRole('textbox', { name: 'Query' }));
    await page.keyboard.type('lidar calibration');
    await choose('Must find', first);
    await dialog().getByLabel('At this place or better').fill('1');
    await page.keyboard.press('Enter');
    await page.getByText('Saved.').waitFor();
    expect(await violations(page)).toEqual([]);
    await button('Ask them all now').press('Enter');
    await page.getByText('All 1 hold.').waitFor();

    await page.goto('/admin/curation?new=lidar+calibration');
    await choose('Stands on top', second);
    await tabTo(inDialog('Save'));
    await page.keyboard.press('Enter');
    await page.getByText('Not saved: it breaks what was promised').waitFor();
    const row = dialog().getByRole('row', { name: /lidar calibration/ });
    await expect.poll(() => row.getByRole('cell').allTextContents()).toEqual(['1', '2', 'Breaks']);
    expect(await violations(page, 'dialog')).toEqual([]);
    await tabTo(inDialog('Change it anyway'));
    await page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'detached' });
    await button('Remove: lidar calibration').press('Enter');
    await tabTo(inDialog('Remove'));
    await page.keyboard.press('Enter');
    await page.getByText('“lidar calibration” is removed.').waitFor();
  });

  test('by keyboard alone: walks through a chart, and reads it as a table', async () => {
    const chart = page.getByRole('figure', { name: 'Searches a day' });
    const points = chart.locator('g[role=img]');
    await goTo(page, '/admin/analytics?month=2026-10');
    await points.first().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    const count = await points.count();
    await expect.poll(() => isFocused(points.nth(count - 2))).toBe(true);
    await chart.getByText('As a table').press('Enter');
    await expect.poll(() => chart.getByRole('row').count()).toBe(count + 1);
    expect(await violations(page)).toEqual([]);
  });

  test('looks as somebody, walks into a folder and asks why a document is there', async () => {
    await page.goto('/admin/permissions');
    await page.getByText('Checks of the sources').waitFor();
    await page.getByRole('region', { name: 'View as' }).getByLabel('Sign-in name').fill('helena.brandt');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'You are looking as Helena Brandt' }).waitFor();
    const folders = page.getByRole('navigation', { name: 'Folders' });
    await folders.getByRole('link', { name: /^Policies/ }).click();
    await page.waitForURL(/folder=/);
    await page
      .getByText(/^Policies\//)
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await page
      .getByRole('link', { name: /^Why is Policies/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Helena Brandt finds it' }).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'Stop looking' }).click();
    await page.getByRole('heading', { level: 1, name: 'Permissions' }).waitFor();
  });

  test('makes a backup, is told what a restore does, has to type its name, and signs in again after it', async () => {
    await page.goto('/admin/operations?part=backups');
    await button('Make a backup').click();
    await page.getByText(/backup is ready\./).waitFor();
    const name = (await page.getByRole('heading', { level: 2 }).first().textContent()) ?? '';
    await button(`Restore ${name}`).click();
    await dialog().getByText('It can be put in place.').waitFor();
    expect(await violations(page, 'dialog')).toEqual([]);
    await inDialog('Go on').press('Enter');
    const now = inDialog('Restore it now');
    await expect.poll(() => now.isDisabled()).toBe(true);
    await dialog().getByLabel('Type the name of the backup to go on').fill(name);
    await now.click();
    await dialog().waitFor({ state: 'detached' });
    // The demo's visitor is an ordinary employee: that is who one is without a session.
    await page.getByText('This is for administrators.').waitFor();
    forgive(complaints, 'status of 403');
  });

  test('changes how much is logged, and finds the licence of a package', async () => {
    await page.goto('/admin/operations');
    await page.getByLabel('How much is written').selectOption({ label: 'What happens' });
    const other = page.getByText('The configuration says What needs attention.', { exact: false });
    await other.waitFor();
    await page.getByLabel('How much is written').selectOption({ label: 'What needs attention' });
    await other.waitFor({ state: 'detached' });
    await page.goto('/admin/operations?part=licences');
    await page.getByLabel('Find a package').fill('react-dom');
    const row = page.getByRole('row', { name: /react-dom/ });
    await expect.poll(() => row.getByRole('cell').allTextContents()).toEqual(['MIT', 'in the browser']);
  });
});

/** Types until the document is offered, and takes it with the arrows. */
async function choose(field: string, wanted: { id: string } | undefined): Promise<void> {
  const box = dialog().getByRole('combobox', { name: field });
  await tabTo(box);
  await page.keyboard.type(`${atrium.url}/documents/${wanted?.id}`);
  await dialog().getByRole('option').filter({ visible: true }).first().waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => box.inputValue()).toBe('');
}

const PAGES = [
  '/admin/analytics',
  '/admin/curation',
  '/admin/curation?kind=golden',
  '/admin/operations',
  '/admin/operations?part=backups',
  '/admin/operations?part=licences',
  '/admin/permissions',
  '/admin/permissions/view-as?as=helena.brandt',
  '/admin/sources',
  '/admin/audit',
];

test('every page is accessible in both themes, and nothing sticks out at the side at any width', async () => {
  await open();
  for (const address of PAGES) {
    await goTo(page, address);
    expect(await faults(page), address).toEqual([]);
  }
});

test('every page is accessible in German and in the dark, where longer words fit as well', async () => {
  await open({ width: 390, colorScheme: 'dark', locale: 'de-DE' });
  for (const address of PAGES) {
    await goTo(page, address);
    expect(await violations(page), address).toEqual([]);
    expect(await tooWide(page), address).toEqual([]);
  }
});

test('the forms of new entries are accessible on a phone and on a desk', async () => {
  await open({ width: 390 });
  for (const kind of ['pins', 'synonyms', 'boosts', 'golden']) {
    await page.goto(`/admin/curation?kind=${kind}&new=mooring`);
    await dialog().waitFor();
    expect(await violationsInBothThemes(page, 'dialog'), kind).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    expect(await violations(page, 'dialog'), kind).toEqual([]);
    await page.setViewportSize({ width: 390, height: 900 });
  }
});
