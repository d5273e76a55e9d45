import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GROUPS, group, PEOPLE, person, TREE, toLdif } from '../indexers/ldap/ldif.ts';
import { startHouse } from '../server/auth/sign-in-house.ts';
import type { AtriumProcess } from '../support/atrium-process.ts';
import { startBrowser } from '../support/browser.ts';
import { sharedMeilisearch } from '../support/meilisearch.ts';
import { type Slapd, startSlapd } from '../support/slapd.ts';

const meilisearch = sharedMeilisearch();
let slapd: Slapd;
let drive: string;
/** Without sources and administrators, as it comes. */
let atrium: AtriumProcess;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** What the page complained about: a refused script, an error of ours, an answer of 500. */
let complaints: string[];

beforeAll(async () => {
  const people = ['ada', 'bob', 'grace'].map((uid) =>
    person(uid, { userPassword: `${uid}-secret`, title: 'Engineer', displayName: `Dr ${uid}` }),
  );
  [slapd, browser, drive] = await Promise.all([
    startSlapd({ ldif: toLdif([...TREE, ...people, group('atrium-admins', [`uid=grace,${PEOPLE}`])]) }),
    startBrowser(),
    fillDrive(),
  ]);
  atrium = await startHouse({ meilisearch, name: 'newcomer', auth: { method: 'directory' } });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await atrium?.stop();
  await slapd?.stop();
  await rm(drive, { recursive: true, force: true });
  await meilisearch.deleteIndexes();
});

async function fillDrive(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-sources-drive-'));
  for (const part of ['Plans', 'Archive', 'Notes']) await mkdir(path.join(folder, part));
  await writeFile(path.join(folder, 'Plans', 'weir.md'), '# Weir\n\nThe weir at Ravensbrook is rebuilt in spring.\n');
  await writeFile(path.join(folder, 'Plans', 'broken.pdf'), 'this is no PDF');
  await writeFile(path.join(folder, 'Archive', 'old.md'), '# Old weir\n\nRavensbrook as it was.\n');
  await writeFile(path.join(folder, 'draft.tmp'), 'x');
  for (let n = 0; n < 30; n++) await writeFile(path.join(folder, 'Notes', `note-${n}.md`), `# Note ${n}\n\nQuayside ${n}.\n`);
  return folder;
}

/** One browser for all of the story: it is the setup session that goes on. */
beforeAll(() => openWindow());
afterAll(() => context?.close());

async function openWindow(options: { width?: number; colorScheme?: 'light' | 'dark' } = {}): Promise<void> {
  const { width = 1440, colorScheme = 'light' } = options;
  context = await browser.newContext({
    baseURL: atrium.url,
    viewport: { width, height: 900 },
    colorScheme,
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
}

beforeEach(() => {
  complaints = [];
});
afterEach(() => expect(complaints).toEqual([]));

/** `inside` an open dialog: the page around it is hidden from everybody then, its landmarks too. */
async function violations(inside = 'html'): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).include(inside).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

const heading = (name: string | RegExp, level = 2) => page.getByRole('heading', { level, name }).waitFor();
const button = (name: string | RegExp) => page.getByRole('button', { name });

function setupPath(): string {
  return /Open http:\/\/[^/]+(\/setup#\S+)/.exec(atrium.output())?.[1] ?? '';
}

describe('a newcomer of an empty installation', () => {
  test('is greeted by the address that the server printed, once', async () => {
    await page.goto(setupPath());
    await heading('Welcome to Atrium', 1);
    expect(await violations()).toEqual([]);
    await button('Begin').click();
    await heading('Set up Atrium', 1);
    expect(new URL(page.url()).hash).toBe('');
    expect(await violations()).toEqual([]);
  });

  test('connects a directory: what is wrong stands beside its field, what is missing in the findings', async () => {
    await page.getByRole('link', { name: 'Connect a directory' }).click();
    await heading('Where is it?');
    await button('Test the connection').click();
    await expect.poll(() => page.evaluate('document.activeElement?.previousElementSibling?.textContent')).toBe('Address');
    expect(await page.getByText('This is needed.').count()).toBe(2);
    expect(await violations()).toEqual([]);

    await page.getByLabel('Address').fill(slapd.url);
    await page.getByLabel('Account').fill(slapd.bindDn);
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await page.getByLabel('People below').fill(PEOPLE);
    await page.getByLabel('Groups below').fill(GROUPS);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('staff');
    await button('Test the connection').click();
    await heading(/Something is missing/, 3);
    expect(await violations()).toEqual([]);

    await page.getByLabel('Password', { exact: true }).fill(slapd.bindPassword);
    await button('Test the connection').click();
    await heading('It works.', 3);
    await button('Continue').click();
    await heading('Who is in it?');
  });

  test('sees real entries become people, and changes where a field comes from', async () => {
    await page.getByText('OpenLDAP: 3 people and 1 group.').waitFor();
    const table = page.getByRole('region', { name: 'Fields and where they come from' });
    const row = (name: string) => table.getByRole('row', { name: new RegExp(`^${name} `) });
    await table.getByRole('columnheader', { name: 'Dr ada' }).waitFor();
    await row('Department').getByLabel('Department comes from').selectOption('title');
    await row('Department').getByRole('cell', { name: 'Engineer' }).first().waitFor();
    expect(await violations()).toEqual([]);
  });

  test('finds all as it was after going back and after a reload, but the password', async () => {
    await button('Connect').click();
    await heading('Where is it?');
    expect(await page.getByLabel('Address').inputValue()).toBe(slapd.url);
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await heading('Where is it?');
    expect(await page.getByLabel('People below').inputValue()).toBe(PEOPLE);
    expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
    await page.getByLabel('Password', { exact: true }).fill(slapd.bindPassword);
    await button('Test the connection').click();
    await heading('It works.', 3);
    await button('Continue').click();
    await page.getByText('OpenLDAP: 3 people and 1 group.').waitFor();
    expect(await page.getByLabel('Department comes from').inputValue()).toBe('title');
    expect(await page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })')).not.toContain(slapd.bindPassword);
  });

  test('is asked before leaving, and can stay', async () => {
    await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Audit log' }).click();
    await page.getByRole('dialog', { name: 'Leave before it is published?' }).waitFor();
    expect(await violations('dialog')).toEqual([]);
    await button('Stay').click();
    await heading('Who is in it?');
  });

  test('sees what would happen, publishes, and follows the first run to its end', async () => {
    await button('Continue').click();
    await button('Start the trial run').click();
    await page.getByText('This is what the first run would do.').waitFor();
    expect(await page.getByRole('definition').first().textContent()).toBe('+ 4');
    expect(await violations()).toEqual([]);
    await button('Continue').click();
    await page.getByLabel('Read again').selectOption('Every hour');
    expect(await violations()).toEqual([]);
    await button('Publish and read it now').click();
    await page.getByText('Done. From now on it can be searched.').waitFor();
    expect(await violations()).toEqual([]);
    await page.getByRole('link', { name: 'Go on with the setup' }).click();
    await heading('Set up Atrium', 1);
  });

  test('says who administers Atrium', async () => {
    await page.getByLabel('Find people and groups').fill('atrium');
    await page.getByRole('checkbox', { name: /atrium-admins/ }).check();
    await button('Save administrators').click();
    await page.getByRole('listitem').filter({ hasText: 'Who administers Atrium?' }).getByText('Done', { exact: true }).waitFor();
    expect(await violations()).toEqual([]);
  });

  test('connects a folder by keyboard alone, watching what the rules leave out', async () => {
    await focused(page.getByRole('link', { name: 'Connect a folder' }));
    await page.keyboard.press('Enter');
    await heading('Where is it?');
    await focused(button('Browse …'));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'tmp', exact: true }).waitFor();
    expect(await violations('dialog')).toEqual([]);
    await page.keyboard.press('Escape');
    await focused(page.getByRole('textbox', { name: 'Folder' }));
    await page.keyboard.type(drive);
    await page.keyboard.press('Enter');
    await heading('It works.', 3);
    await focused(button('Continue'));
    await page.keyboard.press('Enter');
    await heading('Which files count?');
    await page.getByText(/^33 files included/).waitFor();
    await focused(page.getByLabel('Who may read'));
    await page.keyboard.type('Everybody');
    await focused(page.getByLabel('Leave out'));
    await page.keyboard.type('**/Archive');
    await page.getByText(/^32 files included/).waitFor();
    await page.getByText('exclude: **/Archive').waitFor();
    expect(await violations()).toEqual([]);
    await focused(button('Continue'));
    await page.keyboard.press('Enter');
    await focused(button('Skip it'));
    await page.keyboard.press('Enter');
    await focused(button('Publish and read it now'));
    await page.keyboard.press('Enter');
    await page.getByText('Done. From now on it can be searched.').waitFor();
    await focused(page.getByRole('link', { name: 'Search it now' }));
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: /search/i }).fill('Ravensbrook');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Documents' }).getByRole('link', { name: /Weir/ }).first().waitFor();
  });
});

/** By the tab key, from the top of the page or from where the focus is. */
async function focused(target: ReturnType<Page['getByRole']>): Promise<void> {
  await target.waitFor();
  const isThere = () => target.evaluate((element) => element === element.ownerDocument.activeElement);
  for (let presses = 0; presses < 150; presses++) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the tab key does not come there');
}
