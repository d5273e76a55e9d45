import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAuditLog } from '#server/audit/audit-log.ts';
import { createDevices, type Devices } from '#server/auth/devices.ts';
import { createSessions, type Sessions } from '#server/auth/sessions.ts';
import { createLogger } from '#server/logger.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';

const HOUR = 3_600_000;
const ADA = { personId: 'p-ada', uid: 'Ada' };

let store: StateStore;
let time: number;
let server: Server | undefined;

beforeEach(() => {
  store = createSqliteStore({ path: ':memory:' });
  time = 1_700_000_000_000;
  putPerson('ada');
  putPerson('bob');
});
afterEach(async () => {
  if (server) {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
    server = undefined;
  }
  store.close();
});

function putPerson(itemId: string, uid = itemId): void {
  const empty = { otherNames: [], emails: [], phones: [], skills: [], languages: [], principals: [] };
  store.directory.putPerson('staff', `p-${itemId}`, itemId, { kind: 'person', uid, name: uid, key: itemId, ...empty });
}

function createParts(options: { secure?: boolean; method?: 'directory' | 'oidc'; sources?: string[] } = {}) {
  const { secure = false, method = 'directory', sources = ['staff'] } = options;
  const now = () => time;
  const audit = createAuditLog({ store: store.audit, logger: createLogger({ level: 'silent' }), now });
  const sessions = createSessions({ store, sources, method, audit, secure, now });
  return { sessions, devices: createDevices({ store: store.devices, secure, now }) };
}

/** A server of one path, which does what the test says with the request. */
async function visit(
  work: (exchange: { request: Request; response: Response }) => void,
  cookie?: string,
): Promise<{ setCookies: string[]; cookie: string }> {
  const app = express();
  app.get('/', (request, response) => {
    work({ request, response });
    response.end();
  });
  const own = createServer(app);
  own.listen(0, '127.0.0.1');
  server = own;
  await once(own, 'listening');
  const { port } = own.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close', ...(cookie ? { cookie } : {}) } });
  own.close();
  const setCookies = response.headers.getSetCookie();
  return { setCookies, cookie: setCookies.map((header) => header.split(';')[0]).join('; ') };
}

const begin = (sessions: Sessions, cookie?: string, owner: Parameters<Sessions['begin']>[1] = ADA) =>
  visit((exchange) => sessions.begin(exchange, owner), cookie);

async function stateOf(sessions: Sessions, cookie: string, isUse = true): Promise<string> {
  let state = '';
  await visit(({ request }) => {
    state = sessions.read(request, { isUse }).state;
  }, cookie);
  return state;
}

describe('a session', () => {
  test('belongs to a person by the id, and knows nothing of a cookie that it did not give', async () => {
    const { sessions } = createParts();
    const { cookie } = await begin(sessions);
    let read: ReturnType<Sessions['read']> | undefined;
    await visit(({ request }) => {
      read = sessions.read(request, { isUse: true });
    }, cookie);
    expect(read).toEqual({ state: 'valid', session: { ...ADA, claims: undefined } });
    expect(await stateOf(sessions, 'atrium_session=planted')).toBe('stale');
    expect(await stateOf(sessions, 'other=1')).toBe('none');
  });

  test('has a new token after every sign-in, and the old one is worth nothing', async () => {
    const { sessions } = createParts();
    const first = await begin(sessions, 'atrium_session=planted');
    expect(first.cookie).not.toContain('planted');
    const second = await begin(sessions, first.cookie);
    expect(second.cookie).not.toBe(first.cookie);
    expect([await stateOf(sessions, first.cookie), await stateOf(sessions, second.cookie)]).toEqual(['stale', 'valid']);
  });

  test('ends after twelve hours without use, which a stream that is only open does not count as', async () => {
    const { sessions } = createParts();
    const { cookie } = await begin(sessions);
    time += 11 * HOUR;
    expect(await stateOf(sessions, cookie)).toBe('valid');
    time += 11 * HOUR;
    expect(await stateOf(sessions, cookie, false)).toBe('valid');
    time += 2 * HOUR;
    expect(await stateOf(sessions, cookie)).toBe('stale');
  });

  test('ends after seven days, however much it is used', async () => {
    const { sessions } = createParts();
    const { cookie } = await begin(sessions);
    const states: string[] = [];
    for (let hours = 0; hours <= 7 * 24; hours += 8) {
      states.push(await stateOf(sessions, cookie));
      time += 8 * HOUR;
    }
    expect(new Set(states)).toEqual(new Set(['valid']));
    expect(await stateOf(sessions, cookie)).toBe('stale');
  });

  test('does not last longer because the clock is set back', async () => {
    const { sessions } = createParts();
    time += 365 * 24 * HOUR;
    const { cookie } = await begin(sessions);
    time -= 365 * 24 * HOUR;
    expect(await stateOf(sessions, cookie)).toBe('stale');
  });

  test('that has expired ends no other when somebody finds its cookie', async () => {
    const { sessions } = createParts();
    const old = await begin(sessions);
    time += 13 * HOUR;
    let owner: unknown = 'not asked';
    await visit((exchange) => {
      owner = sessions.end(exchange);
    }, old.cookie);
    expect(owner).toBeUndefined();
  });

  test('is cleared away when it has expired, without anybody coming back', async () => {
    const { sessions } = createParts();
    await begin(sessions);
    time += 13 * HOUR;
    expect(store.sessions.people()).toHaveLength(1);
    sessions.sweep();
    expect(store.sessions.people()).toEqual([]);
  });
});

describe('the cookie', () => {
  const attributes = (header: string | undefined) =>
    (header ?? '')
      .split('; ')
      .slice(1)
      .map((part) => part.toLowerCase());

  test('is kept from scripts and from requests of other sites', async () => {
    const [header] = (await begin(createParts().sessions)).setCookies;
    expect(header).toMatch(/^atrium_session=[\w-]{43};/);
    expect(attributes(header)).toEqual(expect.arrayContaining(['httponly', 'samesite=lax', 'path=/']));
    expect(attributes(header)).not.toContain('secure');
  });

  test('behind https cannot be set by a neighbouring site, nor travel in clear', async () => {
    const { sessions } = createParts({ secure: true });
    const { setCookies, cookie } = await begin(sessions);
    expect(setCookies[0]).toMatch(/^__Host-atrium_session=/);
    expect(attributes(setCookies[0])).toEqual(expect.arrayContaining(['secure', 'httponly', 'path=/']));
    expect(attributes(setCookies[0]).some((attribute) => attribute.startsWith('domain'))).toBe(false);
    expect(await stateOf(sessions, cookie)).toBe('valid');
    expect(await stateOf(sessions, cookie.replace('__Host-', ''))).toBe('none');
  });

  test('is taken back at sign-out, and the session with it', async () => {
    const { sessions } = createParts();
    const { cookie } = await begin(sessions);
    let owner: unknown;
    const { setCookies } = await visit((exchange) => {
      owner = sessions.end(exchange);
    }, cookie);
    expect(owner).toMatchObject(ADA);
    expect(setCookies[0]).toMatch(/^atrium_session=;.*Max-Age=0/);
    expect(await stateOf(sessions, cookie)).toBe('stale');
  });
});

describe('the sessions of a person', () => {
  test.each([
    ['is removed', () => store.directory.removePerson('staff', 'ada'), 'not in the directory any more'],
    ['is disabled', () => store.directory.setDisabled('staff', 'ada', true), 'disabled in the directory'],
    ['has another sign-in name', () => putPerson('ada', 'ada.king'), 'has another sign-in name now'],
  ])('who %s end with the next request, with the next run, and in the audit log', async (_what, change, details) => {
    for (const how of ['request', 'run'] as const) {
      const { sessions } = createParts();
      const [first, second] = [await begin(sessions), await begin(sessions)];
      const other = await begin(sessions, undefined, { personId: 'p-bob', uid: 'bob' });
      change();
      if (how === 'run') sessions.sweep();
      expect(await stateOf(sessions, first.cookie)).toBe(how === 'run' ? 'stale' : 'ended');
      expect(await stateOf(sessions, second.cookie)).toBe('stale');
      expect(await stateOf(sessions, other.cookie)).toBe('valid');
      expect(store.audit.list({ action: 'session-ended', limit: 5 })).toEqual([
        expect.objectContaining({ actor: 'atrium', subject: 'Ada', details }),
      ]);
      store.close();
      store = createSqliteStore({ path: ':memory:' });
      putPerson('ada');
      putPerson('bob');
    }
  });

  test('who has another sign-in name now, and has signed in under it, go on', async () => {
    const { sessions } = createParts();
    const old = await begin(sessions);
    putPerson('ada', 'ada.king');
    const renamed = await begin(sessions, undefined, { personId: 'p-ada', uid: 'ada.king' });
    expect([await stateOf(sessions, old.cookie), await stateOf(sessions, renamed.cookie)]).toEqual(['ended', 'valid']);
  });

  test('of a directory that is not configured any more end', async () => {
    const { cookie } = await begin(createParts().sessions);
    expect(await stateOf(createParts({ sources: ['library'] }).sessions, cookie)).toBe('ended');
  });

  test('that began by another method of sign-in are not taken over', async () => {
    const { cookie } = await begin(createParts().sessions);
    expect(await stateOf(createParts({ method: 'oidc' }).sessions, cookie)).toBe('stale');
    const claims = { uid: 'Ada', name: 'Ada', groups: ['atrium-admins'], groupsIncomplete: false };
    const elsewhere = await begin(createParts({ method: 'oidc' }).sessions, undefined, {
      personId: undefined,
      uid: 'Ada',
      claims,
    });
    expect(await stateOf(createParts({ method: 'oidc' }).sessions, elsewhere.cookie)).toBe('valid');
    expect(await stateOf(createParts().sessions, elsewhere.cookie)).toBe('stale');
  });

  test('end all at once when the person wishes so', async () => {
    const { sessions } = createParts();
    const [first, second] = [await begin(sessions), await begin(sessions)];
    expect(sessions.endAll(ADA)).toBe(2);
    expect([await stateOf(sessions, first.cookie), await stateOf(sessions, second.cookie)]).toEqual(['stale', 'stale']);
  });

  test('whom no directory knows do not end with those of a name in other capitals, who is somebody else at the provider', async () => {
    const { sessions } = createParts({ method: 'oidc' });
    const claimsOf = (uid: string) => ({ uid, name: uid, groups: [], groupsIncomplete: false });
    const beginAs = (uid: string) => begin(sessions, undefined, { personId: undefined, uid, claims: claimsOf(uid) });
    const [large, small] = [await beginAs('Kim'), await beginAs('kim')];
    expect(sessions.endAll({ personId: undefined, uid: 'kim' })).toBe(1);
    expect([await stateOf(sessions, large.cookie), await stateOf(sessions, small.cookie)]).toEqual(['valid', 'stale']);
  });
});

describe('a browser', () => {
  const remember = (devices: Devices, personId: string, cookie?: string) =>
    visit((exchange) => devices.remember(exchange, personId), cookie);
  const isKnown = async (devices: Devices, personId: string, cookie: string) => {
    let known = false;
    await visit(({ request }) => {
      known = devices.isKnown(request, personId);
    }, cookie);
    return known;
  };

  test('is known to those who signed in there, by a token that nobody can plant', async () => {
    const { devices } = createParts();
    const planted = await remember(devices, 'p-bob');
    const { cookie, setCookies } = await remember(devices, 'p-ada', planted.cookie);
    expect(setCookies[0]).toMatch(/HttpOnly.*SameSite=Strict|SameSite=Strict.*HttpOnly/i);
    expect(await isKnown(devices, 'p-ada', cookie)).toBe(true);
    expect(await isKnown(devices, 'p-bob', cookie)).toBe(true);
    expect(await isKnown(devices, 'p-ada', planted.cookie)).toBe(false);
  });

  test('is that of whoever signed in there last', async () => {
    const { devices } = createParts();
    const ownerOf = async (cookie: string) => {
      let owner: string | undefined;
      await visit(({ request }) => {
        owner = devices.ownerOf(request);
      }, cookie);
      return owner;
    };
    const first = await remember(devices, 'p-bob');
    time += HOUR;
    const second = await remember(devices, 'p-ada', first.cookie);
    expect(await ownerOf(second.cookie)).toBe('p-ada');
    expect([await ownerOf(first.cookie), await ownerOf('atrium_device=planted')]).toEqual([undefined, undefined]);
  });

  test('is a stranger again after half a year, or when its person signs out everywhere', async () => {
    const { devices } = createParts();
    const { cookie } = await remember(devices, 'p-ada');
    const other = await remember(devices, 'p-bob');
    devices.forgetPerson('p-bob');
    time += 179 * 24 * HOUR;
    devices.sweep();
    expect([await isKnown(devices, 'p-ada', cookie), await isKnown(devices, 'p-bob', other.cookie)]).toEqual([true, false]);
    time += 2 * 24 * HOUR;
    devices.sweep();
    expect(await isKnown(devices, 'p-ada', cookie)).toBe(false);
  });
});
