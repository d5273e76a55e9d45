import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openConnection } from '#indexers/sources/ldap/wire/connection.ts';
import { ANY_ENTRY } from '#indexers/sources/ldap/wire/filter.ts';
import { type Slapd, startSlapd } from '../../support/slapd.ts';
import { PEOPLE, person, TREE, toLdif } from './ldif.ts';
import { startTcpProxy } from './tcp-proxy.ts';
import { readAll, readUntilFailure, testSource } from './test-source.ts';

describe('a connection to a directory', () => {
  let slapd: Slapd;
  beforeAll(async () => {
    slapd = await startSlapd({ ldif: toLdif([...TREE, person('ada'), person('grace')]), tls: true });
  });
  afterAll(() => slapd?.stop());

  const failure = async (place: { url: string; bindDn?: string; bindPassword?: string }, overrides = {}): Promise<string> => {
    const { changes, error } = await readUntilFailure(testSource(place, overrides));
    expect(changes).toEqual([]);
    return String(error);
  };
  const errorsOf = async (overrides: Record<string, unknown>): Promise<string> => {
    const report = await testSource(slapd, overrides).source.check(AbortSignal.timeout(10_000));
    return report.findings.flatMap(({ level, message }) => (level === 'error' ? [message] : [])).join('\n');
  };

  test('reads over StartTLS with an authority of its own', async () => {
    const { people } = await readAll(testSource(slapd, { startTls: true, tls: { caFile: slapd.caFile } }));
    expect([...people.keys()]).toEqual(['ada', 'grace']);
  });

  test('reads over ldaps, and under the name in the certificate', async () => {
    const ldaps = { ...slapd, url: slapd.ldapsUrl ?? '' };
    expect((await readAll(testSource(ldaps, { tls: { caFile: slapd.caFile } }))).people.size).toBe(2);
    const tls = { caFile: slapd.caFile, servername: 'ldap.example.test' };
    expect((await readAll(testSource(ldaps, { tls }))).people.size).toBe(2);
    expect((await readAll(testSource(slapd, { startTls: true, tls }))).people.size).toBe(2);
  });

  test('refuses a certificate of an unknown authority or for another name, and names the setting', async () => {
    for (const overrides of [{ startTls: true }, { url: slapd.ldapsUrl }])
      expect(await errorsOf(overrides)).toMatch(/unknown authority; give it as “Certificate authority” \(tls\.caFile\)/);
    const tls = { caFile: slapd.caFile, servername: 'other.example.test' };
    for (const overrides of [
      { startTls: true, tls },
      { url: slapd.ldapsUrl, tls },
    ])
      expect(await errorsOf(overrides)).toMatch(/for another name; give it as “Name in the certificate” \(tls\.servername\)/);
    expect(await errorsOf({ startTls: true, tls: { caFile: '/nowhere/ca.pem' } })).toContain(
      '/nowhere/ca.pem (tls.caFile) cannot be read',
    );
  });

  test('never sends the password before TLS stands', async () => {
    const proxy = await startTcpProxy({ port: slapd.port });
    onTestFinished(() => proxy.close());
    const trusted = { startTls: true, tls: { caFile: slapd.caFile } };
    for (const overrides of [{ startTls: true }, trusted])
      await readUntilFailure(testSource({ ...slapd, url: proxy.url }, overrides));
    expect(proxy.connections()).toBe(2);
    expect(proxy.sent().includes(slapd.bindPassword)).toBe(false);
    expect(proxy.sent().includes(slapd.bindDn)).toBe(false);
    await readAll(testSource({ ...slapd, url: proxy.url }));
    // The proof that the proxy would have seen it.
    expect(proxy.sent().includes(slapd.bindPassword)).toBe(true);
  });

  test('says who could not sign in', async () => {
    expect(await failure({ ...slapd, bindPassword: 'wrong' })).toContain(
      `${slapd.bindDn} cannot sign in: the account or its password is wrong`,
    );
  });

  test('says when nothing listens, and when the name is unknown', async () => {
    expect(await failure({ url: 'ldap://127.0.0.1:1' })).toContain('ldap://127.0.0.1:1: nothing listens there');
    expect(await failure({ url: 'ldap://directory.invalid' })).toContain('the host name is not known');
  });

  test('says when the other side does not speak LDAP', async () => {
    const web = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const url = `ldap://127.0.0.1:${await listen(web)}`;
    onTestFinished(() => void web.close());
    expect(await failure({ url, bindDn: 'cn=x', bindPassword: 'y' })).toContain('the answer is not LDAP');
  });

  test('refuses to go on when something was slipped in after the answer to StartTLS', async () => {
    const inTheMiddle = createServer((socket) => {
      // Success for message 1, and the beginning of what an attacker wants us to take for the encrypted part.
      socket.once('data', () => socket.write(Buffer.from('300c02010178070a010004000400' + '3084', 'hex')));
      socket.on('error', () => undefined);
    });
    const url = `ldap://127.0.0.1:${await listen(inTheMiddle)}`;
    onTestFinished(() => void inTheMiddle.close());
    expect(await failure({ url, bindDn: 'cn=x', bindPassword: 'y' }, { startTls: true })).toContain('data arrived in clear');
  });

  test('passes on why the directory ended the connection', async () => {
    // Notice of disconnection (RFC 4511, 4.4.1): message 0, code 52, "restarting".
    const notice = Buffer.from(`301602010078110a01340400040a${Buffer.from('restarting').toString('hex')}`, 'hex');
    const leaving = createServer((socket) => {
      socket.once('data', () => socket.write(notice));
      socket.on('error', () => undefined);
    });
    const url = `ldap://127.0.0.1:${await listen(leaving)}`;
    onTestFinished(() => void leaving.close());
    expect(await failure({ url, bindDn: 'cn=x', bindPassword: 'y' })).toContain(
      'ended the connection: the directory answered unavailable (code 52): restarting',
    );
  });

  test('gives up on a server that takes the connection and says nothing', async () => {
    const proxy = await startTcpProxy({ port: slapd.port, answer: false });
    onTestFinished(() => proxy.close());
    const limits = { silence: 150, maxMessageBytes: 1_000_000 };
    const signal = AbortSignal.timeout(5_000);
    const connection = await openConnection({ host: '127.0.0.1', port: proxy.port, tls: undefined }, signal, limits);
    await expect(connection.search({ base: '', scope: 'base', filter: ANY_ENTRY, attributes: [] }, signal)).rejects.toThrow(
      'said nothing for',
    );
    expect(connection.open).toBe(false);
  });

  test('refuses an answer beyond its limit instead of keeping it', async () => {
    const signal = AbortSignal.timeout(5_000);
    const limits = { silence: 5_000, maxMessageBytes: 200 };
    const connection = await openConnection({ host: '127.0.0.1', port: slapd.port, tls: undefined }, signal, limits);
    await connection.bind(slapd.bindDn, slapd.bindPassword, signal);
    await expect(connection.search({ base: PEOPLE, scope: 'sub', filter: ANY_ENTRY, attributes: ['*'] }, signal)).rejects.toThrow(
      'beyond the limit of 200',
    );
  });

  test('cancels one request and leaves its neighbours alone', async () => {
    const signal = AbortSignal.timeout(5_000);
    const connection = await openConnection({ host: '127.0.0.1', port: slapd.port, tls: undefined }, signal);
    await connection.bind(slapd.bindDn, slapd.bindPassword, signal);
    const request = { base: PEOPLE, scope: 'sub', filter: ANY_ENTRY, attributes: ['uid'] } as const;
    const abort = new AbortController();
    const [cancelled, kept] = [connection.search(request, abort.signal), connection.search(request, signal)];
    abort.abort(new Error('not needed any more'));
    await expect(cancelled).rejects.toThrow('not needed any more');
    expect((await kept).entries).toHaveLength(3);
    connection.close();
    await expect(connection.search(request, signal)).rejects.toThrow('the connection was closed');
  });

  test('never signs in without a password, which servers take for anonymous', async () => {
    const signal = AbortSignal.timeout(5_000);
    const connection = await openConnection({ host: '127.0.0.1', port: slapd.port, tls: undefined }, signal);
    await expect(connection.bind(slapd.bindDn, '', signal)).rejects.toThrow('a password is needed');
    connection.close();
  });
});

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
