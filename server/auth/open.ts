import type { OpenAuthenticator } from './authenticator.ts';

/** No sign-in: everybody sees what is for everyone, and nothing else. */
export function createOpenAuthenticator(): OpenAuthenticator {
  return { method: 'open' };
}
