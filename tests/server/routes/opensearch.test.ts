import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Viewer } from '#server/access/viewer.ts';
import { openSearchRouter } from '#server/routes/opensearch.ts';
import { createSearchHouse, readableBy, viewer } from '../../support/search-house.ts';

const house = createSearchHouse();
/** Who is signed in, by the header that stands for a session here. */
const people: Record<string, Viewer> = { employee: viewer(), board: viewer('group:board') };
const server = createServer(
  express().use(
    openSearchRouter({
      publicUrl: undefined,
      requestsPerMinute: 1000,
      search: house.search,
      sessions: { forget: () => undefined },
      requestViewer: (request) => ({ viewer: people[request.get('x-who') ?? ''], problem: undefined, hasEnded: false }),
    }),
  ),
);
let base = '';

beforeAll(async () => {
  await house.prepare();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${z.object({ port: z.int() }).parse(server.address()).port}`;
  await Promise.all([
    house.addPerson({ id: 'ada', name: 'Heron King', title: 'Engineer', department: 'Research' }),
    house.addDocument({ id: 'open', path: 'Birds/heron.txt', title: 'Heron guide', texts: ['A heron.'] }),
    house.addDocument(
      { id: 'secret', path: 'Cellar/heron.txt', title: 'Heron secrets', texts: ['A heron.'] },
      readableBy('group:board'),
    ),
  ]);
});

afterAll(async () => {
  server.close();
  await house.close();
});

const Suggestions = z.tuple([z.string(), z.array(z.string()), z.array(z.string()), z.array(z.string())]);

async function suggested(q: string, who?: string) {
  const response = await fetch(`${base}/opensearch/suggest?q=${encodeURIComponent(q)}`, { headers: who ? { 'x-who': who } : {} });
  expect(response.headers.get('content-type')).toContain('application/x-suggestions+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  return Suggestions.parse(await response.json());
}

test('the description leads a browser to the results and to the suggestions', async () => {
  const text = await (await fetch(`${base}/opensearch.xml`)).text();
  expect(text).toContain(`<Url type="text/html" template="${base}/search?q={searchTerms}"/>`);
  expect(text).toContain(`<Url type="application/x-suggestions+json" template="${base}/opensearch/suggest?q={searchTerms}"/>`);
});

test('suggestions have the form of OpenSearch and hold what this viewer may see', async () => {
  const [q, names, hints, addresses] = await suggested('heron', 'employee');
  expect(q).toBe('heron');
  expect(new Set(names)).toEqual(new Set(['Heron King', 'Heron guide']));
  expect(hints).toContain('Engineer, Research');
  expect(hints).toContain('Birds/heron.txt');
  expect(addresses).toContain(`${base}/documents/open`);
  expect(addresses).toContain(`${base}/people/ada`);
  expect((await suggested('heron', 'board'))[1]).toContain('Heron secrets');
});

test('nobody in particular is suggested nothing', async () => {
  expect(await suggested('heron')).toEqual(['heron', [], [], []]);
  expect(await suggested('', 'employee')).toEqual(['', [], [], []]);
});
