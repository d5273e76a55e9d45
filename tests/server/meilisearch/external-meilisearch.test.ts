import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createExternalMeilisearch } from '#server/meilisearch/external-meilisearch.ts';
import { sharedMeilisearch } from '../../support/meilisearch.ts';

const meili = sharedMeilisearch();
const signal = AbortSignal.timeout(30_000);
let stranger: Server | undefined;

afterEach(() => {
  stranger?.closeAllConnections();
  stranger?.close();
  stranger = undefined;
});

const connect = (url: string, apiKey?: string) =>
  createExternalMeilisearch({ url, apiKey, indexPrefix: meili.indexPrefix, signal });

test('uses a server that is there and whose key may do everything', async () => {
  const connection = await connect(meili.url, meili.apiKey);
  expect(connection).toMatchObject({ kind: 'external', url: meili.url, version: '1.21.0' });
  expect(await connection.health(signal)).toMatchObject({ ok: true });
});

test('checking the rights of a key changes nothing', async () => {
  const tasks = async () => {
    const schema = z.object({ total: z.number() });
    return (
      await meili.http.request({ method: 'GET', path: 'tasks', query: { indexUids: `${meili.indexPrefix}passages` }, schema })
    ).total;
  };
  await connect(meili.url, meili.apiKey);
  expect(await tasks()).toBe(0);
});

test('a key with just the rights it needs, on just our indexes, is enough', async () => {
  const actions = ['search', 'documents.*', 'indexes.*', 'settings.*', 'tasks.*', 'stats.get', 'version'];
  const key = await newKey({ actions, indexes: [`${meili.indexPrefix}*`] });
  expect(await connect(meili.url, key)).toMatchObject({ version: '1.21.0' });
});

test('names the rights that a key lacks', async () => {
  const key = await newKey({ actions: ['search', 'version', 'documents.get'], indexes: ['*'] });
  await expect(connect(meili.url, key)).rejects.toThrow(/Missing: documents.add, documents.delete, indexes.create.*tasks.delete/);
});

test('says that a key is needed, or wrong', async () => {
  await expect(connect(meili.url)).rejects.toThrow(`${meili.url} asks for a key. Set meilisearch.apiKey.`);
  await expect(connect(meili.url, 'wrong')).rejects.toThrow(/does not accept the key. Check meilisearch.apiKey/);
});

test('says that nobody answers there', async () => {
  await expect(connect('http://127.0.0.1:9')).rejects.toThrow('Meilisearch at http://127.0.0.1:9 cannot be reached');
});

test('says that a server is too old', async () => {
  const url = await serve(JSON.stringify({ pkgVersion: '1.6.2' }));
  await expect(connect(url)).rejects.toThrow(`Meilisearch at ${url} is version 1.6.2. Upgrade it to 1.15.0 or newer.`);
});

test('says that something else answers', async () => {
  await expect(connect(await serve('<html>hello</html>'))).rejects.toThrow(/does not speak JSON|cannot be reached/);
});

async function newKey(options: { actions: string[]; indexes: string[] }): Promise<string> {
  const body = { ...options, expiresAt: null };
  return (await meili.http.request({ method: 'POST', path: 'keys', body, schema: z.object({ key: z.string() }) })).key;
}

async function serve(answer: string): Promise<string> {
  const server = createServer((_request, response) => response.end(answer));
  stranger = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address() satisfies AddressInfo | string | null);
  return `http://127.0.0.1:${port}`;
}
