import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startBrowser } from '../../support/browser.ts';
import { sharedMeilisearch } from '../../support/meilisearch.ts';
import { answersIn, expectHardened, raw } from './hostile-calls.ts';
import { FILE_NAMES, FILTER, type HostileHouse, IMAGE, startHostileHouse } from './hostile-house.ts';

/** Names and texts that mean harm: in headers, in files one saves, in cards for the address book, and on the pages. */

const meilisearch = sharedMeilisearch();
let house: HostileHouse;
let browser: Browser;
let url: string;
let mallory: string;
let admin: string;

beforeAll(async () => {
  [house, browser] = await Promise.all([startHostileHouse({ meilisearch, name: 'names' }), startBrowser()]);
  url = house.atrium.url;
  mallory = await house.cookieOf('mallory');
  admin = await house.cookieOf('grace');
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
  await meilisearch.deleteIndexes();
});

const Hits = z.looseObject({
  people: z.looseObject({ items: z.array(z.looseObject({ id: z.string(), uid: z.string(), name: z.string() })) }),
  documents: z.looseObject({ items: z.array(z.looseObject({ id: z.string(), path: z.string(), url: z.string() })) }),
});

async function everything(): Promise<z.output<typeof Hits>> {
  const response = await fetch(`${url}/api/v1/search?pageSize=50`, { headers: { cookie: mallory } });
  return Hits.parse(await response.json());
}

async function document(name: string) {
  const found = (await everything()).documents.items.find(({ path }) => path === name);
  if (!found) throw new Error(`${name} was not found`);
  return found;
}

async function person(uid: string) {
  const found = (await everything()).people.items.find((hit) => hit.uid === uid);
  if (!found) throw new Error(`${uid} was not found`);
  return found;
}

/** What a browser reads in it (RFC 8187, else RFC 6266 with its quoted string). */
function savedName(disposition: string): string {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (extended !== undefined) return decodeURIComponent(extended);
  return (/filename="((?:[^"\\]|\\.)*)"/.exec(disposition)?.[1] ?? /filename=([^";]+)/.exec(disposition)?.[1] ?? '').replaceAll(
    /\\(.)/g,
    '$1',
  );
}

describe('the name of a file', () => {
  test.each(FILE_NAMES)('%j is saved as one name, and begins no other header', async (name) => {
    const { url: address } = await document(name);
    const answer = await raw(
      url,
      `GET ${address} HTTP/1.1\r\nHost: localhost\r\nCookie: ${mallory}\r\nConnection: close\r\n\r\n`,
    );
    expect(answersIn(answer)).toEqual(['200']);
    const [head = ''] = answer.split('\r\n\r\n');
    const lines = head.split('\r\n').slice(1);
    for (const line of lines) expect(line).toMatch(/^[A-Za-z-]+: [\x20-\x7e]*$/);
    expect(lines.filter((line) => /^set-cookie/i.test(line))).toEqual([]);
    const [disposition = '', ...others] = lines.filter((line) => /^content-disposition:/i.test(line));
    expect(others).toEqual([]);
    expect(disposition).toMatch(/^content-disposition: attachment; filename(\*=|=)/i);
    const expected = name.replaceAll(/[\r\n\u202e]/g, '_').replaceAll(/[/\\]/g, '_');
    expect(savedName(disposition)).toBe(expected);
  });

  test('does not decide what a browser does with the file', async () => {
    const { url: address } = await document(FILE_NAMES.at(-1) ?? '');
    const response = await fetch(`${url}${address}`, { headers: { cookie: mallory } });
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(response.headers.get('content-security-policy')).toBe('sandbox');
    expectHardened(response, await response.text());
  });
});

test('the name of a person begins no other property of a card, and no other header', async () => {
  const { id } = await person('eve');
  const response = await fetch(`${url}/api/v1/people/${id}.vcf`, { headers: { cookie: mallory } });
  const card = await response.text();
  expectHardened(response, card);
  expect(card).toContain('\r\nFN:Eve one\\nSet-Cookie: evil=1\\n');
  for (const line of card.split('\r\n').filter(Boolean))
    expect(line).toMatch(/^( |BEGIN|VERSION|UID|FN|N|TITLE|ORG|EMAIL|TEL|ADR|PHOTO|END)/);
  expect(response.headers.getSetCookie()).toEqual([]);
});

describe('on the pages', () => {
  async function open(path: string, cookie = mallory): Promise<{ page: Page; complaints: string[] }> {
    const context = await browser.newContext({ baseURL: url });
    await context.addCookies(
      cookie.split('; ').map((pair) => {
        const [name = '', value = ''] = pair.split('=');
        return { name, value, url };
      }),
    );
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const complaints: string[] = [];
    page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|Refused/i.test(message.text())) complaints.push(message.text());
    });
    await page.goto(path);
    return { page, complaints };
  }

  /** Whatever a name or a text holds is letters: no element of it is there, and no script of it has run. */
  async function expectLetters({ page, complaints }: Awaited<ReturnType<typeof open>>, shown: string): Promise<void> {
    await page.getByText(shown).first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate('"hacked" in window')).toBe(false);
    expect(await page.locator('script:not([src]), img[src="x"], [onerror], iframe, object, embed').count()).toBe(0);
    expect(await page.locator('a[href^="javascript:" i], a[href^="data:" i], a[href*="evil" i]').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  }

  test('of results, names, snippets and facets are letters', async () => {
    await expectLetters(await open('/search?q=heron'), '<img src=x');
    await expectLetters(await open(`/search?type=people&q=mallory`), '<img src=x');
    await expectLetters(await open(`/search?q=${encodeURIComponent(IMAGE)}&label=${encodeURIComponent(FILTER)}`), 'aclId EXISTS');
  });

  test('of people, everything the directory says is letters', async () => {
    const { id } = await person('mallory');
    await expectLetters(await open(`/people/${id}`), '<script>window.hacked=1</script>');
    await expectLetters(await open(`/people/${id}/org`), '<img src=x');
  });

  test('of documents, their text is letters', async () => {
    for (const name of [FILE_NAMES.at(-1) ?? '', FILE_NAMES.at(-2) ?? '']) {
      const { id } = await document(name);
      await expectLetters(await open(`/documents/${id}?q=heron`), 'heron of the file');
    }
  });

  test('while somebody types, suggestions are letters', async () => {
    const opened = await open('/');
    await opened.page.getByRole('combobox', { name: /search/i }).fill('mallory');
    await opened.page.getByRole('option').first().waitFor();
    await expectLetters(opened, '<img src=x');
  });

  test('of administrators, what went wrong with a file is letters', async () => {
    await expectLetters(await open('/admin/sources', admin), 'library');
  });

  test('an address leads nobody elsewhere after signing in', async () => {
    for (const next of [
      '//evil.example',
      '/.//evil.example',
      '/\\evil.example',
      'javascript:window.hacked=1',
      'https://evil.example',
    ]) {
      const { page } = await open(`/sign-in?next=${encodeURIComponent(next)}`);
      await page.waitForURL(`${url}/`);
      await page.context().close();
    }
  });
});
