import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AuditResponse } from '#server/contract/audit.ts';
import { Problem } from '#server/contract/common.ts';
import { curated, GoldenQuery, GoldenReport, GoldenResult, GoldenRun, Pin } from '#server/contract/curation.ts';
import { SearchResponse } from '#server/contract/search.ts';
import { type AtriumProcess, startAtrium } from '../../support/atrium-process.ts';

/** The demo company: Grace is an administrator, the visitor an ordinary employee. */
let atrium: AtriumProcess;
let admin: string;

beforeAll(async () => {
  atrium = await startAtrium();
  admin = await cookieOf('grace.okafor');
});
afterAll(() => atrium?.stop());

type Sent = { method?: string; body?: object; cookie?: string | undefined; headers?: Record<string, string> };

async function call(path: string, { method = 'GET', body, cookie, headers }: Sent = {}): Promise<Response> {
  return fetch(`${atrium.url}/api/v1${path}`, {
    method,
    headers: { ...(cookie ? { cookie } : {}), ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}

async function cookieOf(username: string): Promise<string> {
  const response = await call('/session', { method: 'POST', body: { username, password: 'demo' } });
  expect(response.status).toBe(200);
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

/** As an administrator; the answer is checked against the contract. */
async function ask<T extends z.ZodType>(path: string, schema: T, sent: Sent = {}): Promise<z.output<T>> {
  const response = await call(path, { cookie: admin, ...sent });
  expect(response.status, response.ok ? '' : await response.clone().text()).toBe(200);
  return schema.parse(await response.json());
}

async function refused(path: string, sent: Sent): Promise<Problem> {
  const response = await call(path, { cookie: admin, ...sent });
  expect(response.status).toBeGreaterThanOrEqual(400);
  return Problem.parse(await response.json());
}

const search = (q: string, cookie?: string) =>
  ask(`/search?type=documents&q=${encodeURIComponent(q)}`, SearchResponse, { cookie });
const audited = async () => (await ask('/admin/audit?limit=20', AuditResponse)).items;

const PinChanged = z.object({ item: curated(Pin).nullable(), applied: z.boolean(), report: GoldenReport });
const GoldenChanged = z.object({ item: curated(GoldenQuery).nullable(), applied: z.boolean(), result: GoldenResult.nullable() });
const pinOf = (query: string, id: string) => ({ query, items: [{ type: 'document', id }] });
const PINS = '/admin/curation/pins';

describe('curation', () => {
  test('is for administrators only, and nothing of it happens for others', async () => {
    const { documents } = await search('lidar calibration');
    const change = pinOf('lidar calibration', documents.items[1]?.id ?? '');
    for (const [path, method, body] of [
      [PINS, 'GET', undefined],
      [PINS, 'POST', change],
      [`${PINS}/1`, 'PUT', change],
      [`${PINS}/1`, 'DELETE', undefined],
      ['/admin/curation/preview', 'POST', { kind: 'pins', entry: change }],
      ['/admin/curation/golden/run', 'POST', undefined],
    ] as const)
      expect((await call(path, { method, ...(body && { body }) })).status, `${method} ${path}`).toBe(403);
    const foreign = await call(PINS, {
      method: 'POST',
      body: change,
      cookie: admin,
      headers: { origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(403);
    expect((await ask(PINS, z.object({ items: z.array(z.unknown()) }))).items).toEqual([]);
  });

  test('acts from the next search on, and is written down with who did it', async () => {
    const [first, second] = (await search('lidar calibration')).documents.items;
    const added = await ask(PINS, PinChanged, { method: 'POST', body: pinOf('Lidar calibration!', second?.id ?? '') });
    expect(added.item).toMatchObject({ createdBy: 'grace.okafor', refersTo: [{ name: second?.path, source: second?.source }] });
    const { documents, best } = await ask(`/search?q=lidar+calibration&explain=true`, SearchResponse, { cookie: undefined });
    expect(documents.items[0]).toMatchObject({ id: second?.id, pinned: true });
    expect(best[0]).toEqual({ type: 'document', id: second?.id });
    const path = `${PINS}/${added.item?.id}`;
    await ask(path, PinChanged, { method: 'PUT', body: pinOf('lidar calibration', first?.id ?? '') });
    expect((await search('lidar calibration')).documents.items[0]?.id).toBe(first?.id);
    await ask(path, PinChanged, { method: 'DELETE' });
    expect((await search('lidar calibration')).documents.items[0]?.pinned).toBeUndefined();
    const rows = (await audited()).filter(({ action }) => action === 'curation').slice(0, 3);
    expect(rows.map(({ actor, subject, details }) => [actor, subject, details?.split(':')[0]])).toEqual([
      ['grace.okafor', `pins ${added.item?.id}`, 'Removed'],
      ['grace.okafor', `pins ${added.item?.id}`, 'Changed'],
      ['grace.okafor', `pins ${added.item?.id}`, 'Added'],
    ]);
    expect(rows[2]?.details).toContain('"query":"Lidar calibration!"');
  });

  test('is refused where a golden query breaks, unless it is forced; both are written down', async () => {
    const [first, second] = (await search('lidar calibration')).documents.items;
    const wanted = { type: 'document', id: first?.id };
    const golden = { query: 'lidar calibration', wanted, worstRank: 1 };
    const tried = await ask('/admin/curation/golden?dryRun=true', GoldenChanged, { method: 'POST', body: golden });
    expect(tried).toMatchObject({ applied: false, item: null, result: { rank: 1, holds: true } });
    const { item } = await ask('/admin/curation/golden', GoldenChanged, { method: 'POST', body: golden });
    const change = pinOf('lidar calibration', second?.id ?? '');
    expect(await ask(`${PINS}?dryRun=true`, PinChanged, { method: 'POST', body: change })).toMatchObject({
      applied: false,
      item: null,
      report: { golden: 1, broken: 1, affected: [{ before: 1, after: 2, verdict: 'broken' }] },
    });
    const preview = { kind: 'pins', entry: change };
    expect(await ask('/admin/curation/preview', GoldenReport, { method: 'POST', body: preview })).toMatchObject({ broken: 1 });
    const problem = await refused(PINS, { method: 'POST', body: change });
    expect(problem).toMatchObject({ status: 409, code: 'golden-broken', errors: [{ path: `golden.${item?.id}` }] });
    const forced = await ask(`${PINS}?force=true`, PinChanged, { method: 'POST', body: change });
    expect(forced).toMatchObject({ applied: true, report: { broken: 1 } });
    expect(await ask('/admin/curation/golden/run', GoldenRun, { method: 'POST' })).toMatchObject({ failing: 1 });
    const rows = (await audited()).filter(({ action }) => action === 'curation');
    expect(rows.slice(0, 2).map(({ outcome }) => outcome)).toEqual(['done', 'refused']);
    expect(rows[0]?.details).toMatch(/^Added, although 1 golden queries break/);
    await ask(`${PINS}/${forced.item?.id}`, PinChanged, { method: 'DELETE' });
    await ask(`/admin/curation/golden/${item?.id}`, GoldenChanged, { method: 'DELETE' });
  });

  test('with a pin of what a viewer may not read answers them as if there were none', async () => {
    const insider = await cookieOf('ines.carvalho');
    const { documents } = await search('board', insider);
    const secret = documents.items.find(({ path }) => path.startsWith('Board/'));
    const answer = async () => {
      const response = await call('/search?q=heron&explain=true');
      return (await response.text()).replace(/"tookMs":[\d.]+/, '');
    };
    const before = await answer();
    const { item } = await ask(PINS, PinChanged, { method: 'POST', body: pinOf('heron', secret?.id ?? '') });
    expect((await search('heron', insider)).documents.items[0]?.id).toBe(secret?.id);
    expect(await answer()).toBe(before);
    await ask(`${PINS}/${item?.id}`, PinChanged, { method: 'DELETE' });
  });

  test.each([
    ['synonyms', { direction: 'both', terms: ['one'] }, 'terms'],
    ['synonyms', { direction: 'both', terms: ['one', '!!!'] }, 'terms.1'],
    ['synonyms', { direction: 'both', terms: ['one', 'ONE'] }, 'terms'],
    ['synonyms', { direction: 'sideways', terms: ['one', 'two'] }, 'direction'],
    ['synonyms', { direction: 'both', terms: ['one', 'two'], language: 'German' }, 'language'],
    ['synonyms', { direction: 'one-way', from: ['a'], to: Array.from({ length: 31 }, (_, n) => `w${n}`) }, 'to'],
    ['boosts', { on: 'label', label: 'policy', factor: 5 }, 'factor'],
    ['boosts', { on: 'folder', folder: '../etc', factor: 2 }, 'folder'],
    ['boosts', { on: 'mediaType', mediaType: 'pdf', factor: 2 }, 'mediaType'],
    ['boosts', { on: 'source', source: 'nowhere', factor: 2 }, 'source'],
    ['pins', { query: 'x', items: [] }, 'items'],
    ['pins', { query: 'x', items: [{ type: 'person', id: 'nobody' }] }, 'items.0.id'],
    ['pins', { query: 'x'.repeat(201), items: [{ type: 'person', id: 'nobody' }] }, 'query'],
    ['golden', { query: 'x', wanted: { type: 'person', id: 'nobody' } }, 'wanted.id'],
    ['golden', { query: 'x', wanted: { type: 'person', id: 'nobody' }, worstRank: 0 }, 'worstRank'],
  ])('names the field that is wrong: %s %j', async (kind, body, field) => {
    const problem = await refused(`/admin/curation/${kind}`, { method: 'POST', body });
    expect(problem).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(problem.errors?.map(({ path }) => path)).toContain(field);
  });
});
