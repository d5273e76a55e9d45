import { AppError } from '../errors.ts';
import type { Authenticator } from './authenticator.ts';

/** No sign-in: everybody sees what is for everyone, and nothing else. */
export function createOpenAuthenticator(): Authenticator {
  return {
    method: 'open',
    async signIn() {
      throw new AppError('conflict', 'Nobody signs in here: auth.method is "open".');
    },
  };
}
