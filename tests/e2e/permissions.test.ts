import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AuditResponse, AuditRow } from '#server/contract/audit.ts';
import { OwnExplanation } from '#server/contract/documents.ts';
import { SearchResponse } from '#server/contract/search.ts';
import { startBrowser } from '../support/browser.ts';
import { faults, violations } from '../support/faults.ts';
import { DEMO_LIMIT, sharedDemo } from '../support/shared-demo.ts';
import { goTo, visit } from '../support/visit.ts';

/** For managers only: Helena is one by way of another group, Tomáš is not. */
const SECRET = 'Managers/Reorganisation FAQ Keelson.docx';

let atrium: { url: string };
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [atrium, browser] = await Promise.all([sharedDemo(), startBrowser()]);
}, DEMO_LIMIT);
afterAll(() => browser?.close());

async function signIn(username: string): Promise<void> {
  const answer = await page.request.post('/api/v1/session', {
    data: { username, password: 'demo' },
    headers: { 'X-Atrium-Request': '1' },
  });
  expect(answer.status()).toBe(200);
}

const api = (path: string) => page.request.get(`/api/v1${path}`);

async function idOf(path: string): Promise<string> {
  const { documents } = SearchResponse.parse(await (await api('/search?q=keelson&type=documents')).json());
  const id = documents.items.find((hit) => hit.path === path)?.id;
  if (id === undefined) throw new Error(`${path} was not found`);
  return id;
}

const heading = (name: string, level = 1) => page.getByRole('heading', { level, name }).waitFor();

beforeEach(async () => {
  ({ context, page, complaints } = await visit(browser, { baseURL: atrium.url }));
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

describe('an administrator', () => {
  beforeEach(() => signIn('grace.okafor'));

  test('asks why somebody finds a document or does not, by form and by address, and finds the question in the audit log', async () => {
    await goTo(page, '/admin/sources');
    await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Permissions' }).click();
    await heading('Permissions');
    await page.getByLabel('Sign-in name').first().fill('helena.brandt');
    await page.getByRole('textbox', { name: 'Document' }).fill(SECRET);
    await page.keyboard.press('Enter');
    await heading('Finds it', 2);
    const chain = page.getByRole('list', { name: 'How it comes to this' });
    await chain.getByText('Helena Brandt is in the group "heads", which is in the group "managers".').waitFor();
    await chain.getByText('The source "library", asked just now, says the same.').waitFor();
    expect(await violations(page)).toEqual([]);

    await page.goto(`/admin/permissions?${new URLSearchParams({ as: 'tomas.novak', document: SECRET })}`);
    await heading('Does not find it', 2);
    await page.getByText('So Tomáš Novák may not read it and does not find it.').waitFor();

    await page.getByRole('link', { name: 'Audit log' }).click();
    await heading('Audit log');
    await page
      .getByRole('row', { name: /Permissions explained .*Whether "tomas\.novak" may read it: denied/ })
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('narrows the audit log, is told when nothing fits, and takes it away as a file', async () => {
    await goTo(page, '/admin/audit');
    await page
      .getByRole('row', { name: /Sign-in/ })
      .first()
      .waitFor();
    await page.getByLabel('What').selectOption({ label: 'Backup' });
    await heading('Nothing like that', 2);
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.getByLabel('Who').fill('GRACE.okafor');
    await page.waitForURL(/actor=GRACE\.okafor/);
    await page
      .getByRole('row', { name: /grace\.okafor/ })
      .first()
      .waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()]);
    expect(download.suggestedFilename()).toBe('atrium-audit.csv');

    const answer = await api('/admin/audit/export?format=jsonl&actor=grace.okafor');
    expect(answer.headers()['content-disposition']).toBe('attachment; filename=atrium-audit.jsonl');
    const rows = (await answer.text())
      .trim()
      .split('\n')
      .map((line) => AuditRow.parse(JSON.parse(line)));
    expect(new Set(rows.map(({ actor }) => actor))).toEqual(new Set(['grace.okafor']));
    expect(rows.at(-1)).toMatchObject({ action: 'export', subject: 'audit log', address: '127.0.0.1' });
  });

  test('pages through the audit log to its beginning, each row once', async () => {
    const seen: number[] = [];
    for (let next: number | null = Number.MAX_SAFE_INTEGER; next !== null; ) {
      const answer = AuditResponse.parse(await (await api(`/admin/audit?limit=2&before=${next}`)).json());
      seen.push(...answer.items.map(({ id }) => id));
      next = answer.next;
    }
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, position) => seen.length - position));
    expect(seen.length).toBeGreaterThan(2);
    expect((await api('/admin/audit?action=nonsense')).status()).toBe(400);
  });

  test('has written down what was started and stopped', async () => {
    const post = (path: string) =>
      page.request.post(`/api/v1/admin/sources/library/${path}`, { data: {}, headers: { 'X-Atrium-Request': '1' } });
    // A run of the schedule may be under way.
    await expect.poll(async () => (await post('run')).status()).toBe(202);
    const { items } = AuditResponse.parse(await (await api('/admin/audit?action=source-run')).json());
    expect(items[0]).toMatchObject({ actor: 'grace.okafor', subject: 'library', outcome: 'done', details: 'Run' });
  });
});

describe('an employee', () => {
  test('is told on the page of a document why they can see it, and only their own way to it', async () => {
    await signIn('helena.brandt');
    const id = await idOf(SECRET);
    await goTo(page, `/documents/${id}`);
    await page.getByRole('button', { name: 'Why can I see this?' }).click();
    const chain = page.getByRole('list', { name: 'Why you can see this' });
    await chain.getByText('You are in the group "heads", which is in the group "managers".').waitFor();
    expect(await violations(page)).toEqual([]);
    const { steps } = OwnExplanation.parse(await (await api(`/documents/${id}/explain`)).json());
    expect(steps).toEqual([
      'You are in the group "heads", which is in the group "managers".',
      'The share admits the group "managers".',
      'So you may read it.',
    ]);
  });

  test('is told the same of a document that they may not read as of one that is not there', async () => {
    await signIn('helena.brandt');
    const id = await idOf(SECRET);
    await signIn('tomas.novak');
    const answers = await Promise.all([id, '0123456789abcdef'].map((one) => api(`/documents/${one}/explain`)));
    const [refused, missing] = await Promise.all(answers.map(async (one) => ({ status: one.status(), body: await one.text() })));
    expect(refused).toEqual(missing);
    expect(refused?.status).toBe(404);
  });

  test('may not ask about others, nor read the audit log', async () => {
    await signIn('tomas.novak');
    const question = new URLSearchParams({ as: 'helena.brandt', document: SECRET });
    for (const path of [`/admin/explain?${question}`, '/admin/audit', '/admin/audit/export'])
      expect((await api(path)).status(), path).toBe(403);
  });
});

test('an explanation and the audit log are accessible in both themes, and nothing sticks out at any width', async () => {
  await signIn('grace.okafor');
  await goTo(page, `/admin/permissions?${new URLSearchParams({ as: 'tomas.novak', document: SECRET })}`);
  await page.getByRole('list', { name: 'How it comes to this' }).waitFor();
  expect(await faults(page)).toEqual([]);
  await goTo(page, '/admin/audit');
  await page.getByRole('table').waitFor();
  expect(await faults(page)).toEqual([]);
});
