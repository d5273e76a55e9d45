import type { Request, Response } from 'express';
import { Claims } from '../access/claims.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { SessionOwner, StateStore, StoredSession } from '../store/state-store.ts';
import type { Authenticator } from './authenticator.ts';
import { createOpaqueCookie } from './opaque-cookie.ts';

/** Milliseconds without a request after which a session ends. */
const IDLE_LIMIT = 12 * 3_600_000;
/** Milliseconds after sign-in after which it ends in any case. */
const ABSOLUTE_LIMIT = 7 * 24 * 3_600_000;
/** Milliseconds after which a provider is asked anew: it does not tell when somebody has left or lost a group. */
const CLAIMS_LIMIT = 12 * 3_600_000;
/** How far a clock is set back when it is only kept right, milliseconds. */
const CLOCK_TOLERANCE = 60_000;
/** How often use is written down, milliseconds. */
const TOUCH_INTERVAL = 60_000;

/** Who is signed in. */
export interface Session extends SessionOwner {
  /** What a provider vouched for; undefined when the directory itself took the password. */
  claims: Claims | undefined;
}

/**
 * What the cookie of a request stands for. `ended`: the session was there a moment ago, but its person is not, or not under this
 * name, any more; `stale`: there is no such session (any more).
 */
export type SessionState = { state: 'valid'; session: Session } | { state: 'none' | 'stale' | 'ended' };

/**
 * Sessions in the store, referred to by an opaque cookie; a new token at every sign-in, so none can be planted. They hang on the
 * person's id, and end when the person is gone from our copy of the directory, is disabled there or has another sign-in name.
 */
export interface Sessions {
  /** `isUse`: the request is one of a person's, and keeps the session from becoming idle. */
  read(request: Request, options: { isUse: boolean }): SessionState;
  begin(exchange: { request: Request; response: Response }, session: SessionOwner & { claims?: Claims }): void;
  /** Ends the session of this request; undefined when there was none that counts. */
  end(exchange: { request: Request; response: Response }): SessionOwner | undefined;
  /** Ends every session of somebody; how many there were. */
  endAll(owner: SessionOwner): number;
  /** Tells the browser to forget its cookie. */
  forget(response: Response): void;
  /** Ends what has expired, and the sessions of those who are not there any more. */
  sweep(): void;
}

export function createSessions(options: {
  store: Pick<StateStore, 'sessions' | 'directory'>;
  /** Those of the configuration: who is in another one is not there. */
  sources: readonly string[];
  method: Authenticator['method'];
  audit: AuditLog;
  /** Atrium is reached by https. */
  secure: boolean;
  now?: () => number;
}): Sessions {
  const { store, audit } = options;
  const now = options.now ?? Date.now;
  const cookie = createOpaqueCookie({ name: 'atrium_session', secure: options.secure, sameSite: 'lax' });
  const isExpired = ({ createdAt, usedAt, claims }: StoredSession) =>
    now() - createdAt > (claims === undefined ? ABSOLUTE_LIMIT : CLAIMS_LIMIT) ||
    now() - usedAt > IDLE_LIMIT ||
    // The clock was set back: counted from a time that is to come, it would last that much longer.
    createdAt - now() > CLOCK_TOLERANCE;
  // What a provider vouched for counts as long as that provider is asked, and a password while the directory is.
  const isOver = (session: StoredSession) => isExpired(session) || (session.claims !== undefined) !== (options.method === 'oidc');

  const endingOf = (owner: SessionOwner) => reasonToEnd(owner, options);
  const endNamed = (owner: SessionOwner, details: string): void => {
    if (store.sessions.deleteNamed(owner) > 0)
      audit.record({ action: 'session-ended', outcome: 'done', actor: 'atrium', subject: owner.uid, details });
  };

  return {
    read(request, { isUse }) {
      const token = cookie.read(request);
      if (token === undefined) return { state: 'none' };
      const session = store.sessions.get(token);
      if (session === undefined) return { state: 'stale' };
      if (isOver(session)) {
        store.sessions.delete(token);
        return { state: 'stale' };
      }
      const ending = endingOf(session);
      if (ending !== undefined) {
        endNamed(session, ending);
        return { state: 'ended' };
      }
      if (isUse && now() - session.usedAt > TOUCH_INTERVAL) store.sessions.touch(token, now());
      const { personId, uid } = session;
      const claims = session.claims === undefined ? undefined : Claims.parse(JSON.parse(session.claims));
      return { state: 'valid', session: { personId, uid, claims } };
    },
    begin({ request, response }, { personId, uid, claims }) {
      const old = cookie.read(request);
      if (old !== undefined) store.sessions.delete(old);
      const token = cookie.give(response, { maxAgeMs: ABSOLUTE_LIMIT });
      store.sessions.create(token, { personId, uid, claims: claims && JSON.stringify(claims) }, now());
    },
    end({ request, response }) {
      const token = cookie.read(request);
      const session = token === undefined ? undefined : store.sessions.get(token);
      if (token !== undefined) store.sessions.delete(token);
      cookie.forget(response);
      return session && !isOver(session) ? session : undefined;
    },
    endAll: (owner) => store.sessions.deleteOf(owner),
    forget: (response) => cookie.forget(response),
    sweep() {
      store.sessions.deleteExpired({ createdAt: now() - ABSOLUTE_LIMIT, usedAt: now() - IDLE_LIMIT });
      for (const owner of store.sessions.people()) {
        const ending = endingOf(owner);
        if (ending !== undefined) endNamed(owner, ending);
      }
    },
  };
}

/** Why somebody's sessions end; undefined while they go on. */
function reasonToEnd(
  { personId, uid }: SessionOwner,
  { store, sources }: { store: Pick<StateStore, 'directory'>; sources: readonly string[] },
): string | undefined {
  if (personId === undefined) return undefined;
  const person = store.directory.person(personId);
  if (!person || !sources.includes(person.source)) return 'not in the directory any more';
  if (person.disabled) return 'disabled in the directory';
  return person.person.uid.toLowerCase() === uid.toLowerCase() ? undefined : 'has another sign-in name now';
}
