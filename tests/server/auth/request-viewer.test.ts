import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Claims } from '#server/access/claims.ts';
import { createGroupProblems } from '#server/access/group-problems.ts';
import { createViewers } from '#server/access/viewers.ts';
import { createAuditLog } from '#server/audit/audit-log.ts';
import { createOidcAuthenticator } from '#server/auth/oidc.ts';
import { createRequestViewer } from '#server/auth/request-viewer.ts';
import { createSessions } from '#server/auth/sessions.ts';
import { createFindVouched } from '#server/auth/vouched-person.ts';
import { OpenIdProvider } from '#server/config/sign-in-elsewhere.ts';
import { createLogger } from '#server/logger.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';

/** What a session stands for that began with a provider's word. */

const HOUR = 3_600_000;
const claims: Claims = { uid: 'guest', name: 'A Guest', groups: ['heads'], groupsIncomplete: false };

let store: StateStore;
let time: number;
beforeEach(() => {
  store = createSqliteStore({ path: ':memory:' });
  time = 1_700_000_000_000;
});
afterEach(() => store.close());

/** Begins a session for the claims at `/begin`, and tells at `/` who comes with it. */
async function serve(options: { directories: string[] }) {
  const admins = ['group:heads'];
  const audit = createAuditLog({ store: store.audit, logger: createLogger({ level: 'silent' }) });
  const sessions = createSessions({ store, sources: options.directories, method: 'oidc', audit, secure: false, now: () => time });
  const groupProblems = createGroupProblems({ store, staleAfterMs: () => undefined });
  const requestViewer = createRequestViewer({
    authenticator: createOidcAuthenticator({
      config: OpenIdProvider.parse({ issuer: 'https://id.example', clientId: 'atrium' }),
      publicUrl: 'https://atrium.example',
      findVouched: createFindVouched({ directory: store.directory, directories: options.directories, partners: [] }),
    }),
    sessions,
    viewers: createViewers({ store, sources: options.directories, admins, groupProblems }),
    admins,
    directories: options.directories,
    visitor: () => undefined,
  });
  const app = express();
  app.get('/begin', (request, response) => {
    sessions.begin({ request, response }, { personId: undefined, uid: 'guest', claims });
    response.end();
  });
  app.get('/', (request, response) => {
    const { viewer } = requestViewer(request, { isUse: true });
    response.json(viewer ? { uid: viewer.uid, isAdmin: viewer.isAdmin, principals: [...viewer.principals] } : null);
  });
  const server = createServer(app);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    begin: async () => (await fetch(`${url}/begin`)).headers.getSetCookie().join().split(';')[0] ?? '',
    whoIs: async (cookie: string): Promise<unknown> => (await fetch(url, { headers: { cookie } })).json(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('without a directory one is what the provider said, until it has to be asked anew after twelve hours', async () => {
  await using house = await serve({ directories: [] });
  const cookie = await house.begin();
  time += 11 * HOUR;
  expect(await house.whoIs(cookie)).toEqual({
    uid: 'guest',
    isAdmin: true,
    principals: ['everyone', 'authenticated', 'user:guest', 'group:heads'],
  });
  time += 2 * HOUR;
  expect(await house.whoIs(cookie)).toBeNull();
});

test('since a directory is configured, whoever is not in it is nobody, whatever the session says', async () => {
  await using before = await serve({ directories: [] });
  const cookie = await before.begin();
  await using after = await serve({ directories: ['staff'] });
  expect(await after.whoIs(cookie)).toBeNull();
  expect(await before.whoIs(await before.begin())).not.toBeNull();
});
