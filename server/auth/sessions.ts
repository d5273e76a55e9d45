import { randomBytes } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { SessionStore } from '../store/state-store.ts';

const COOKIE = 'atrium_session';
/** Milliseconds without a request after which a session ends. */
const IDLE_LIMIT = 12 * 3_600_000;
/** Milliseconds after sign-in after which it ends in any case. */
const ABSOLUTE_LIMIT = 7 * 24 * 3_600_000;
/** How often use is written down, milliseconds. */
const TOUCH_INTERVAL = 60_000;

/** Sessions in the store, referred to by an opaque cookie; a new token at every sign-in, so none can be planted. */
export interface Sessions {
  /** The sign-in name of a valid session. */
  read(request: Request): string | undefined;
  begin(request: Request, response: Response, uid: string): void;
  end(request: Request, response: Response): void;
}

export function createSessions(options: { store: SessionStore; secure: boolean; now?: () => number }): Sessions {
  const now = options.now ?? Date.now;
  const send = (response: Response, value: string, maxAge: number) =>
    response.append(
      'Set-Cookie',
      stringifySetCookie({ name: COOKIE, value, httpOnly: true, sameSite: 'lax', secure: options.secure, path: '/', maxAge }),
    );
  return {
    read(request) {
      const token = tokenOf(request);
      const session = token === undefined ? undefined : options.store.get(token);
      if (token === undefined || session === undefined) return undefined;
      if (now() - session.createdAt > ABSOLUTE_LIMIT || now() - session.usedAt > IDLE_LIMIT) {
        options.store.delete(token);
        return undefined;
      }
      if (now() - session.usedAt > TOUCH_INTERVAL) options.store.touch(token, now());
      return session.uid;
    },
    begin(request, response, uid) {
      const old = tokenOf(request);
      if (old !== undefined) options.store.delete(old);
      options.store.deleteExpired({ createdAt: now() - ABSOLUTE_LIMIT, usedAt: now() - IDLE_LIMIT });
      const token = randomBytes(32).toString('base64url');
      options.store.create(token, uid, now());
      send(response, token, ABSOLUTE_LIMIT / 1000);
    },
    end(request, response) {
      const token = tokenOf(request);
      if (token !== undefined) options.store.delete(token);
      send(response, '', 0);
    },
  };
}

function tokenOf(request: Request): string | undefined {
  const token = parseCookie(request.headers.cookie ?? '')[COOKIE];
  return token === undefined || token === '' ? undefined : token;
}
