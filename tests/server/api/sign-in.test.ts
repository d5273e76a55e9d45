import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SourceStatus } from '#server/contract/admin.ts';
import { AuditResponse } from '#server/contract/audit.ts';
import { Problem } from '#server/contract/common.ts';
import { Me } from '#server/contract/session.ts';
import { GROUPS, group, PEOPLE, person, TREE, toLdif } from '../../indexers/ldap/ldif.ts';
import type { AtriumProcess } from '../../support/atrium-process.ts';
import { sharedMeilisearch } from '../../support/meilisearch.ts';
import { type Slapd, startSlapd } from '../../support/slapd.ts';
import { startHouse } from '../auth/sign-in-house.ts';

const UIDS = ['ada', 'bob', 'carl', 'dora', 'eve', 'frank', 'grace', 'henry'];

const meilisearch = sharedMeilisearch();
let slapd: Slapd;
let atrium: AtriumProcess;

beforeAll(async () => {
  const people = UIDS.map((uid) => person(uid, { userPassword: `${uid}-secret` }));
  const admins = group('atrium-admins', [`uid=grace,${PEOPLE}`, `uid=henry,${PEOPLE}`]);
  slapd = await startSlapd({ ldif: toLdif([...TREE, ...people, admins]) });
  const { url, bindDn, bindPassword } = slapd;
  atrium = await startHouse({
    meilisearch,
    name: 'sign-in',
    server: { publicUrl: 'http://atrium.example.test', requestsPerMinute: 60 },
    auth: { method: 'directory', admins: ['group:atrium-admins'] },
    sources: [{ id: 'staff', kind: 'ldap', url, bindDn, bindPassword, peopleBase: PEOPLE, groupsBase: GROUPS }],
  });
});
afterAll(async () => {
  await atrium?.stop();
  await slapd?.stop();
  await meilisearch.deleteIndexes();
});

function call(
  path: string,
  options: { cookie?: string; method?: string; body?: unknown; headers?: Record<string, string> } = {},
) {
  const { cookie, method = 'GET', body, headers = {} } = options;
  return fetch(`${atrium.url}/api/v1${path}`, {
    method,
    headers: {
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const signIn = (username: string, password = `${username}-secret`, headers: Record<string, string> = {}) =>
  call('/session', { method: 'POST', body: { username, password }, headers });

async function cookieOf(username: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await signIn(username, undefined, headers);
  expect(response.status).toBe(200);
  return cookiesIn(response);
}

const cookiesIn = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((header) => header.split(';')[0])
    .join('; ');

async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  return Problem.parse(await response.json());
}

const uidOf = async (cookie?: string) => Me.parse(await (await call('/me', cookie ? { cookie } : {})).json()).user?.uid;

async function audited(filter: string, cookie: string) {
  return AuditResponse.parse(await (await call(`/admin/audit?${filter}`, { cookie })).json()).items;
}

async function runDirectory(cookie: string): Promise<void> {
  const started = await call('/admin/sources/staff/run', { method: 'POST', body: {}, cookie });
  const before = SourceStatus.parse(await started.json()).lastRun?.id;
  await expect
    .poll(async () => SourceStatus.parse(await (await call('/admin/sources/staff', { cookie })).json()).lastRun, {
      timeout: 20_000,
    })
    .toMatchObject({ id: before, state: 'complete' });
}

describe('signing in', () => {
  test('makes one somebody, as the directory spells the name, and is written down', async () => {
    const response = await signIn('ADA', 'ada-secret');
    expect(Me.parse(await response.json())).toMatchObject({ user: { uid: 'ada', isAdmin: false }, method: 'directory' });
    expect(await uidOf(cookiesIn(response))).toBe('ada');
    expect(await uidOf()).toBeUndefined();
    const [entry] = await audited('action=sign-in&actor=ada', await cookieOf('grace'));
    expect(entry).toMatchObject({ outcome: 'done', address: expect.stringMatching(/127\.0\.0\.1$/) });
  });

  test('never takes a session that was there before: it cannot be planted', async () => {
    const planted = await cookieOf('bob');
    const response = await signIn('ada', undefined, { cookie: planted });
    expect(cookiesIn(response)).not.toContain(planted.split(';')[0]);
    expect(await uidOf(cookiesIn(response))).toBe('ada');
    expect(await uidOf(planted)).toBeUndefined();
    expect(await uidOf('atrium_session=chosen-by-somebody-else')).toBeUndefined();
  });

  test('is refused alike to a wrong password and a wrong name, and after a few the answer says when to come back', async () => {
    const answers = async (username: string) => {
      const responses: Response[] = [];
      for (let times = 0; times < 5; times++)
        responses.push(await signIn(username, 'guess', { 'x-forwarded-for': '203.0.113.9' }));
      const waits = responses.map((response) => response.headers.get('retry-after'));
      return { problems: await Promise.all(responses.map(problemOf)), waits: waits.map((wait) => wait !== null) };
    };
    const known = await answers('eve');
    const unknown = await answers('nobody');
    expect(known).toEqual(unknown);
    expect(known.problems.map(({ code }) => code)).toEqual([
      ...Array(3).fill('wrong-credentials'),
      ...Array(2).fill('too-many-requests'),
    ]);
    expect(known.waits).toEqual([false, false, false, true, true]);
    const entries = await audited('action=sign-in&actor=eve', await cookieOf('grace'));
    expect(entries.map(({ outcome, details }) => [outcome, details])).toEqual([
      ['refused', 'too many wrong passwords'],
      ...Array(3).fill(['refused', 'wrong name or password']),
    ]);
  });

  test('still works for the person themselves, from a browser used before, while somebody guesses', async () => {
    const browser = await cookieOf('frank');
    for (let times = 0; times < 4; times++) await signIn('frank', 'guess', { 'x-forwarded-for': '203.0.113.10' });
    expect((await signIn('frank')).status).toBe(429);
    expect((await signIn('frank', undefined, { cookie: browser })).status).toBe(200);
  });

  test.each([
    ['{"username":"ada"}'],
    ['{"username":"ada","password":""}'],
    ['{"username":"","password":"x"}'],
    ['{"username":["ada"],"password":"x"}'],
    ['{"username":"ada","password":"x","admin":true}'],
    [`{"username":"${'a'.repeat(300)}","password":"x"}`],
  ])('with %s is no sign-in', async (body) => {
    const response = await fetch(`${atrium.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(await problemOf(response)).toMatchObject({ status: 400, code: 'invalid-request' });
  });
});

describe('signing out', () => {
  test('here leaves the other sessions, and everywhere leaves none', async () => {
    const [here, there, third] = [await cookieOf('dora'), await cookieOf('dora'), await cookieOf('dora')];
    expect((await call('/session', { method: 'DELETE', cookie: here })).status).toBe(204);
    expect([await uidOf(here), await uidOf(there)]).toEqual([undefined, 'dora']);
    const everywhere = await call('/session?everywhere=true', { method: 'DELETE', cookie: there });
    expect(everywhere.status).toBe(204);
    expect(everywhere.headers.getSetCookie()[0]).toMatch(/^atrium_session=;/);
    expect([await uidOf(there), await uidOf(third)]).toEqual([undefined, undefined]);
    const entries = await audited('action=sign-out&actor=dora', await cookieOf('grace'));
    expect(entries.map(({ details }) => details)).toEqual(['everywhere: 2 sessions', null]);
  });

  test('cannot be done to somebody by another site', async () => {
    const cookie = await cookieOf('dora');
    const headers = { origin: 'https://evil.example' };
    expect((await call('/session?everywhere=true', { method: 'DELETE', cookie, headers })).status).toBe(403);
    expect(await uidOf(cookie)).toBe('dora');
  });
});

describe('a person', () => {
  test('who is gone from the directory loses the session with the next run, and is a visitor of no kind', async () => {
    const [admin, carl] = [await cookieOf('grace'), await cookieOf('carl')];
    await slapd.modify(`dn: uid=carl,${PEOPLE}\nchangetype: delete\n`);
    expect(await uidOf(carl)).toBe('carl');
    await runDirectory(admin);
    // Before anybody comes with the old cookie.
    await expect
      .poll(() => audited('action=session-ended&actor=atrium', admin))
      .toEqual([expect.objectContaining({ subject: 'carl', details: 'not in the directory any more' })]);
    expect((await call('/search?q=x', { cookie: carl })).status).toBe(401);
    expect((await signIn('carl')).status).toBe(401);
  });

  test('who is no administrator any more sees no more of what administrators see, not even in a stream that is open', async () => {
    const [admin, henry] = [await cookieOf('grace'), await cookieOf('henry')];
    const stream = await call('/admin/runs/stream', { cookie: henry });
    const ended = stream.text();
    await slapd.modify(`dn: cn=atrium-admins,${GROUPS}\nchangetype: modify\ndelete: member\nmember: uid=henry,${PEOPLE}\n`);
    await runDirectory(admin);
    expect(await ended).not.toContain('"state":"complete"');
    expect((await call('/admin/sources', { cookie: henry })).status).toBe(403);
    const [entry] = await audited('action=admin-refused', admin);
    expect(entry).toMatchObject({ actor: 'henry', outcome: 'refused', subject: 'sources' });
  });

  test('who signs out sees no more of a stream that is open', async () => {
    const [here, there] = [await cookieOf('grace'), await cookieOf('grace')];
    const stream = await call('/admin/runs/stream', { cookie: here });
    await call('/session?everywhere=true', { method: 'DELETE', cookie: there });
    await stream.text();
    expect(await uidOf(here)).toBeUndefined();
  });
});

describe('a request', () => {
  async function visit(host: string | undefined, path = '/api/v1/me'): Promise<number | undefined> {
    const request = httpRequest(new URL(path, atrium.url), { agent: false, setHost: false });
    if (host !== undefined) request.setHeader('host', host);
    request.end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    await text(response);
    return response.statusCode;
  }

  test.each(['atrium.example.test', 'ATRIUM.example.test:8443', 'localhost:3000', '127.0.0.1', '127.8.0.1:80', '[::1]:3000'])(
    'to %s is answered',
    async (host) => {
      expect(await visit(host)).toBe(200);
    },
  );

  test.each([
    'evil.example',
    'atrium.example.test.evil.example',
    'evil.example:80',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '192.0.2.1',
    'atrium.example.test@evil.example',
    'evil.example#atrium.example.test',
    '',
  ])('that names the host "%s" is refused, so that no name of somebody else’s can come to mean us', async (host) => {
    expect(await visit(host)).toBe(421);
    expect(await visit(host, '/')).toBe(421);
    expect(await visit(host, '/metrics')).toBe(421);
    expect(await visit(host, '/healthz')).toBe(200);
  });

  test('too many within a minute from one address is refused, and no other is', async () => {
    const from = (address: string) => call('/me', { headers: { 'x-forwarded-for': address } });
    const statuses: number[] = [];
    for (let times = 0; times < 61; times++) statuses.push((await from('203.0.113.50')).status);
    expect(statuses.slice(0, 60).every((status) => status === 200)).toBe(true);
    expect(statuses[60]).toBe(429);
    expect(await problemOf(await from('203.0.113.50'))).toMatchObject({ code: 'too-many-requests' });
    expect((await from('203.0.113.50')).headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await from('203.0.113.51')).status).toBe(200);
    // People behind that address who have signed in have limits of their own.
    const cookie = await cookieOf('ada');
    expect((await call('/me', { cookie, headers: { 'x-forwarded-for': '203.0.113.50' } })).status).toBe(200);
  });
});

describe('the directory', () => {
  test('that cannot be reached is no wrong password, and nobody loses the session', async () => {
    const [admin, ada] = [await cookieOf('grace'), await cookieOf('ada')];
    await slapd.stop();
    for (const username of ['ada', 'no-one'])
      expect(await problemOf(await signIn(username))).toMatchObject({ status: 503, code: 'directory-unavailable' });
    expect(await uidOf(ada)).toBe('ada');
    const [entry] = await audited('action=sign-in&actor=no-one', admin);
    expect(entry).toMatchObject({ outcome: 'failed', details: 'directory-unavailable' });
  });
});
