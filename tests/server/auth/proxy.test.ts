import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AuditResponse } from '#server/contract/audit.ts';
import { Me } from '#server/contract/session.ts';
import type { AtriumProcess } from '../../support/atrium-process.ts';
import { startBrowser } from '../../support/browser.ts';
import { sharedMeilisearch } from '../../support/meilisearch.ts';
import type { Slapd } from '../../support/slapd.ts';
import { directorySources, startDirectory, startHouse } from './sign-in-house.ts';

/** Sign-in by a proxy's header. The proxy is at 127.0.0.3; whoever else reaches Atrium is at another address of this machine. */

const PROXY = '127.0.0.3';
const STRANGER = '127.0.0.4';

const meilisearch = sharedMeilisearch();
let slapd: Slapd;
let atrium: AtriumProcess;

beforeAll(async () => {
  slapd = await startDirectory();
  const proxy = { header: 'X-Remote-User', groupsHeader: 'X-Remote-Groups', trustedAddresses: [`${PROXY}/32`] };
  const auth = { method: 'proxy', admins: ['group:atrium-admins'], proxy };
  atrium = await startHouse({ meilisearch, name: 'proxy', auth, sources: directorySources(slapd) });
});
afterAll(async () => {
  await atrium?.stop();
  await slapd?.stop();
  await meilisearch.deleteIndexes();
});

interface Sent {
  from?: string;
  /** As they go over the wire, so that a name may come twice. */
  headers?: [string, string][];
  method?: string;
  body?: string;
}

async function send(path: string, { from = PROXY, headers = [], method = 'GET', body }: Sent = {}) {
  const url = new URL(path, atrium.url);
  const request = httpRequest(url, { method, localAddress: from, agent: false });
  request.setHeader('host', url.host);
  for (const name of new Set(headers.map(([header]) => header))) {
    // Node writes a list as one line each.
    request.setHeader(
      name,
      headers.flatMap(([header, value]) => (header === name ? [value] : [])),
    );
  }
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

async function me(sent: Sent): Promise<Me> {
  const { status, body } = await send('/api/v1/me', sent);
  expect(status, body).toBe(200);
  return Me.parse(JSON.parse(body));
}

const as = (name: string): [string, string][] => [['X-Remote-User', name]];

describe('a name that the proxy sends', () => {
  test('is whom the directory knows by it, in whatever case, with the directory’s spelling', async () => {
    expect((await me({ headers: as('ADA') })).user).toMatchObject({ uid: 'ada', name: 'Ada Lovelace', isAdmin: false });
  });

  test('may hold letters beyond ASCII, as UTF-8', async () => {
    const bytes = Buffer.from('jürgen').toString('latin1');
    expect((await me({ headers: as(bytes) })).user).toMatchObject({ uid: 'jürgen', name: 'Jürgen Groß' });
  });

  test('needs no cookie, and gives none', async () => {
    const { status, headers } = await send('/api/v1/search?q=ada', { headers: as('ada') });
    expect(status).toBe(200);
    expect(headers['set-cookie']).toBeUndefined();
  });

  test('is written down once, and not with each request', async () => {
    for (const _ of [1, 2, 3]) await send('/api/v1/search?q=ada', { headers: as('jürgen'.normalize('NFC')) });
    for (const _ of [1, 2, 3]) await send('/api/v1/search?q=ada', { headers: as('grace') });
    const { body } = await send('/api/v1/admin/audit?action=sign-in&actor=grace', { headers: as('grace') });
    expect(AuditResponse.parse(JSON.parse(body)).items.map(({ outcome, address }) => [outcome, address])).toEqual([
      ['done', PROXY],
    ]);
  });

  test('brings the groups that the proxy knows beside those of the directory', async () => {
    const headers: [string, string][] = [...as('ada'), ['X-Remote-Groups', 'staff, atrium-admins']];
    expect((await me({ headers })).user?.isAdmin).toBe(true);
    expect((await me({ headers: as('grace') })).user?.isAdmin).toBe(true);
    expect((await me({ headers: [...as('ada'), ['X-Remote-Groups', 'atrium-admins-of-old, ,']] })).user?.isAdmin).toBe(false);
  });
});

describe('a name that somebody else sends', () => {
  test.each<[string, Sent]>([
    ['from an address that is not trusted', { from: STRANGER, headers: as('grace') }],
    [
      'who says to come from the proxy',
      {
        from: STRANGER,
        headers: [...as('grace'), ['X-Forwarded-For', PROXY], ['X-Real-IP', PROXY], ['Forwarded', `for=${PROXY}`]],
      },
    ],
    ['in a header that looks like it', { headers: [['X_Remote_User', 'grace']] }],
    ['in a header of another proxy', { headers: [['Remote-User', 'grace']] }],
    ['with an empty value', { headers: as('') }],
    ['not at all', {}],
  ])('is nobody: %s', async (_what, sent) => {
    const answer = await me(sent);
    expect(answer).toMatchObject({ user: null, method: 'proxy', problem: null });
    expect((await send('/api/v1/search?q=ada', sent)).status).toBe(401);
    expect((await send('/api/v1/admin/sources', sent)).status).toBe(401);
  });

  test.each<[string, [string, string][]]>([
    ['comes twice', [...as('ada'), ['X-Remote-User', 'grace']]],
    ['comes twice, once empty', [...as('ada'), ['X-Remote-User', '']]],
    ['holds a comma', as('ada, grace')],
    ['holds a control character', as('ada\tgrace')],
    ['is not UTF-8', as('j\u00fcrgen')],
    ['is longer than names are', as('a'.repeat(257))],
  ])('is refused when it %s', async (_what, headers) => {
    expect(await me({ headers })).toMatchObject({ user: null, problem: 'no-name' });
    expect((await send('/api/v1/search?q=ada', { headers })).status).toBe(401);
  });

  test.each([
    ['stranger', 'not-in-directory'],
    ['twin', 'ambiguous'],
  ])('is refused when the directory knows nobody, or two people, by it: %s', async (name, problem) => {
    expect(await me({ headers: as(name) })).toMatchObject({ user: null, problem });
    expect((await send('/api/v1/search?q=ada', { headers: as(name) })).status).toBe(401);
  });
});

describe('another site', () => {
  const change = { method: 'POST', body: '{}' };
  const json: [string, string] = ['Content-Type', 'application/json'];

  test.each<[string, [string, string][]]>([
    ['tells its origin', [['Origin', 'https://evil.example'], json]],
    ['is told by the browser', [['Sec-Fetch-Site', 'cross-site'], json]],
    ['sends a form', [['Content-Type', 'text/plain']]],
  ])('cannot make the proxy’s browser change anything: it %s', async (_what, headers) => {
    const path = '/api/v1/admin/sources/staff/run';
    const answer = await send(path, { ...change, headers: [...as('grace'), ...headers] });
    expect([400, 403]).toContain(answer.status);
    // 409: the run that a request before began goes on.
    expect([202, 409]).toContain((await send(path, { ...change, headers: [...as('grace'), json] })).status);
  });
});

test('a password is not asked for, and not taken', async () => {
  const body = JSON.stringify({ username: 'grace', password: 'x' });
  const answer = await send('/api/v1/session', {
    from: STRANGER,
    method: 'POST',
    headers: [['Content-Type', 'application/json']],
    body,
  });
  expect(answer.status).toBe(409);
});

describe('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test('the page says that no name arrived, and what to do', async () => {
    const page = await (await browser.newContext({ baseURL: atrium.url })).newPage();
    await page.goto('/sign-in');
    await page.getByRole('heading', { name: 'Atrium does not know who you are' }).waitFor();
    await page.getByText('no name came with you').waitFor();
    expect(await page.getByLabel('Password').count()).toBe(0);
  });
});
