import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EmbedderFailure } from '#server/semantics/embedder.ts';
import { ollama, openai, tei } from '#server/semantics/embedding-services.ts';
import { createHttpEmbedder, type HttpEmbedderOptions } from '#server/semantics/http-embedder.ts';

interface Asked {
  path: string | undefined;
  key: string | undefined;
  body: { input?: string[]; inputs?: string[]; model?: string; dimensions?: number };
}
interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
}

const { signal } = new AbortController();
let server: Server;
let url: string;
let asked: Asked[];
let answer: (request: Asked) => Answer;

beforeEach(async () => {
  asked = [];
  server = createServer(async (request: IncomingMessage, response) => {
    const one: Asked = { path: request.url, key: request.headers.authorization, body: JSON.parse(await text(request)) };
    asked.push(one);
    const { status = 200, headers = {}, body } = answer(one);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterEach(() => void server.close());

const embedder = (options: Partial<HttpEmbedderOptions> = {}) =>
  createHttpEmbedder({ service: openai, url, model: 'small', apiKey: 'secret', firstPauseMs: 1, ...options });

/** As long as the text, to tell them apart; last first, because `index` says which is which. */
const openaiAnswer = ({ body }: Asked): Answer => ({
  body: { data: (body.input ?? []).map((one, index) => ({ index, embedding: [one.length * 3, 4] })).reverse() },
});

describe('a model that is asked over HTTP', () => {
  test('is asked as OpenAI documents it, and its vectors are in the order of the texts', async () => {
    answer = openaiAnswer;
    const vectors = await embedder({ dimensions: 2 }).embed(['a', 'bbb'], 'passage', signal);
    expect(vectors.map((vector) => Array.from(vector as Float32Array, (n) => Math.round(n * 100) / 100))).toEqual([
      [0.6, 0.8],
      [0.91, 0.41],
    ]);
    expect(asked).toMatchObject([
      { path: '/v1/embeddings', key: 'Bearer secret', body: { input: ['a', 'bbb'], model: 'small', dimensions: 2 } },
    ]);
  });

  test('is given no more texts at once than it takes', async () => {
    answer = openaiAnswer;
    const texts = Array.from({ length: 130 }, (_, n) => 'x'.repeat(n + 1));
    const vectors = await embedder().embed(texts, 'passage', signal);
    expect(asked.map(({ body }) => body.input?.length)).toEqual([64, 64, 2]);
    expect(vectors).toHaveLength(130);
  });

  test('is asked again when it has too much to do', async () => {
    answer = (request) => (asked.length < 3 ? { status: 429, headers: { 'retry-after': '0' }, body: {} } : openaiAnswer(request));
    await expect(embedder().embed(['a'], 'passage', signal)).resolves.toHaveLength(1);
    expect(asked).toHaveLength(3);
  });

  test('is left alone for as long as it says', async () => {
    answer = () => ({ status: 429, headers: { 'retry-after': '3600' }, body: { error: 'quota' } });
    const failure = await embedder()
      .embed(['a'], 'passage', signal)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EmbedderFailure);
    expect(failure).toMatchObject({
      retryAfterMs: 3_600_000,
      message: expect.stringContaining('answered 429: {"error":"quota"}'),
    });
    expect(asked).toHaveLength(1);
  });

  test('is asked once for a query: whoever searches does not wait', async () => {
    answer = () => ({ status: 503, body: {} });
    await expect(embedder().embed(['a'], 'query', signal)).rejects.toThrow('answered 503');
    expect(asked).toHaveLength(1);
  });

  test('may refuse one text of many, which costs only that one its vector', async () => {
    answer = (request) =>
      request.body.input?.includes('too long') ? { status: 400, body: { error: 'too long' } } : openaiAnswer(request);
    const vectors = await embedder().embed(['a', 'b', 'too long', 'c'], 'passage', signal);
    expect(vectors.map((vector) => vector instanceof Float32Array)).toEqual([true, true, false, true]);
  });

  test('with a wrong key is a failure that says so, and not the fault of a text', async () => {
    answer = () => ({ status: 401, body: { error: 'no such key' } });
    await expect(embedder().embed(['a', 'b'], 'passage', signal)).rejects.toThrow(/answered 401: .*no such key/);
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['too few vectors', { data: [] }],
    ['no vectors', { hello: 1 }],
    ['words for numbers', { data: [{ index: 0, embedding: ['one'] }] }],
  ])('that answers %s is a failure', async (_what, body) => {
    answer = () => ({ body });
    await expect(embedder().embed(['a'], 'passage', signal)).rejects.toThrow(EmbedderFailure);
  });

  test('that changes the length of its vectors is a failure', async () => {
    answer = () => ({ body: { data: [{ index: 0, embedding: asked.length === 1 ? [1, 0] : [1, 0, 0] }] } });
    const created = embedder();
    await created.embed(['a'], 'passage', signal);
    expect(created.dimensions()).toBe(2);
    await expect(created.embed(['b'], 'passage', signal)).rejects.toThrow('a vector of 3 numbers where 2 were expected');
  });

  test('that is not there is a failure which names it', async () => {
    const away = embedder({ url: 'http://127.0.0.1:9/v1' });
    await expect(away.embed(['a'], 'query', signal)).rejects.toThrow('127.0.0.1:9 does not answer');
  });

  test('may be Ollama or text-embeddings-inference', async () => {
    answer = () => ({ body: { embeddings: [[3, 4]] } });
    const [first] = await embedder({ service: ollama }).embed(['a'], 'passage', signal);
    answer = () => ({ body: [[3, 4]] });
    const [second] = await embedder({ service: tei, model: undefined }).embed(['a'], 'passage', signal);
    expect(first).toEqual(Float32Array.of(0.6, 0.8));
    expect(second).toEqual(first);
    expect(asked).toMatchObject([
      { path: '/v1/api/embed', body: { input: ['a'], model: 'small' } },
      { path: '/v1/embed', body: { inputs: ['a'] } },
    ]);
  });
});
