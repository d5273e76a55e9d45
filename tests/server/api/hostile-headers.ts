import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AuditResponse } from '#server/contract/audit.ts';
import { answersIn, type HostileClient, JSON_TYPE, raw } from './hostile-calls.ts';

const json = JSON_TYPE;

/** What a client writes into headers, cookies and addresses. */
export function attackHeaders(client: () => HostileClient): void {
  describe('a forged header', () => {
    test.each([
      ['X-Remote-User', 'grace'],
      ['Remote-User', 'grace'],
      ['X-Forwarded-User', 'grace'],
      ['Authorization', `Basic ${Buffer.from('grace:pass').toString('base64')}`],
    ])('%s makes nobody anybody', async (name, value) => {
      expect((await client().send('/api/v1/search?q=x', { headers: { [name]: value } })).status).toBe(401);
    });

    test('Host or X-Forwarded-Host leads nobody elsewhere', async () => {
      for (const host of [
        'evil.example',
        'localhost.evil.example',
        'localhost@evil.example',
        'localhost:80:80',
        '[::1',
        '127.0.0.1.evil.example',
        '',
      ])
        for (const path of ['/', '/api/v1/me', '/opensearch.xml']) {
          const answer = await raw(client().url, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
          expect(answersIn(answer)[0], `${host}${path}`).toMatch(/^4/);
          expect(answer).not.toContain('evil.example');
        }
      const { text } = await client().send('/opensearch.xml', {
        headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher' },
      });
      expect(text).not.toMatch(/evil|gopher/);
    });

    test('X-Forwarded-For is believed of the proxy only', async () => {
      const wrong = '{"username":"nobody","password":"wrong"}';
      const attempt = (localAddress: string) =>
        raw(
          client().url,
          `POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 198.51.100.9\r\nContent-Type: application/json\r\nContent-Length: ${wrong.length}\r\nConnection: close\r\n\r\n${wrong}`,
          { localAddress },
        );
      for (const address of ['127.0.0.1', '127.0.0.5']) expect(answersIn(await attempt(address))).toEqual(['401']);
      const { text } = await client().send('/api/v1/admin/audit?action=sign-in&actor=nobody', { cookie: client().admin });
      const { items } = AuditResponse.parse(JSON.parse(text));
      expect(items.map(({ address }) => address)).toEqual(['127.0.0.5', '198.51.100.9']);
    });

    test('Range reads nothing twice and nothing outside the file', async () => {
      const { text } = await client().send('/api/v1/search?q=heron&type=documents', { cookie: client().employee });
      const [hit] = z
        .looseObject({ documents: z.looseObject({ items: z.array(z.looseObject({ url: z.string(), size: z.int() })) }) })
        .parse(JSON.parse(text)).documents.items;
      if (!hit) throw new Error('nothing was found');
      const many = Array.from({ length: 1_000 }, () => '0-').join(',');
      for (const range of [
        `bytes=${many}`,
        'bytes=0-0,-1',
        'bytes=-99999999999999999999',
        'bytes=5-2',
        'bytes=99999999999999999999-',
        'bytes=0x1-0x2',
        'lines=1-2',
        'bytes=--1',
      ]) {
        const answer = await client().send(hit.url, { cookie: client().employee, headers: { range } });
        expect([200, 206, 416], range).toContain(answer.status);
        expect(Buffer.byteLength(answer.text), range).toBeLessThanOrEqual(Math.max(hit.size, 500));
      }
    });
  });

  describe('a cookie', () => {
    const shapes = [
      '',
      '../../etc/passwd',
      "' OR 1=1 --",
      '%00',
      'undefined',
      '[object Object]',
      'a'.repeat(7_000),
      '%E0%A4%A',
      '"',
    ];

    test('that is forged is nobody', async () => {
      for (const shape of shapes) {
        const answer = await raw(
          client().url,
          `GET /api/v1/search?q=x HTTP/1.1\r\nHost: localhost\r\nCookie: atrium_session=${shape}\r\nConnection: close\r\n\r\n`,
        );
        expect(answersIn(answer), shape).toEqual(['401']);
      }
      const many = Array.from({ length: 300 }, (_, n) => `atrium_session=${n}`).join('; ');
      expect((await client().send('/api/v1/search?q=x', { cookie: many })).status).toBe(401);
      expect(
        answersIn(await raw(client().url, `GET / HTTP/1.1\r\nHost: localhost\r\nCookie: a=${'b'.repeat(40_000)}\r\n\r\n`)),
      ).toEqual(['431']);
    });

    test('that was planted before the sign-in is not the one after it', async () => {
      const planted = 'atrium_session=planted';
      const answer = await client().send('/api/v1/session', {
        method: 'POST',
        cookie: planted,
        headers: json,
        body: '{"username":"eve","password":"pass"}',
      });
      expect(answer.status).toBe(200);
      const cookies = answer.headers.getSetCookie();
      expect(cookies.join()).not.toContain('planted');
      for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly/i);
      for (const cookie of cookies) expect(cookie).toMatch(/SameSite=(Lax|Strict)/i);
      expect((await client().send('/api/v1/search?q=x', { cookie: planted })).status).toBe(401);
    });
  });

  describe('files', () => {
    test('are those of the client only', async () => {
      const paths = [
        '/../../../../etc/passwd',
        '/assets/../../package.json',
        '/assets/..%2f..%2fpackage.json',
        '/assets/%2e%2e/%2e%2e/package.json',
        '/assets/%252e%252e%252f%252e%252e%252fpackage.json',
        '/assets/..\\..\\package.json',
        '/assets/..%5c..%5cpackage.json',
        '/assets/%c0%ae%c0%ae/package.json',
        '/assets/x%00.js',
        '/%00',
        '/%',
        '//etc/passwd',
        '/.git/config',
        '/.env',
        '/atrium.yaml',
        '/data/atrium.db',
        '/server/main.ts',
        'http://evil.example/etc/passwd',
      ];
      for (const path of paths) {
        const answer = await raw(client().url, `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
        const [head = '', ...rest] = answer.split('\r\n\r\n');
        expect(head, path).toMatch(/^HTTP\/1\.1 (200|30\d|4\d\d)/);
        if (head.includes(' 200 ')) expect(rest.join(), path).toContain('<div id="root">');
        expect(answer, path).not.toMatch(/root:x:|"dependencies"|repositoryformatversion|bindPassword|SQLite format/);
        expect(/^location: (.*)$/im.exec(head)?.[1] ?? '/', path).toMatch(/^\/(?!\/)/);
      }
    });

    test('are sent with the same protections as everything else', async () => {
      const page = await client().send('/');
      expect(page.headers.get('cache-control')).toBe('no-cache');
      const script = /src="(\/assets\/[^"]+\.js)"/.exec(page.text)?.[1];
      for (const path of [
        script ?? '',
        '/favicon.svg',
        '/healthz',
        '/readyz',
        '/opensearch.xml',
        '/api/v1/openapi.json',
        '/nowhere',
      ])
        expect((await client().send(path)).status, path).toBe(200);
      for (const path of ['/api/v1/nothing', '/api/nothing', '/assets/nothing.js', '/api/v1/people/nobody'])
        expect([401, 404], path).toContain((await client().send(path)).status);
      for (const path of ['/api/v1/me', '/api/v1/openapi.json', '/api/v1/search?q=x'])
        expect((await client().send(path, { cookie: client().employee })).headers.get('cache-control'), path).toBe('no-store');
    });
  });
}
