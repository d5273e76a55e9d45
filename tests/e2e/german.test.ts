import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { GROUPS, group, PEOPLE, person, TREE, toLdif } from '../indexers/ldap/ldif.ts';
import { startHouse } from '../server/auth/sign-in-house.ts';
import type { AtriumProcess } from '../support/atrium-process.ts';
import { startBrowser } from '../support/browser.ts';
import { commandLine } from '../support/command-line.ts';
import { sharedMeilisearch } from '../support/meilisearch.ts';
import { type Slapd, startSlapd } from '../support/slapd.ts';
import { goTo, visit } from '../support/visit.ts';

const meilisearch = sharedMeilisearch();
let slapd: Slapd;
let folder: string;
let house: AtriumProcess;
let browser: Browser;
let context: BrowserContext;
let page: Page;

/** A source that goes well, one with a damaged file, a folder that disappears and a file that is closed, one that is not there. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atrium-german-'));
  for (const part of ['Berichte/Notizen', 'weg']) await mkdir(path.join(folder, part), { recursive: true });
  const notes = Array.from({ length: 60 }, (_, n) => `Berichte/Notizen/Notiz ${n}.md`);
  for (const name of [...notes, 'Berichte/Plan.md', 'Berichte/geheim.md', 'weg/a.md'])
    await writeFile(path.join(folder, name), `# Wehr\n\nDas Wehr wird gebaut: ${name}.\n`);
  await writeFile(path.join(folder, 'Berichte/kaputt.pdf'), '%PDF-1.7');
  await writeFile(path.join(folder, 'Berichte/x.tmp'), 'x');
  const people = ['ada', 'grace'].map((uid) => person(uid, { userPassword: `${uid}-secret`, title: 'Leitung' }));
  const ldif = toLdif([...TREE, ...people, group('atrium-admins', [`uid=grace,${PEOPLE}`])]);
  [slapd, browser] = await Promise.all([startSlapd({ ldif }), startBrowser()]);
  const drive = { kind: 'drive', permissions: 'posix', watch: false };
  house = await startHouse({
    meilisearch,
    name: 'german',
    auth: { method: 'directory', admins: ['group:atrium-admins'] },
    sources: [
      { ...directory(), id: 'leute' },
      { ...drive, id: 'dateien', path: path.join(folder, 'Berichte') },
      { ...drive, id: 'verloren', path: path.join(folder, 'weg') },
    ],
  });
  ({ context, page } = await visit(browser, { baseURL: house.url, locale: 'de-DE' }));
  await send('post', '/session', { username: 'ada', password: 'wrong' });
  await send('post', '/session', { username: 'grace', password: 'grace-secret' });
  await rm(path.join(folder, 'Berichte/Notizen'), { recursive: true });
  await rm(path.join(folder, 'weg'), { recursive: true });
  for (const source of ['dateien', 'verloren', 'leute']) await send('post', `/admin/sources/${source}/run`, { full: true });
  const areOver = async () => expect(runsOf(await send('get', '/admin/runs'))).not.toContain('running');
  await vi.waitFor(areOver, { timeout: 60_000 });
  await chmod(path.join(folder, 'Berichte/geheim.md'), 0o600);
  await commandLine({ configFile: path.join(house.folder, 'atrium.yaml') }).run(['canary', 'dateien']);
});
afterAll(async () => {
  await context?.close();
  await browser?.close();
  await house?.stop();
  await slapd?.stop();
  await rm(folder, { recursive: true, force: true });
  await meilisearch.deleteIndexes();
});

function directory() {
  const { url, bindDn, bindPassword } = slapd;
  return { kind: 'ldap', url, bindDn, bindPassword, peopleBase: PEOPLE, groupsBase: GROUPS };
}

async function send(method: 'get' | 'post', address: string, data?: object): Promise<unknown> {
  const headers = { 'X-Atrium-Request': '1', 'Accept-Language': 'de' };
  const answer = await context.request[method](`/api/v1${address}`, { headers, ...(data && { data }) });
  return answer.status() === 204 ? undefined : await answer.json();
}

function runsOf(answer: unknown): string[] {
  return z
    .looseObject({ items: z.array(z.looseObject({ state: z.string() })) })
    .parse(answer)
    .items.map(({ state }) => state);
}

/** Words without which hardly an English sentence can do, and no German one has. */
const ENGLISH = /\b(the|of|is|are|were|could|cannot|not|been|their|with|which|until|from|this|has|it|and|files|items|while)\b/i;

test.each([
  ['/admin/sources', '60 Entfernungen'],
  ['/admin/sources/dateien', 'nichts davon wird entfernt'],
  ['/admin/sources/dateien', 'Das Dokument lässt sich nicht lesen: Es ist beschädigt'],
  ['/admin/sources/dateien', '1 seit dem letzten Lauf für Personen geschlossen'],
  ['/admin/sources/verloren', 'Der Ordner lässt sich nicht lesen: nicht da'],
  ['/admin/sources/leute', 'Vollständig'],
  ['/admin/permissions?as=ada&document=dateien:Plan.md', 'gerade befragt, sagt dasselbe'],
  ['/admin/permissions?as=ada&document=dateien:kaputt.pdf', 'findet es aber nur über den Namen'],
  ['/admin/permissions?as=ada&document=dateien:geheim.md', 'wurde es vor allen verborgen'],
  ['/admin/permissions?as=niemand&document=Plan.md', 'sieht unter diesem Namen niemand etwas'],
  ['/admin/permissions/view-as?as=ada', 'Notizen/'],
  ['/admin/operations', 'Suche nach Bedeutung'],
  ['/admin/audit', 'Lauf, alles wird neu gelesen'],
])('%s says “%s”, and nothing in English', async (address, said) => {
  await goTo(page, address);
  const text = await page.locator('main').innerText();
  expect(text.toLowerCase()).toContain(said.toLowerCase());
  expect(text.split('\n').filter((line) => ENGLISH.test(line))).toEqual([]);
});

test('what is found before a source is saved is told in German, by the names of its fields', async () => {
  const wrong = await send('post', '/admin/sources/test', {
    id: 'neu',
    kind: 'ldap',
    settings: { ...settings(), bindPassword: 'x' },
  });
  expect(wrong).toEqual({
    ok: false,
    findings: [{ level: 'error', message: `${slapd.bindDn} kann sich nicht anmelden: das Konto oder sein Passwort ist falsch` }],
  });
  const told = [
    await send('post', '/admin/sources/test', { id: 'neu', kind: 'ldap', settings: { ...settings(), groupsBase: undefined } }),
    await send('post', '/admin/sources/preview', { id: 'neu', kind: 'ldap', settings: settings() }),
    await send('post', '/admin/sources/test', place('Berichte')),
    await send('post', '/admin/sources/preview', place('Berichte')),
    await send('post', '/admin/sources/test', place('nirgends')),
    await send('post', '/admin/sources/test', place('')),
    await send('get', `/admin/folders?path=${encodeURIComponent(path.join(folder, 'nirgends'))}`),
    await send('get', '/admin/where?path=kaputt.pdf'),
    await send('get', '/admin/where?path=Notizen/Notiz 1.md'),
    await send('get', '/admin/where?path=nirgends.md'),
    await send('get', '/admin/sources/gibtesnicht/settings'),
  ];
  const texts = told.flatMap(textsIn);
  expect(texts.length).toBeGreaterThan(50);
  expect(texts.filter((text) => text.includes(' ') && ENGLISH.test(text))).toEqual([]);
});

function textsIn(answer: unknown): string[] {
  if (typeof answer === 'string') return [answer];
  return typeof answer === 'object' && answer !== null ? Object.values(answer).flatMap(textsIn) : [];
}

function settings() {
  const { kind: _, ...rest } = directory();
  return rest;
}

function place(name: string) {
  return { id: 'neu', kind: 'drive', settings: { path: path.join(folder, name), permissions: 'posix', watch: false } };
}
