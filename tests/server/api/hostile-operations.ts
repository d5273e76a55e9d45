import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { answersIn, fill, type HostileClient, JSON_TYPE, raw, type Sent } from './hostile-calls.ts';

const json = JSON_TYPE;
const NO = [400, 401, 403, 404, 405, 409, 413, 415, 416, 421];

/** Every operation of the description is attacked, so that a new one is by itself. */
export function attackOperations(client: () => HostileClient): void {
  describe('every operation of the API', () => {
    /** Whoever adds one here must have thought of who may call it. */
    const PUBLIC = [
      'GET /me',
      'GET /setup',
      'POST /session',
      'POST /session/setup',
      'DELETE /session',
      'GET /session/oidc',
      'GET /session/oidc/callback',
    ];

    test('is for those who are signed in, but for those by which one signs in', async () => {
      for (const operation of client().operations) {
        const name = `${operation.method} ${operation.path}`;
        const { status } = await client().send(fill(operation, 'x'), { method: operation.method });
        if (PUBLIC.includes(name)) expect(status, name).not.toBe(401);
        else expect(status, name).toBe(401);
      }
    });

    test('below /admin is for administrators', async () => {
      for (const operation of client().operations.filter(({ path }) => path.startsWith('/admin')))
        expect(
          (await client().send(fill(operation, 'staff'), { method: operation.method, cookie: client().employee })).status,
          operation.path,
        ).toBe(403);
    });

    test('takes no path out of its place', async () => {
      const values = [
        '..%2f..%2f..%2f..%2fetc%2fpasswd',
        '%2e%2e%2f%2e%2e%2fpackage.json',
        '%252e%252e%252fetc%252fpasswd',
        '..%5c..%5cetc%5cpasswd',
        '%2fetc%2fpasswd',
        'x%00.txt',
        '%c0%ae%c0%ae%c0%afetc%c0%afpasswd',
        '%',
        '%0d%0aSet-Cookie:%20evil=1',
        '__proto__',
        'constructor',
        'a'.repeat(4_000),
      ];
      for (const operation of client().operations.filter(({ pathParameters }) => pathParameters.length > 0)) {
        for (const value of values) {
          const { status, text, headers } = await client().send(fill(operation, value), {
            method: operation.method,
            cookie: client().admin,
          });
          expect(NO, `${operation.method} ${fill(operation, value)}: ${text}`).toContain(status);
          expect(headers.getSetCookie().join()).not.toContain('evil');
        }
      }
    });

    test('refuses or stands every query', async () => {
      const queries = [
        `q=${'heron+'.repeat(1_700)}`,
        `q=${encodeURIComponent('"'.repeat(900))}`,
        `q=${encodeURIComponent('*)(uid=*))(|(uid=*\u0000\u202e')}%ED%A0%BD`,
        Array.from({ length: 1_000 }, (_, n) => `label=l${n}`).join('&'),
        'page=1000000000&pageSize=1000000000',
        'page=-1',
        'page=1e9',
        'page=NaN&pageSize=0x10',
        'q[]=a&q[b]=c',
        'q=a&q=b',
        '__proto__[isAdmin]=true&constructor[prototype][isAdmin]=true&__proto__=x',
        'hasOwnProperty=1&toString=1',
        `${'a[b]'.repeat(500)}=1`,
        'modifiedFrom=2020-01-01%20OR%20aclId%20EXISTS',
        'limit=99999999&before=99999999999999999999',
        'sort=modifiedAt:desc&facets=*&filter=aclId%20EXISTS',
        'as=grace&document=x&q=%00',
      ];
      for (const operation of client().operations.filter(({ method }) => method === 'GET')) {
        for (const query of queries) {
          const { status } = await client().send(`${fill(operation, 'x')}?${query}`, { cookie: client().admin });
          expect([200, 206, ...NO], `${operation.path}?${query.slice(0, 60)}`).toContain(status);
        }
      }
      const tooLong = await raw(client().url, `GET /api/v1/search?q=${'x'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      expect(answersIn(tooLong)).toEqual(['431']);
      await client().expectWell();
      expect((await client().send('/api/v1/admin/sources', { cookie: client().employee })).status).toBe(403);
    });

    test('that changes something is refused to other sites, and was not done', async () => {
      const runs = async () => {
        const { text } = await client().send('/api/v1/admin/runs', { cookie: client().admin });
        return z.object({ items: z.array(z.looseObject({ id: z.int(), source: z.string() })) }).parse(JSON.parse(text)).items;
      };
      const before = await runs();
      const crossSite: Record<string, string>[] = [
        { ...json, origin: 'https://evil.example' },
        { ...json, origin: 'null' },
        { ...json, origin: `${client().url}.evil.example` },
        { ...json, origin: client().url.replace('http:', 'https:').replace(/\d+$/, '1') },
        { ...json, 'sec-fetch-site': 'cross-site' },
        { ...json, 'sec-fetch-site': 'same-site' },
        { ...json, origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
        { 'content-type': 'text/plain' },
        { 'content-type': 'application/x-www-form-urlencoded' },
        { 'content-type': 'multipart/form-data; boundary=x' },
        { 'content-type': 'text/plain; application/json' },
      ];
      for (const operation of client().operations.filter(({ method }) => method !== 'GET')) {
        for (const headers of crossSite) {
          const body = operation.method === 'DELETE' ? '' : '{"username":"grace","password":"pass"}';
          for (const sent of [body, '']) {
            const answer = await client().send(fill(operation, 'staff'), {
              method: operation.method,
              cookie: client().admin,
              headers,
              body: sent,
            });
            expect([400, 403], `${operation.method} ${operation.path} ${JSON.stringify(headers)}`).toContain(answer.status);
            expect(answer.headers.getSetCookie()).toEqual([]);
          }
        }
      }
      expect((await client().send('/api/v1/me', { cookie: client().admin })).text).toContain('"uid":"grace"');
      expect(await runs()).toEqual(before);
    });

    test('does what its method says, whatever a header asks for', async () => {
      for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override'])
        await client().send('/api/v1/session?_method=DELETE', { cookie: client().employee, headers: { [name]: 'DELETE' } });
      expect((await client().send('/api/v1/me', { cookie: client().employee })).text).toContain('"uid":"mallory"');
      for (const method of ['PUT', 'PATCH', 'PROPFIND', 'OPTIONS', 'DELETE'])
        expect([200, ...NO]).toContain(
          (await client().send('/api/v1/search', { cookie: client().employee, method, headers: json })).status,
        );
      expect(
        answersIn(await raw(client().url, 'TRACE / HTTP/1.1\r\nHost: localhost\r\nCookie: a=b\r\nConnection: close\r\n\r\n')),
      ).not.toContain('200');
    });

    test('stands every body', async () => {
      const large = JSON.stringify({ username: 'x'.repeat(70_000), password: 'x' });
      const bodies: [Sent['body'], Record<string, string>, number[]][] = [
        [large, json, [413]],
        [gzipSync(Buffer.alloc(50_000_000, ' ')), { ...json, 'content-encoding': 'gzip' }, [413]],
        ['x', { ...json, 'content-encoding': 'br' }, [400]],
        [`${'['.repeat(30_000)}${']'.repeat(30_000)}`, json, [400]],
        [`${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}`, json, [400]],
        ['{"username":', json, [400]],
        ['"a string"', json, [400]],
        ['null', json, [400]],
        ['{"__proto__":{"isAdmin":true},"username":"mallory","password":"pass"}', json, [200, 400, 401]],
        ['{"username":{"$ne":null},"password":["pass"]}', json, [400]],
        ['{"username":"*)(uid=*","password":"pass"}', json, [401]],
        ['{"username":"grace","password":""}', json, [400]],
        ['{}', { 'content-type': 'application/json; charset=utf-7' }, [400]],
        [new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), json, [400]],
      ];
      for (const operation of client().operations.filter(({ method }) => method === 'POST')) {
        for (const [body, headers, expected] of bodies) {
          const isSession = operation.path === '/session';
          const { status } = await client().send(fill(operation, 'nowhere'), {
            method: 'POST',
            cookie: client().admin,
            headers,
            ...(body ? { body } : {}),
          });
          const what = `${operation.path} ${String(body).slice(0, 40)}`;
          if (isSession || expected.includes(413)) expect([...expected, 429], what).toContain(status);
          else expect(NO, what).toContain(status);
        }
      }
      await client().expectWell();
    });
  });
}
