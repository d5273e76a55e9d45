import type { Request, Response } from 'express';
import type { DeviceStore } from '../store/state-store.ts';
import { createOpaqueCookie } from './opaque-cookie.ts';

/** Milliseconds after the last sign-in after which a browser is a stranger again. */
const REMEMBERED = 180 * 24 * 3_600_000;

/**
 * Browsers in which people have signed in before, by a cookie that outlives sessions and opens nothing: it only sets its owner
 * apart from whoever guesses their password (see `sign-in-limits.ts`). Every sign-in gives a new one, so none can be planted.
 */
export interface Devices {
  isKnown(request: Request, personId: string): boolean;
  /** Whoever signed in there last; undefined in a browser that is new here. */
  ownerOf(request: Request): string | undefined;
  remember(exchange: { request: Request; response: Response }, personId: string): void;
  /** After "sign out everywhere": every browser is a stranger. */
  forgetPerson(personId: string): void;
  /** Forgets what was not used for long. */
  sweep(): void;
}

export function createDevices(options: { store: DeviceStore; secure: boolean; now?: () => number }): Devices {
  const { store } = options;
  const now = options.now ?? Date.now;
  const cookie = createOpaqueCookie({ name: 'atrium_device', secure: options.secure, sameSite: 'strict' });
  return {
    isKnown(request, personId) {
      const token = cookie.read(request);
      return token !== undefined && store.knows(token, personId);
    },
    ownerOf(request) {
      const token = cookie.read(request);
      return token === undefined ? undefined : store.ownerOf(token);
    },
    remember({ request, response }, personId) {
      const token = cookie.give(response, { maxAgeMs: REMEMBERED });
      store.remember({ token, previous: cookie.read(request), personId }, now());
    },
    forgetPerson: (personId) => store.forgetPerson(personId),
    sweep: () => store.deleteUnused(now() - REMEMBERED),
  };
}
