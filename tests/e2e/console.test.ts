import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type AtriumProcess, startAtrium } from '../support/atrium-process.ts';
import { startBrowser } from '../support/browser.ts';

let atrium: AtriumProcess;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** What the page complained about: a refused script, an error of ours, an answer of 500. */
let complaints: string[];

beforeAll(async () => {
  [atrium, browser] = await Promise.all([startAtrium(), startBrowser()]);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await atrium?.stop();
});

interface Look {
  width: number;
  colorScheme: 'light' | 'dark';
  locale?: string;
}

/** As Grace, who administers the demo. */
async function open({ width, ...look }: Look): Promise<void> {
  context = await browser.newContext({
    baseURL: atrium.url,
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
    locale: 'en-US',
    ...look,
  });
  await context.request.post('/api/v1/session', { data: { username: 'grace.okafor', password: 'demo' } });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  complaints = [];
  page.on('console', (message) => {
    // A refused change answers 409; the browser tells of that as well.
    if (message.type() === 'error' && !message.text().includes('409')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
}

async function violations(inside = 'html'): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).include(inside).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

const dialog = () => page.getByRole('dialog');
const button = (name: string | RegExp) => page.getByRole('button', { name });
const inDialog = (name: string | RegExp) => dialog().getByRole('button', { name });

/** Walks there with the tab key, as somebody without a mouse has to. */
async function tabTo(name: string | RegExp, role: 'button' | 'link' | 'combobox' | 'textbox' = 'button'): Promise<void> {
  const target = page.getByRole(role, { name }).first();
  await target.waitFor();
  for (let press = 0; press < 60; press += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The tab key does not lead to ${name}`);
}

const isFocused = (target: Locator) => target.evaluate((element) => element === element.ownerDocument.activeElement);

async function firstDocuments(query: string): Promise<{ id: string; title: string }[]> {
  const response = await context.request.get(`/api/v1/search?type=documents&q=${encodeURIComponent(query)}`);
  const answer = (await response.json()) as { documents: { items: { id: string; title: string }[] } };
  return answer.documents.items;
}

describe('an administrator', () => {
  beforeEach(() => open({ width: 1440, colorScheme: 'light' }));
  afterEach(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });

  test('by mouse: from a question without a result to a pin, and back by undo', async () => {
    await page.goto('/admin/analytics');
    await page.getByRole('link', { name: 'Pin a result: canteen menu' }).click();
    await dialog().waitFor();
    expect(await dialog().getByRole('textbox', { name: 'Query' }).inputValue()).toBe('canteen menu');
    await dialog().getByRole('combobox', { name: 'Stands on top' }).fill('helena');
    await dialog()
      .getByRole('option', { name: /^Person Helena Brandt/ })
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
    await tabTo('Add a golden query');
    await page.keyboard.press('Enter');
    await tabTo('Query', 'textbox');
    await page.keyboard.type('lidar calibration');
    await choose('Must find', first);
    await dialog().getByLabel('At this place or better').fill('1');
    await page.keyboard.press('Enter');
    await page.getByText('Saved.').waitFor();
    expect(await violations()).toEqual([]);
    await button('Ask them all now').press('Enter');
    await page.getByText('All 1 hold.').waitFor();

    await page.goto('/admin/curation?new=lidar+calibration');
    await choose('Stands on top', second);
    await tabTo('Save');
    await page.keyboard.press('Enter');
    await page.getByText('Not saved: it breaks what was promised').waitFor();
    const row = dialog().getByRole('row', { name: /lidar calibration/ });
    expect(await row.getByRole('cell').allTextContents()).toEqual(['1', '2', 'Breaks']);
    expect(await violations('dialog')).toEqual([]);
    await tabTo('Change it anyway');
    await page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'detached' });
    await button('Remove: lidar calibration').press('Enter');
    await expect.poll(() => inDialog('Remove').isEnabled()).toBe(true);
    await inDialog('Remove').press('Enter');
    await page.getByText('“lidar calibration” is removed.').waitFor();
  });

  test('by keyboard alone: walks through a chart, and reads it as a table', async () => {
    await page.goto('/admin/analytics?month=2026-10');
    const chart = page.getByRole('figure', { name: 'Searches a day' });
    const points = chart.locator('g[role=img]');
    await points.first().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    const count = await points.count();
    expect(await isFocused(points.nth(count - 2))).toBe(true);
    await chart.getByText('As a table').press('Enter');
    expect(await chart.getByRole('row').count()).toBe(count + 1);
    expect(await violations()).toEqual([]);
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
    expect(await violations()).toEqual([]);
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
    expect(await violations('dialog')).toEqual([]);
    await inDialog('Go on').press('Enter');
    const now = inDialog('Restore it now');
    expect(await now.isDisabled()).toBe(true);
    await dialog().getByLabel('Type the name of the backup to go on').fill(name);
    await now.click();
    await dialog().waitFor({ state: 'detached' });
    // The demo's visitor is an ordinary employee: that is who one is without a session.
    await page.getByText('This is for administrators.').waitFor({ timeout: 25_000 });
    complaints = complaints.filter((complaint) => !complaint.includes('403'));
  });

  test('changes how much is logged, and finds the licence of a package', async () => {
    await page.goto('/admin/operations');
    await page.getByLabel('How much is written').selectOption({ label: 'What happens' });
    await page.getByText('The configuration says What needs attention.', { exact: false }).waitFor();
    await page.getByLabel('How much is written').selectOption({ label: 'What needs attention' });
    await page.goto('/admin/operations?part=licences');
    await page.getByLabel('Find a package').fill('react-dom');
    const row = page.getByRole('row', { name: /react-dom/ });
    expect(await row.getByRole('cell').allTextContents()).toEqual(['MIT', 'in the browser']);
  });
});

/** Types until the document is offered, and takes it with the arrows. */
async function choose(field: string, wanted: { id: string } | undefined): Promise<void> {
  const box = dialog().getByRole('combobox', { name: field });
  await tabTo(field, 'combobox');
  await page.keyboard.type(`${atrium.url}/documents/${wanted?.id}`);
  await dialog().getByRole('option').filter({ visible: true }).first().waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => box.inputValue()).toBe('');
}

describe.each([
  [1440, 'light', 'en-US'],
  [1440, 'dark', 'de-DE'],
  [768, 'light', 'de-DE'],
  [390, 'light', 'en-US'],
  [390, 'dark', 'de-DE'],
] as const)('at %i px in %s for %s', (width, colorScheme, locale) => {
  beforeEach(() => open({ width, colorScheme, locale }));
  afterEach(() => context.close());

  test('every page is accessible and nothing sticks out at the side', async () => {
    for (const path of [
      '/admin/analytics',
      '/admin/curation',
      '/admin/curation?kind=golden',
      '/admin/operations',
      '/admin/operations?part=backups',
      '/admin/operations?part=licences',
      '/admin/permissions',
      '/admin/permissions/view-as?as=helena.brandt',
      '/admin/audit',
    ]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await violations(), path).toEqual([]);
      const beyond = z.number().parse(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'));
      expect(beyond, path).toBeLessThanOrEqual(0);
    }
  });
});

describe.each([
  [1440, 'light'],
  [390, 'dark'],
] as const)('the forms at %i px in %s', (width, colorScheme) => {
  beforeEach(() => open({ width, colorScheme }));
  afterEach(() => context.close());

  test('of new entries are accessible', async () => {
    for (const kind of ['pins', 'synonyms', 'boosts', 'golden']) {
      await page.goto(`/admin/curation?kind=${kind}&new=mooring`);
      await dialog().waitFor();
      expect(await violations('dialog'), kind).toEqual([]);
    }
  });
});
