import { renameSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { z } from 'zod';
import { FailuresResponse, SourcesResponse, WhereResponse } from '#server/contract/admin.ts';
import { Problem } from '#server/contract/common.ts';
import { DocumentDetail, DocumentMatches, DocumentText } from '#server/contract/documents.ts';
import { OrgResponse, PersonDetail } from '#server/contract/people.ts';
import { ExpertsResponse, SearchResponse, SuggestResponse } from '#server/contract/search.ts';
import { Me } from '#server/contract/session.ts';
import { type AtriumProcess, startAtrium } from '../../support/atrium-process.ts';

let atrium: AtriumProcess;

beforeAll(async () => {
  atrium = await startAtrium();
});
afterAll(() => atrium?.stop());

type Cookie = string | undefined;

function call(path: string, options: RequestInit & { cookie?: Cookie } = {}): Promise<Response> {
  const { cookie, ...init } = options;
  return fetch(`${atrium.url}${path}`, { ...init, headers: { ...(cookie ? { cookie } : {}), ...init.headers } });
}

/** The answer, checked strictly against the contract. */
async function get<T extends z.ZodType>(path: string, schema: T, cookie?: Cookie): Promise<z.output<T>> {
  const response = await call(`/api/v1${path}`, { cookie });
  expect(response.status, `${path}: ${response.status === 200 ? '' : await response.clone().text()}`).toBe(200);
  return schema.parse(await response.json());
}

async function signIn(username: string, password = 'demo'): Promise<Response> {
  return call('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
}

async function cookieOf(username: string): Promise<string> {
  const response = await signIn(username);
  expect(response.status).toBe(200);
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

async function problem(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  return Problem.parse(await response.json());
}

const search = (query: string, cookie?: Cookie) => get(`/search?${query}`, SearchResponse, cookie);

describe('search', () => {
  test('finds people and documents at once, in one blended order', async () => {
    const answer = await search('q=lidar+calibration');
    expect(answer.documents.total).toBeGreaterThan(0);
    const ids = new Set([...answer.people.items, ...answer.documents.items].map((hit) => hit.id));
    expect(answer.best.length).toBeGreaterThan(0);
    expect(answer.best.every((item) => ids.has(item.id))).toBe(true);
  });

  test('puts a person on top after three letters of the name', async () => {
    const answer = await search('q=gwe');
    expect(answer.people.items[0]?.name).toBe('Gwen Pryce');
    expect(answer.best[0]).toEqual({ type: 'person', id: answer.people.items[0]?.id });
  });

  test.each([
    ['helena.brandt@fennmark.example', 'Helena Brandt'],
    ['wisniewski', 'Łukasz Wiśniewski'],
    ['5550101', 'Inês Carvalho'],
  ])('finds by "%s"', async (query, name) => {
    const answer = await search(`type=people&q=${encodeURIComponent(query)}`);
    expect(answer.people.items[0]?.name).toBe(name);
  });

  test('filters by facet value and counts exactly what it lists', async () => {
    const all = await search('type=documents&pageSize=100');
    const label = all.facets.label?.find((value) => value.value === 'policy');
    const policies = await search('type=documents&label=policy&pageSize=100');
    expect(policies.documents.total).toBe(label?.count);
    expect(policies.documents.items).toHaveLength(policies.documents.total);
    expect(new Set(policies.documents.items.map((hit) => hit.label))).toEqual(new Set(['policy']));
  });

  test('pages through everything once', async () => {
    const { documents } = await search('type=documents&pageSize=100');
    const seen: string[] = [];
    for (let page = 1; page <= Math.ceil(documents.total / 50); page++) {
      const answer = await search(`type=documents&pageSize=50&page=${page}`);
      seen.push(...answer.documents.items.map((hit) => hit.id));
    }
    expect(new Set(seen).size).toBe(documents.total);
    expect(seen).toHaveLength(documents.total);
  });

  test('sorts by newest when asked to', async () => {
    const { documents } = await search('q=heron&type=documents&sort=newest');
    const dates = documents.items.map((hit) => hit.modifiedAt);
    expect(dates).toEqual([...dates].sort().reverse());
  });

  test('suggests while one types', async () => {
    const answer = await get('/suggest?q=hel', SuggestResponse);
    expect(answer.people.map((person) => person.name)).toContain('Helena Brandt');
  });

  test('names experts with evidence', async () => {
    const { items } = await get('/experts?q=lidar%20calibration', ExpertsResponse);
    expect(items[0]?.person.name).toBe('Noémie Gagnon');
    expect(items[0]?.evidence.length).toBeGreaterThan(0);
  });

  test('refuses an unknown parameter and names it', async () => {
    const answer = await problem(await call('/api/v1/search?q=x&colour=red'));
    expect(answer).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(answer.detail).toContain('colour');
  });
});

describe('people', () => {
  test('show the profile with manager chain, reports and documents', async () => {
    const { people } = await search('q=helena.brandt&type=people');
    const helena = await get(`/people/${people.items[0]?.id}`, PersonDetail);
    expect(helena.managers.at(-1)?.name).toBe('Inês Carvalho');
    expect(helena.reports.length).toBeGreaterThan(2);
    const org = await get(`/people/${helena.id}/org`, OrgResponse);
    expect(org.managers[0]?.name).toBe('Inês Carvalho');
    expect(org.organisationSize).toBeGreaterThanOrEqual(org.reports.length);
    expect(org.problems).toEqual([]);
  });

  test('have a photo and a card for the address book', async () => {
    const { people } = await search('q=ines.carvalho&type=people');
    const hit = people.items[0];
    const photo = await call(hit?.photoUrl ?? '');
    expect(photo.headers.get('content-type')).toBe('image/jpeg');
    const card = await call(`/api/v1/people/${hit?.id}.vcf`);
    expect(card.headers.get('content-type')).toContain('text/vcard');
    expect(await card.text()).toContain('FN:Inês Carvalho');
  });

  test('that are not there are a problem, not a page', async () => {
    expect(await problem(await call('/api/v1/people/nobody'))).toMatchObject({ status: 404, code: 'not-found' });
  });
});

describe('documents', () => {
  const firstPdf = async () => {
    const { documents } = await search('type=documents&mediaType=application%2Fpdf&q=installation');
    const [hit] = documents.items;
    if (!hit) throw new Error('the demo has no PDF');
    return hit;
  };

  test('show text by page with the words of the query marked', async () => {
    const hit = await firstPdf();
    const detail = await get(`/documents/${hit.id}`, DocumentDetail);
    expect(detail.pages).toBeGreaterThan(0);
    const text = await get(`/documents/${hit.id}/text?page=${hit.page}&q=installation`, DocumentText);
    expect(text.page).toBe(hit.page);
    expect(text.sections.flatMap((section) => section.text).some((piece) => piece.match && /install/i.test(piece.text))).toBe(
      true,
    );
    const { matches } = await get(`/documents/${hit.id}/matches?q=installation`, DocumentMatches);
    expect(matches.map(({ page }) => page)).toContain(hit.page);
  });

  test('give the original, whole and in ranges', async () => {
    const hit = await firstPdf();
    const whole = Buffer.from(await (await call(hit.url)).arrayBuffer());
    expect(whole.subarray(0, 5).toString()).toBe('%PDF-');
    expect(whole).toHaveLength(hit.size);
    const part = await call(hit.url, { headers: { range: 'bytes=10-19' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 10-19/${hit.size}`);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(10, 20));
    const beyond = await call(hit.url, { headers: { range: `bytes=${hit.size}-` } });
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe(`bytes */${hit.size}`);
  });

  test('give the whole original to whoever began to read another version of it', async () => {
    const { url, size } = await firstPdf();
    const lastModified = (await call(url, { method: 'HEAD' })).headers.get('last-modified') ?? '';
    const resume = (since: string) => call(url, { headers: { range: 'bytes=10-19', 'if-range': since } });
    expect((await resume(lastModified)).status).toBe(206);
    const other = await resume('Wed, 01 Jan 2020 00:00:00 GMT');
    expect(other.status).toBe(200);
    expect(await other.arrayBuffer()).toHaveProperty('byteLength', size);
  });

  test('say that the original is not there any more', async () => {
    const { url, path: place } = await firstPdf();
    const file = path.join(atrium.folder, 'data/demo-drive', place);
    renameSync(file, `${file}.away`);
    const response = await call(url);
    renameSync(`${file}.away`, file);
    expect(response.status).toBe(503);
    expect(await problem(response)).toMatchObject({ code: 'source-unavailable' });
  });

  test('cannot run a script with our rights', async () => {
    const response = await call((await firstPdf()).url);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(response.headers.get('content-security-policy')).toBe('sandbox');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('permissions', () => {
  test('hide a restricted document everywhere, and show it to whom it is for', async () => {
    const manager = await cookieOf('siobhan.oconnor');
    const query = 'type=documents&q=recruiting&pageSize=100';
    const inside = (await search(query, manager)).documents.items.find((hit) => hit.path.startsWith('People Team/'));
    if (!inside) throw new Error('the people team does not find its own documents');
    const outside = await search(query);
    expect(outside.documents.items.filter((hit) => hit.path.startsWith('People Team/'))).toEqual([]);
    for (const path of ['', '/text', '/content']) {
      expect((await call(`/api/v1/documents/${inside.id}${path}`, { cookie: manager })).status).toBe(200);
      expect((await call(`/api/v1/documents/${inside.id}${path}`)).status).toBe(404);
    }
  });

  test('give administrators no document that is not for them', async () => {
    const admin = await cookieOf('grace.okafor');
    const { documents } = await search('type=documents&pageSize=100&q=tindra', admin);
    expect(documents.items.filter((hit) => hit.path.startsWith('Project Kestrel/'))).toEqual([]);
  });
});

describe('sessions', () => {
  test('make a visitor the ordinary employee of the demo', async () => {
    expect((await get('/me', Me)).user?.uid).toBe('tomas.novak');
  });

  test('begin with the directory’s password and end with sign-out', async () => {
    const cookie = await cookieOf('helena.brandt');
    expect((await get('/me', Me, cookie)).user?.uid).toBe('helena.brandt');
    expect((await call('/api/v1/session', { method: 'DELETE', cookie })).status).toBe(204);
    expect((await get('/me', Me, cookie)).user?.uid).toBe('tomas.novak');
  });

  test('are refused for a wrong password and for an unknown name alike', async () => {
    const wrong = await problem(await signIn('helena.brandt', 'wrong'));
    const unknown = await problem(await signIn('nobody.here', 'wrong'));
    expect(wrong).toMatchObject({ status: 401, code: 'wrong-credentials' });
    expect(unknown).toEqual(wrong);
  });

  test('are refused to an address with ten wrong passwords, and to no other behind the same proxy', async () => {
    const attempt = async (address: string, username: string) =>
      (
        await call('/api/v1/session', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
          body: JSON.stringify({ username, password: 'wrong' }),
        })
      ).status;
    for (let times = 0; times < 10; times++) expect(await attempt('203.0.113.7', `nobody.${times}`)).toBe(401);
    expect(await attempt('203.0.113.7', 'nobody.10')).toBe(429);
    expect(await attempt('203.0.113.8', 'nobody.10')).toBe(401);
  });

  test('use a cookie that scripts and other sites do not get', async () => {
    const header = (await signIn('helena.brandt')).headers.get('set-cookie');
    expect(header).toMatch(/HttpOnly/i);
    expect(header).toMatch(/SameSite=Lax/i);
  });

  test('cannot be begun by another site', async () => {
    const response = await call('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
      body: JSON.stringify({ username: 'helena.brandt', password: 'demo' }),
    });
    expect(response.status).toBe(403);
  });
});

describe('administration', () => {
  test('is for administrators', async () => {
    expect((await call('/api/v1/admin/sources')).status).toBe(403);
    const cookie = await cookieOf('grace.okafor');
    // What was just saved may be being looked at.
    await vi.waitFor(async () => {
      const { items } = await get('/admin/sources', SourcesResponse, cookie);
      expect(items.map((source) => [source.id, source.lastRun?.state])).toEqual([
        ['staff', 'complete'],
        ['library', 'complete'],
      ]);
    }, 30_000);
  });

  test('reports a run as it goes', async () => {
    const admin = await cookieOf('grace.okafor');
    const stream = await call('/api/v1/admin/runs/stream', { cookie: admin });
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    const started = await call('/api/v1/admin/sources/library/run', {
      method: 'POST',
      cookie: admin,
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(started.status).toBe(202);
    let text = '';
    while (!/"source":"library","state":"complete"/.test(text)) text += Buffer.from((await reader.read()).value ?? []).toString();
    await reader.cancel();
    expect(text).toMatch(/"opened":0/);
  });

  test('says where a file is, what failed by cause, and whether index and ledger agree', async () => {
    const admin = await cookieOf('grace.okafor');
    const { items } = await get('/admin/sources', SourcesResponse, admin);
    expect(items.map(({ index }) => index?.agrees)).toEqual([true, true]);
    const where = await get('/admin/where?path=no%20such%20file', WhereResponse, admin);
    expect(where.items[0]?.state).toBe('not-seen');
    const failures = await get('/admin/failures', FailuresResponse, admin);
    expect(failures.causes.reduce((sum, { count }) => sum + count, 0)).toBe(failures.total);
  });

  test('changes nothing where nothing is held back or failed', async () => {
    const cookie = await cookieOf('grace.okafor');
    const headers = { 'content-type': 'application/json' };
    const post = (path: string, body: object) =>
      call(`/api/v1${path}`, { method: 'POST', cookie, headers, body: JSON.stringify(body) });
    expect((await problem(await post('/admin/sources/library/held/restore', {}))).code).toBe('conflict');
    const retried = await post('/admin/failures/retry', { source: 'library', path: 'no such file' });
    expect(await retried.json()).toEqual({ count: 0 });
    expect((await problem(await post('/admin/failures/retry', { source: 'nowhere' }))).code).toBe('not-found');
  });

  test('explains why somebody sees a document or does not', async () => {
    const admin = await cookieOf('grace.okafor');
    const { documents } = await search('type=documents&q=recruiting&pageSize=100', await cookieOf('siobhan.oconnor'));
    const id = documents.items.find((hit) => hit.path.startsWith('People Team/'))?.id;
    const denied = await call(`/api/v1/admin/explain?as=tomas.novak&document=${id}`, { cookie: admin });
    expect(await denied.json()).toMatchObject({ verdict: 'denied' });
    const allowed = (await (await call(`/api/v1/admin/explain?as=siobhan.oconnor&document=${id}`, { cookie: admin })).json()) as {
      steps: string[];
    };
    expect(allowed).toMatchObject({ verdict: 'allowed' });
    expect(allowed.steps.join(' ')).toContain('people-team');
  });
});

describe('the surface', () => {
  test('is described by OpenAPI, path by path', async () => {
    const description = (await (await call('/api/v1/openapi.json')).json()) as { paths: Record<string, unknown> };
    expect(Object.keys(description.paths)).toEqual(
      expect.arrayContaining([
        '/search',
        '/suggest',
        '/people/{id}',
        '/people/{id}.vcf',
        '/documents/{id}/content',
        '/session',
        '/me',
      ]),
    );
  });

  test('answers unknown API paths as problems and unknown pages with the client', async () => {
    expect(await problem(await call('/api/v1/nothing'))).toMatchObject({ status: 404 });
    const page = await call('/people/whoever');
    expect(page.headers.get('content-type')).toContain('text/html');
  });

  test('has a strict content security policy without inline scripts or styles', async () => {
    const policy = (await call('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    const page = (await (await call('/')).text()).replaceAll(/<!--[\s\S]*?-->/g, '');
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=/);
  });

  test('tells monitoring how it is', async () => {
    expect((await call('/healthz')).status).toBe(200);
    expect(await (await call('/readyz')).json()).toMatchObject({ status: 'ready' });
    expect(await (await call('/metrics')).text()).toContain('atrium_items{source="library",state="indexed"}');
  });
});
