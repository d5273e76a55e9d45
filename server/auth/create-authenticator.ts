import type { Config } from '../config/schema.ts';
import type { ConfiguredSource } from '../create-sources.ts';
import { AppError } from '../errors.ts';
import type { StateStore } from '../store/state-store.ts';
import type { Authenticator } from './authenticator.ts';
import { createDirectoryAuthenticator } from './directory.ts';
import { createOpenAuthenticator } from './open.ts';

/** The sign-in method of the configuration. */
export function createAuthenticator(options: {
  config: Config;
  store: StateStore;
  sources: ReadonlyMap<string, ConfiguredSource>;
}): Authenticator {
  const { method } = options.config.auth;
  switch (method) {
    case 'directory':
      return createDirectoryAuthenticator(options);
    case 'open':
      return createOpenAuthenticator();
    case 'oidc':
    case 'proxy':
      throw new AppError(
        'invalid-configuration',
        `auth.method "${method}" is not available in this version; use "directory" or "open".`,
      );
    default:
      return method satisfies never;
  }
}
