import { timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Viewer } from '../access/viewer.ts';
import { createOpaqueCookie } from '../auth/opaque-cookie.ts';
import { createSignInLimits } from '../auth/sign-in-limits.ts';
import type { SetupSecret, SetupStore } from '../store/setup/setup-store.ts';
import type { Administrators } from './administrators.ts';
import { createSetupCode, hashOf, hashOfCode } from './setup-code.ts';

/** Milliseconds for which a code may be used, and a session that came of it lasts. */
const LIMIT = 24 * 3_600_000;
/** How far a clock may have been set back. */
const CLOCK_TOLERANCE = 60_000;
/** Wrong codes from one address within a window, which nobody who copies the address needs. */
const GUESSES = { attemptsPerAccount: 4, attemptsPerAddress: 5, windowMinutes: 15 };

/**
 * Whoever came by the setup address: may administer, and finds nothing but what is for everyone, because nobody vouches for who it
 * is.
 */
export const SETUP_VIEWER: Viewer = {
  uid: 'atrium-setup',
  name: 'Setup',
  personId: undefined,
  principals: new Set(['everyone']),
  isAdmin: true,
  groupsIncomplete: false,
};

/**
 * How the first administrator comes into an empty installation: an address with a random code that is printed where the server was
 * started. It is used once; the session ends when an administrator of the directory signs in, or after a day.
 */
export interface Setup {
  /** The file names no sources, and nobody could sign in as an administrator. */
  isNeeded(): boolean;
  /** At the start of the server: a new code while it is needed; the one before counts no more. */
  begin(): string | undefined;
  /** Takes a code for a session. */
  enter(code: string, exchange: { request: Request; response: Response }): SetupEntry;
  /** Whether the request comes from that session. */
  isSession(request: Request): boolean;
  /** False when it was no such session. */
  leave(exchange: { request: Request; response: Response }): boolean;
  /** The code and the session are over. */
  administratorCame(): void;
}

export type SetupEntry =
  | { state: 'entered' }
  | { state: 'wrong' }
  | { state: 'limited'; retryAfterSeconds: number; isNews: boolean };

export function createSetup(options: {
  store: SetupStore;
  administrators: Pick<Administrators, 'canSomebodySignIn'>;
  /** False where the file names sources, as in the demo: whoever wrote it can name administrators there. */
  isPossible: boolean;
  /** Atrium is reached by https. */
  secure: boolean;
  now?: () => number;
}): Setup {
  const { store, administrators, now = Date.now } = options;
  const cookie = createOpaqueCookie({ name: 'atrium_setup', secure: options.secure, sameSite: 'strict' });
  const limits = createSignInLimits(GUESSES);
  let mayBeOpen = true;

  const isNeeded = () => options.isPossible && !administrators.canSomebodySignIn();

  function matches(what: SetupSecret, hash: string): boolean {
    const kept = store.get(what);
    if (kept === undefined || now() - kept.createdAt > LIMIT || kept.createdAt - now() > CLOCK_TOLERANCE) return false;
    return isEqual(kept.hash, hash);
  }

  function isSession(request: Request): boolean {
    const token = cookie.read(request);
    return token !== undefined && mayBeOpen && matches('session', hashOf(token));
  }

  return {
    isNeeded,
    isSession,
    begin() {
      const old = store.get('code');
      if (old) store.use('code', old.hash);
      if (!isNeeded()) return undefined;
      const code = createSetupCode();
      store.put('code', { hash: hashOfCode(code), createdAt: now() });
      mayBeOpen = true;
      return code;
    },
    enter(code, { request, response }) {
      const admission = limits.ofVisitor({ address: request.ip ?? '', browserOf: undefined });
      if (!admission.admitted) return { state: 'limited', ...admission };
      const hash = hashOfCode(code);
      // Used up in one step: of two that come at once, one is too late.
      const isRight = isNeeded() && matches('code', hash) && store.use('code', hash);
      admission.settle(isRight ? 'right' : 'wrong');
      if (!isRight) return { state: 'wrong' };
      const token = cookie.give(response, { maxAgeMs: LIMIT });
      store.put('session', { hash: hashOf(token), createdAt: now() });
      mayBeOpen = true;
      return { state: 'entered' };
    },
    leave({ request, response }) {
      if (!isSession(request)) return false;
      const kept = store.get('session');
      if (kept) store.use('session', kept.hash);
      cookie.forget(response);
      return true;
    },
    administratorCame() {
      if (!mayBeOpen) return;
      mayBeOpen = false;
      store.clear();
    },
  };
}

function isEqual(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
