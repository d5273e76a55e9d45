import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { GROUPS, group, PEOPLE, person, TREE, toLdif } from '../indexers/ldap/ldif.ts';
import { startHouse } from '../server/auth/sign-in-house.ts';
import type { AtriumProcess } from '../support/atrium-process.ts';
import { startBrowser } from '../support/browser.ts';
import { faults, violations } from '../support/faults.ts';
import { sharedMeilisearch } from '../support/meilisearch.ts';
import { type Slapd, startSlapd } from '../support/slapd.ts';
import { forgive, goTo, tabTo, visit } from '../support/visit.ts';

const meilisearch = sharedMeilisearch();
let slapd: Slapd;
let drive: string;
/** Without sources and administrators, as it comes. */
let atrium: AtriumProcess;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  const people = ['ada', 'bob', 'grace'].map((uid) =>
    person(uid, { userPassword: `${uid}-secret`, title: 'Engineer', displayName: `Dr ${uid}` }),
  );
  [slapd, browser, drive] = await Promise.all([
    startSlapd({ ldif: toLdif([...TREE, ...people, group('atrium-admins', [`uid=grace,${PEOPLE}`])]) }),
    startBrowser(),
    fillDrive({ notes: 5 }),
  ]);
  atrium = await startHouse({ meilisearch, name: 'newcomer', auth: { method: 'directory' } });
});
afterAll(async () => {
  await browser?.close();
  await atrium?.stop();
  await slapd?.stop();
  await rm(drive, { recursive: true, force: true });
  await meilisearch.deleteIndexes();
});

async function fillDrive({ notes }: { notes: number }): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-sources-drive-'));
  for (const part of ['Plans', 'Archive', 'Notes']) await mkdir(path.join(folder, part));
  await writeFile(path.join(folder, 'Plans', 'weir.md'), '# Weir\n\nThe weir at Ravensbrook is rebuilt in spring.\n');
  await writeFile(path.join(folder, 'Plans', 'broken.pdf'), '%PDF-1.7 and no more');
  await writeFile(path.join(folder, 'Archive', 'old.md'), '# Old weir\n\nRavensbrook as it was.\n');
  await writeFile(path.join(folder, 'draft.tmp'), 'x');
  for (let n = 0; n < notes; n++) await writeFile(path.join(folder, 'Notes', `note-${n}.md`), `# Note ${n}\n\nQuayside ${n}.\n`);
  return folder;
}

/** One browser for all of the story: it is the setup session that goes on. */
beforeAll(() => openWindow());
afterAll(() => context?.close());

async function openWindow(look: { baseURL?: string; locale?: string } = {}): Promise<void> {
  ({ context, page, complaints } = await visit(browser, { baseURL: atrium.url, ...look }));
}

afterEach(() => {
  const said = complaints.splice(0);
  expect(said).toEqual([]);
});

const heading = (name: string | RegExp, level = 2) => page.getByRole('heading', { level, name }).waitFor();
const button = (name: string | RegExp) => page.getByRole('button', { name });

function setupPath(): string {
  return /Open http:\/\/[^/]+(\/setup#\S+)/.exec(atrium.output())?.[1] ?? '';
}

describe('a newcomer of an empty installation', () => {
  test('is greeted by the address that the server printed, once', async () => {
    await page.goto(setupPath());
    await heading('Welcome to Atrium', 1);
    expect(await violations(page)).toEqual([]);
    await button('Begin').click();
    await heading('Set up Atrium', 1);
    await page.waitForURL((url) => url.hash === '');
    expect(await violations(page)).toEqual([]);
  });

  test('connects a directory: what is wrong stands beside its field, what is missing in the findings', async () => {
    await page.getByRole('link', { name: 'Connect a directory' }).click();
    await heading('Where is it?');
    await button('Test the connection').click();
    await expect.poll(() => page.evaluate('document.activeElement?.previousElementSibling?.textContent')).toBe('Address');
    await expect.poll(() => page.getByText('This is needed.').count()).toBe(2);
    expect(await violations(page)).toEqual([]);

    await page.getByLabel('Address').fill(slapd.url);
    await page.getByLabel('Account').fill(slapd.bindDn);
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await page.getByLabel('People below').fill(PEOPLE);
    await page.getByLabel('Groups below').fill(GROUPS);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('staff');
    await button('Test the connection').click();
    await heading(/Something is missing/, 3);
    expect(await violations(page)).toEqual([]);

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
    expect(await violations(page)).toEqual([]);
  });

  test('finds all as it was after going back and after a reload, but the password', async () => {
    await button('Connect').click();
    await heading('Where is it?');
    await expect.poll(() => page.getByLabel('Address').inputValue()).toBe(slapd.url);
    await page.goBack();
    await heading('Who is in it?');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByRole('link', { name: 'Back to the connection' }).click();
    await heading('Where is it?');
    await expect.poll(() => page.getByLabel('People below').inputValue()).toBe(PEOPLE);
    expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
    await page.getByLabel('Password', { exact: true }).fill(slapd.bindPassword);
    await button('Test the connection').click();
    await heading('It works.', 3);
    await button('Continue').click();
    await page.getByText('OpenLDAP: 3 people and 1 group.').waitFor();
    await expect.poll(() => page.getByLabel('Department comes from').inputValue()).toBe('title');
    expect(await page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })')).not.toContain(slapd.bindPassword);
    // The browser writes down that it was refused a look without the password.
    forgive(complaints, 'status of 400');
  });

  test('is asked before leaving, and can stay', async () => {
    await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Audit log' }).click();
    await page.getByRole('dialog', { name: 'Leave before it is published?' }).waitFor();
    expect(await violations(page, 'dialog')).toEqual([]);
    await button('Stay').click();
    await heading('Who is in it?');
  });

  test('sees what would happen, publishes, and follows the first run to its end', async () => {
    await button('Continue').click();
    await button('Start the trial run').click();
    await page.getByText('This is what the first run would do.').waitFor();
    await expect.poll(() => page.getByRole('definition').first().textContent()).toBe('+ 4');
    expect(await violations(page)).toEqual([]);
    await button('Continue').click();
    await page.getByLabel('Read again').selectOption('Every hour');
    expect(await violations(page)).toEqual([]);
    await button('Publish and read it now').click();
    await page.getByText('Done. From now on it can be searched.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Go on with the setup' }).click();
    await heading('Set up Atrium', 1);
  });

  test('says who administers Atrium', async () => {
    await page.getByLabel('Find people and groups').fill('atrium');
    await page.getByRole('checkbox', { name: /atrium-admins/ }).check();
    await button('Save administrators').click();
    await page.getByRole('listitem').filter({ hasText: 'Who administers Atrium?' }).getByText('Done', { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('connects a folder by keyboard alone, watching what the rules leave out', async () => {
    await tabTo(page.getByRole('link', { name: 'Connect a folder' }));
    await page.keyboard.press('Enter');
    await heading('Where is it?');
    await tabTo(button(/^Browse/));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'tmp', exact: true }).waitFor();
    expect(await violations(page, 'dialog')).toEqual([]);
    await page.keyboard.press('Escape');
    await tabTo(page.getByRole('textbox', { name: 'Folder' }));
    await page.keyboard.type(drive);
    await page.keyboard.press('Enter');
    await heading('It works.', 3);
    await tabTo(button('Continue'));
    await page.keyboard.press('Enter');
    await heading('Which files count?');
    await page.getByText(/^8 files included/).waitFor();
    await tabTo(page.getByLabel('Who may read'));
    await page.keyboard.press('E');
    await expect.poll(() => page.getByLabel('Who may read').locator('option:checked').textContent()).toMatch(/^Everybody/);
    await tabTo(page.getByLabel('Leave out'));
    await page.keyboard.type('**/Archive');
    await page.getByText(/^7 files included/).waitFor();
    await page.getByText('exclude: **/Archive').waitFor();
    expect(await violations(page)).toEqual([]);
    await tabTo(button('Continue'));
    await page.keyboard.press('Enter');
    await tabTo(button('Skip it'));
    await page.keyboard.press('Enter');
    await tabTo(button('Publish and read it now'));
    await page.keyboard.press('Enter');
    await page.getByText('Done. From now on it can be searched.').waitFor();
    await tabTo(page.getByRole('link', { name: 'Search it now' }));
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: /search/i }).fill('Ravensbrook');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Documents' }).getByRole('link', { name: /Weir/ }).first().waitFor();
  });
});

describe('a source of the console', () => {
  test('is changed by the same forms, and read again', async () => {
    await goTo(page, '/admin/sources');
    await page.getByRole('link', { name: 'library' }).click();
    await heading(/^library/, 1);
    await page.getByRole('link', { name: 'Change the settings' }).click();
    await expect.poll(() => page.getByRole('textbox', { name: 'Folder' }).inputValue()).toBe(drive);
    await button('Test the connection').click();
    await button('Continue').click();
    await page.getByText(/^7 files included/).waitFor();
    await page.getByLabel('Leave out').fill('**/Notes');
    await page.getByText(/^3 files included/).waitFor();
    await button('Continue').click();
    await button('Start the trial run').click();
    await page.getByText('This is what the first run would do.').waitFor();
    await button('Continue').click();
    await button('Save and read it now').click();
    await heading(/^library/, 1);
    await page.getByText('Leave out', { exact: true }).waitFor();
    await page.getByText('**/Notes', { exact: true }).waitFor();
  });

  test('is removed only by whoever writes its name, and says what goes with it', async () => {
    await button('Remove the source').click();
    const dialog = page.getByRole('dialog', { name: 'Remove “library”?' });
    await dialog.getByText(/cannot be found any more/).waitFor();
    expect(await violations(page, 'dialog')).toEqual([]);
    const go = dialog.getByRole('button', { name: 'Remove it for good' });
    await expect.poll(() => go.isDisabled()).toBe(true);
    await dialog.getByLabel('Write the name of the source').fill('library');
    await go.click();
    await heading('Sources', 1);
    await page.getByRole('link', { name: 'staff' }).waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'library' }).count()).toBe(0);
  });
});

describe('a source of the configuration file', () => {
  let house: AtriumProcess;
  let folder: string;

  beforeAll(async () => {
    folder = await fillDrive({ notes: 60 });
    const { url, bindDn, bindPassword } = slapd;
    house = await startHouse({
      meilisearch,
      name: 'filed',
      auth: { method: 'directory', admins: ['group:atrium-admins'] },
      sources: [
        { id: 'staff', kind: 'ldap', url, bindDn, bindPassword, peopleBase: PEOPLE, groupsBase: GROUPS },
        { id: 'files', kind: 'drive', path: folder, permissions: 'everyone', watch: false },
      ],
    });
    await context.close();
    await openWindow({ baseURL: house.url });
    await context.request.post('/api/v1/session', { data: { username: 'grace', password: 'grace-secret' } });
  });
  afterAll(async () => {
    await house?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('shows why something is missing, by cause, and tries it again', async () => {
    await goTo(page, '/admin/sources/files');
    await heading(/^files/, 1);
    await page.getByText('1 damaged').waitFor();
    await button('Try again').click();
    await page.getByText('The next run tries them again.').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('is shown and not changed, and says where it is', async () => {
    await page.getByText(/set up in atrium.yaml/).waitFor();
    expect(await page.getByRole('link', { name: 'Change the settings' }).count()).toBe(0);
    expect(await button('Remove the source').count()).toBe(0);
    await page.goto('/admin/sources/files/edit');
    await heading('This source is set up in atrium.yaml', 1);
    await goTo(page, '/admin/sources/files');
    await page.getByLabel('Never older than').selectOption('a day');
    await page.getByText('Goal met').waitFor();
  });

  test('holds many removals back until somebody who knows decides, by keyboard alone', async () => {
    await rm(path.join(folder, 'Notes'), { recursive: true });
    await tabTo(button('Run now'));
    await page.keyboard.press('Enter');
    await heading(/^60 removals held back/);
    expect(await violations(page)).toEqual([]);
    await tabTo(button('Keep them searchable'));
    await page.keyboard.press('Enter');
    await page.getByText(/^Kept by/).waitFor();
    await tabTo(button('Confirm that they are gone'));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Take 60 items out of the search?' }).waitFor();
    expect(await violations(page, 'dialog')).toEqual([]);
    await tabTo(button('Yes, remove 60 items'));
    await page.keyboard.press('Enter');
    await page.getByText(/^Confirmed\./).waitFor();
    await tabTo(button('Run now'));
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByText(/removals held back/).count()).toBe(0);
    await page.getByRole('row', { name: /Complete 0 0 60/ }).waitFor();
  });

  test('is accessible in both themes, in the list and on its page, and nothing sticks out at any width', async () => {
    for (const address of ['/admin/sources', '/admin/sources/files', '/admin/sources/new?kind=ldap']) {
      await goTo(page, address);
      expect(await faults(page), address).toEqual([]);
    }
  });

  test('says all of it in German', async () => {
    await context.close();
    await openWindow({ baseURL: house.url, locale: 'de-DE' });
    await context.request.post('/api/v1/session', { data: { username: 'grace', password: 'grace-secret' } });
    await goTo(page, '/admin/sources');
    await heading('Quellen', 1);
    await page.getByRole('link', { name: 'Quelle hinzufügen' }).click();
    await button(/^Ordner/).click();
    await heading('Wo liegt es?');
    await button('Verbindung prüfen').click();
    await page.getByText('Das wird gebraucht.').waitFor();
  });
});
