import { describe, expect, test } from 'vitest';
import { answersIn, type HostileClient, raw } from './hostile-calls.ts';

/** What a client does to connections: requests in requests, too many, too slow. */
export function attackWire(client: () => HostileClient): void {
  describe('below HTTP', () => {
    const hidden = 'GET /hidden HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
    const post = (headers: string, body: string) =>
      `POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${body}`;

    test.each([
      ['both a length and chunks', post('Content-Length: 4\r\nTransfer-Encoding: chunked', `0\r\n\r\n${hidden}`)],
      ['chunks and a length', post('Transfer-Encoding: chunked\r\nContent-Length: 5', `0\r\n\r\n${hidden}`)],
      ['two lengths', post('Content-Length: 0\r\nContent-Length: 60', hidden)],
      ['two lengths in one line', post('Content-Length: 0, 60', hidden)],
      ['a length with a sign', post('Content-Length: +0', hidden)],
      ['an unknown coding', post('Transfer-Encoding: xchunked', `0\r\n\r\n${hidden}`)],
      ['a coding after chunked', post('Transfer-Encoding: chunked, identity', `0\r\n\r\n${hidden}`)],
      ['a space before the colon', post('Content-Length : 0', hidden)],
      ['a folded header', post('X: a\r\n Content-Length: 60\r\nTransfer-Encoding:\r\n chunked', `0\r\n\r\n${hidden}`)],
      ['a chunk of no size', post('Transfer-Encoding: chunked', `0x0\r\n\r\n${hidden}`)],
      ['two hosts', 'GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n'],
      ['no host', `GET / HTTP/1.1\r\n\r\n${hidden}`],
    ])('a request with %s hides no other one', async (_what, text) => {
      const answers = answersIn(await raw(client().url, text));
      expect(answers.length).toBeLessThanOrEqual(1);
      for (const status of answers) expect(status).toMatch(/^4/);
    });

    test('streams of one person are few', async () => {
      const open: AbortController[] = [];
      const statuses: number[] = [];
      for (let n = 0; n < 20; n++) {
        const controller = new AbortController();
        const response = await fetch(`${client().url}/api/v1/admin/runs/stream`, {
          headers: { cookie: client().admin },
          signal: controller.signal,
        });
        statuses.push(response.status);
        open.push(controller);
      }
      for (const controller of open) controller.abort();
      expect(statuses.slice(0, 5)).toEqual([200, 200, 200, 200, 200]);
      expect(statuses.slice(-5)).toEqual([429, 429, 429, 429, 429]);
      await expect
        .poll(async () => (await client().send('/api/v1/admin/runs/stream', { cookie: client().admin })).status, {
          timeout: 20_000,
        })
        .toBe(200);
    });

    test('requests of one address are few, and others are not held up by them', async () => {
      const from = (address: string) =>
        client()
          .send('/api/v1/me', { headers: { 'x-forwarded-for': address } })
          .then(({ status }) => status);
      const statuses = [];
      for (let n = 0; n < 70; n++) statuses.push(await from('203.0.113.7'));
      expect(statuses.slice(0, 60)).not.toContain(429);
      expect(statuses.slice(60)).not.toContain(200);
      expect(await from('203.0.113.8')).toBe(200);
    });

    test('whoever dawdles is hung up on', { timeout: 40_000 }, async () => {
      for (const { answer, afterMs } of [await client().dawdling.headers, await client().dawdling.body]) {
        expect(answersIn(answer)).toEqual(['408']);
        expect(afterMs).toBeLessThan(30_000);
      }
    });
  });
}
