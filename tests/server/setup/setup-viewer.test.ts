import type { Request } from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createViewers } from '#server/access/viewers.ts';
import { createAuditLog } from '#server/audit/audit-log.ts';
import { createOpenAuthenticator } from '#server/auth/open.ts';
import { createRequestViewer } from '#server/auth/request-viewer.ts';
import { createSessions } from '#server/auth/sessions.ts';
import { createLogger } from '#server/logger.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';

let store: StateStore;
beforeEach(() => {
  store = createSqliteStore({ path: ':memory:' });
});
afterEach(() => store.close());

/** Where nobody signs in; who came by the setup address says so. */
function openHouse(o: { visitorUid?: string } = {}) {
  const viewers = createViewers({ store, sources: [], admins: ['user:ada'] });
  const audit = createAuditLog({ store: store.audit, logger: createLogger({ level: 'silent' }) });
  let came = 0;
  const visitor = () => ({ ...viewers.anonymous(), uid: o.visitorUid ?? '', isAdmin: o.visitorUid === 'ada' });
  const requestViewer = createRequestViewer({
    authenticator: createOpenAuthenticator(),
    sessions: createSessions({ store, sources: [], method: 'open', audit, secure: false }),
    viewers,
    admins: ['user:ada'],
    directories: [],
    visitor,
    setup: { isSession: (request) => request.headers.cookie === 'setup', administratorCame: () => void came++ },
  });
  const ask = (cookie: string) => requestViewer({ headers: { cookie } } as unknown as Request, { isUse: true }).viewer;
  return { ask, came: () => came };
}

test('where nobody signs in, only who came by the setup address administers', () => {
  const { ask, came } = openHouse();
  expect(ask('')?.isAdmin).toBe(false);
  expect(ask('setup')).toMatchObject({ isAdmin: true, personId: undefined, principals: new Set(['everyone']) });
  expect(came()).toBe(0);
});

test('whoever is somebody stays that person in a browser with the setup’s session too', () => {
  expect(openHouse({ visitorUid: 'bob' }).ask('setup')).toMatchObject({ uid: 'bob', isAdmin: false });
});

test('an administrator who comes ends the setup', () => {
  const { ask, came } = openHouse({ visitorUid: 'ada' });
  expect(ask('')?.isAdmin).toBe(true);
  expect(came()).toBe(1);
});
