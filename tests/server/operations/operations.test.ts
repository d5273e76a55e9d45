import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AnalyticsReport } from '#server/contract/analytics.ts';
import { AuditResponse } from '#server/contract/audit.ts';
import { Problem } from '#server/contract/common.ts';
import { BackupCheck, BackupsResponse, Licences, Operations } from '#server/contract/operations.ts';
import { SearchResponse } from '#server/contract/search.ts';
import { Me } from '#server/contract/session.ts';
import { ViewAs } from '#server/contract/view-as.ts';
import { type AtriumProcess, startAtrium } from '../../support/atrium-process.ts';

/** The demo company: Grace is an administrator, the visitor an ordinary employee. */
let atrium: AtriumProcess;
let admin: string;

beforeAll(async () => {
  atrium = await startAtrium();
  admin = await cookieOf('grace.okafor');
});
afterAll(() => atrium?.stop());

type Sent = { method?: string; body?: object | Buffer; cookie?: string | undefined; headers?: Record<string, string> };

const SEALED = 'application/vnd.atrium.backup';

async function call(where: string, { method = 'GET', body, cookie, headers }: Sent = {}): Promise<Response> {
  const type = Buffer.isBuffer(body) ? SEALED : 'application/json';
  return fetch(`${atrium.url}/api/v1${where}`, {
    method,
    headers: { ...(cookie ? { cookie } : {}), ...(body ? { 'content-type': type } : {}), ...headers },
    ...(body ? { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) } : {}),
  });
}

async function cookieOf(username: string): Promise<string> {
  const response = await call('/session', { method: 'POST', body: { username, password: 'demo' } });
  expect(response.status).toBe(200);
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

/** As an administrator; the answer is checked against the contract. */
async function ask<T extends z.ZodType>(where: string, schema: T, sent: Sent = {}): Promise<z.output<T>> {
  const response = await call(where, { cookie: admin, ...sent });
  expect(response.ok, response.ok ? '' : await response.clone().text()).toBe(true);
  return schema.parse(await response.json());
}

async function refused(where: string, sent: Sent): Promise<Problem> {
  const response = await call(where, { cookie: admin, ...sent });
  expect(response.status).toBeGreaterThanOrEqual(400);
  return Problem.parse(await response.json());
}

const audited = async (action: string) => (await ask(`/admin/audit?action=${action}`, AuditResponse)).items;
const BACKUPS = '/admin/operations/backups';
const Begun = z.object({ name: z.string() });

async function backUp(): Promise<string> {
  const { name } = await ask(BACKUPS, Begun, { method: 'POST' });
  await workEnds();
  return name;
}

async function workEnds(): Promise<void> {
  await expect.poll(async () => (await ask(BACKUPS, BackupsResponse)).work?.state, { timeout: 20_000 }).not.toBe('running');
}

async function download(name: string): Promise<Buffer> {
  const response = await call(`${BACKUPS}/${name}/sealed`, { cookie: admin });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

test('the consoles are for administrators only, and a refusal is written down', async () => {
  for (const [where, method, body] of [
    ['/admin/analytics', 'GET', undefined],
    ['/admin/view-as?as=helena.brandt', 'GET', undefined],
    ['/admin/operations', 'GET', undefined],
    ['/admin/operations/licences', 'GET', undefined],
    ['/admin/operations/log-level', 'PUT', { level: 'debug' }],
    [BACKUPS, 'GET', undefined],
    [BACKUPS, 'POST', undefined],
    [`${BACKUPS}/x.backup`, 'GET', undefined],
    [`${BACKUPS}/x.backup`, 'DELETE', undefined],
    [`${BACKUPS}/x.backup/sealed`, 'GET', undefined],
    [`${BACKUPS}/x.backup/restore`, 'POST', { confirm: 'x.backup' }],
    [`${BACKUPS}/upload`, 'POST', Buffer.from('x')],
  ] as const)
    expect((await call(where, { method, ...(body && { body }) })).status, `${method} ${where}`).toBe(403);
  expect((await audited('admin-refused')).map(({ subject }) => subject)).toContain('downloadBackup');
});

describe('how Atrium is', () => {
  test('is told of the search engine, the model, the processes, the disk and the queues', async () => {
    const found = await ask('/admin/operations', Operations);
    expect(found).toMatchObject({
      meilisearch: { health: 'good', kind: 'embedded' },
      extraction: { health: 'good', hanging: 0 },
      queue: { runs: 0, held: 0 },
      log: { level: 'warn', configured: 'warn' },
    });
    expect(found.meilisearch.size).toBeGreaterThan(0);
    expect(found.disk.used).toBeGreaterThan(0);
    expect(found.disk.total).toBeGreaterThan(found.disk.free);
  });

  test('is logged as much as is wanted from now on, and who wanted it', async () => {
    const audit = () => atrium.output().includes('"audit"');
    expect(audit()).toBe(false);
    await call('/admin/operations/log-level', { method: 'PUT', body: { level: 'info' }, cookie: admin });
    await expect.poll(audit).toBe(true);
    expect((await ask('/admin/operations', Operations)).log).toEqual({ level: 'info', configured: 'warn' });
    expect(await audited('log-level')).toMatchObject([{ actor: 'grace.okafor', details: 'From warn to info' }]);
    expect((await refused('/admin/operations/log-level', { method: 'PUT', body: { level: 'silent' } })).status).toBe(400);
    await call('/admin/operations/log-level', { method: 'PUT', body: { level: 'warn' }, cookie: admin });
  });

  test('and nothing in it has a licence that would bind those who use it', async () => {
    const { items } = await ask('/admin/operations/licences', Licences);
    const names = items.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['express', 'react', 'zod', '@fontsource-variable/hanken-grotesk']));
    expect(items.find(({ name }) => name === 'react')?.runs).toEqual(['browser']);
    expect(items.filter(({ licence }) => licence === 'unknown')).toEqual([]);
    expect(items.filter(({ licence }) => licence.split(' OR ').every((choice) => /GPL|SSPL|BUSL|CC-BY-NC/.test(choice)))).toEqual(
      [],
    );
  });
});

describe('looking as somebody', () => {
  test('shows names and places of what they find, and nothing of what documents say', async () => {
    const response = await call('/admin/view-as?as=helena.brandt', { cookie: admin });
    const text = await response.text();
    const { documents } = await ask('/search?q=&type=documents&pageSize=1', SearchResponse, {
      cookie: await cookieOf('helena.brandt'),
    });
    const seen = ViewAs.parse(JSON.parse(text));
    expect(seen).toMatchObject({ person: { name: 'Helena Brandt' }, documents: documents.total, isAdmin: false });
    expect(seen.groups.length).toBeGreaterThan(0);
    expect(seen.folders.children.length).toBeGreaterThan(0);
    expect(text).not.toContain('"title"');
    expect(text).not.toContain('"snippet"');
  });

  test('differs by who it is, goes into folders, and is written down', async () => {
    const of = (uid: string, folder = '') =>
      ask(`/admin/view-as?as=${uid}${folder && `&folder=${encodeURIComponent(folder)}`}`, ViewAs);
    const [tomas, ines] = await Promise.all([of('tomas.novak'), of('ines.carvalho', 'library:/Board')]);
    expect(tomas.folders.children.map(({ name }) => name)).not.toContain('Board');
    expect(ines.items.length).toBeGreaterThan(0);
    expect(ines.items.every(({ path: place }) => place.startsWith('Board/'))).toBe(true);
    expect((await of('tomas.novak', 'library:/Board')).total).toBe(0);
    expect(await audited('view-as')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ actor: 'grace.okafor', subject: 'ines.carvalho', details: 'library:/Board' }),
      ]),
    );
    expect(await refused('/admin/view-as?as=nobody', {})).toMatchObject({ status: 404 });
    expect(await refused('/admin/view-as?as=tomas.novak&q=salary', {})).toMatchObject({ status: 400 });
  });
});

describe('what is searched for', () => {
  test('is counted from the API on, told when five have asked it, and clicks of others are refused', async () => {
    const q = encodeURIComponent('tide gauge zzz');
    const askers = ['grace.okafor', 'helena.brandt', 'ines.carvalho', 'gwen.pryce'];
    const cookies = await Promise.all(askers.map(cookieOf));
    const texts = async () => (await ask('/admin/analytics', AnalyticsReport)).questions.map(({ text }) => text);
    const answers = await Promise.all(cookies.map((cookie) => ask(`/search?q=${q}`, SearchResponse, { cookie })));
    expect(await texts()).not.toContain('tide gauge zzz');
    const unseen = await ask(`/search?q=${q}`, SearchResponse, { cookie: undefined, headers: { 'sec-gpc': '1' } });
    expect(unseen.clicks).toBeUndefined();
    expect(await texts()).not.toContain('tide gauge zzz');
    await ask(`/search?q=${q}`, SearchResponse, { cookie: undefined });
    expect(await texts()).toContain('tide gauge zzz');
    const click = { token: answers[0]?.clicks, position: 1, type: 'document', source: 'library' };
    expect((await call('/search/clicks', { method: 'POST', body: click, cookie: cookies[0] })).status).toBe(204);
    expect(await refused('/search/clicks', { method: 'POST', body: click, cookie: cookies[1] })).toMatchObject({ status: 400 });
  });
});

describe('a backup', () => {
  test('is made on the server, for its owner only, and tells what is in it', async () => {
    const name = await backUp();
    expect((await stat(path.join(atrium.folder, 'data', 'backups', name))).mode & 0o777).toBe(0o600);
    const found = await ask(`${BACKUPS}/${name}`, BackupCheck);
    expect(found).toMatchObject({ verdict: 'fits' });
    expect(found.documents).toBeGreaterThan(50);
    expect(found.people).toBeGreaterThan(50);
    expect((await audited('backup'))[0]).toMatchObject({ actor: 'grace.okafor', subject: name });
  });

  test('leaves only sealed, and comes back only as it left', async () => {
    const name = await backUp();
    const sealed = await download(name);
    const plain = await readFile(path.join(atrium.folder, 'data', 'backups', name));
    expect(plain.includes('swivel')).toBe(true);
    expect(sealed.includes('swivel')).toBe(false);
    const { name: back } = await ask(`${BACKUPS}/upload`, Begun, { method: 'POST', body: sealed });
    expect(plain.equals(await readFile(path.join(atrium.folder, 'data', 'backups', back)))).toBe(true);
    const tampered = Buffer.from(sealed);
    tampered[tampered.length >> 1] = (tampered[tampered.length >> 1] ?? 0) ^ 1;
    for (const body of [tampered, sealed.subarray(0, -1), sealed.subarray(0, 20), plain])
      expect(await refused(`${BACKUPS}/upload`, { method: 'POST', body })).toMatchObject({
        status: 400,
        code: 'invalid-request',
      });
    const files = await readdir(path.join(atrium.folder, 'data', 'backups'));
    expect(files.filter((file) => file.endsWith('.part'))).toEqual([]);
  });

  test.each(['..%2Fatrium.sqlite', 'nothing.backup', '%2Fetc%2Fpasswd'])('that is not there is not read: %s', async (name) => {
    for (const where of [`${BACKUPS}/${name}`, `${BACKUPS}/${name}/sealed`])
      expect(await refused(where, {})).toMatchObject({ status: 404 });
    expect((await call(`${BACKUPS}/${name}`, { method: 'DELETE', cookie: admin })).status).toBe(404);
  });

  test('that is none is told as damaged and not restored, nor without its name', async () => {
    await writeFile(path.join(atrium.folder, 'data', 'backups', 'letter.backup'), 'Dear Ada');
    expect(await ask(`${BACKUPS}/letter.backup`, BackupCheck)).toMatchObject({ verdict: 'damaged' });
    const restore = (name: string, confirm: string) =>
      refused(`${BACKUPS}/${name}/restore`, { method: 'POST', body: { confirm } });
    expect(await restore('letter.backup', 'letter.backup')).toMatchObject({ status: 409 });
    expect(await restore('letter.backup', 'letter')).toMatchObject({ status: 400, errors: [{ path: 'confirm' }] });
    await call(`${BACKUPS}/letter.backup`, { method: 'DELETE', cookie: admin });
  });

  test('is put in place by a running server, which keeps what was there before and goes on searching', async () => {
    const name = await backUp();
    const boost = { on: 'label', label: 'policy', factor: 2 };
    await call('/admin/curation/boosts', { method: 'POST', body: boost, cookie: admin });
    const before = await ask('/search?q=mooring', SearchResponse);
    await ask(`${BACKUPS}/${name}/restore`, Begun, { method: 'POST', body: { confirm: name } });
    await expect.poll(async () => (await ask('/me', Me)).user?.uid, { timeout: 20_000 }).toBe('tomas.novak');
    admin = await cookieOf('grace.okafor');
    await workEnds();
    const { items, work } = await ask(BACKUPS, BackupsResponse);
    expect(work).toMatchObject({ kind: 'restore', state: 'done' });
    expect(items.map((backup) => backup.name)).toContainEqual(expect.stringMatching(/^before-restore-/));
    const boosts = await ask('/admin/curation/boosts', z.object({ items: z.array(z.unknown()) }));
    expect(boosts.items).toEqual([]);
    const after = await ask('/search?q=mooring', SearchResponse);
    expect(after.documents.items.map(({ id }) => id)).toEqual(before.documents.items.map(({ id }) => id));
    expect((await audited('restore'))[0]).toMatchObject({ actor: 'grace.okafor', outcome: 'done', subject: name });
  });
});
