import type { AuditLog } from '../audit/audit-log.ts';
import type { Config } from '../config/schema.ts';
import { TrustedProxy } from '../config/sign-in-elsewhere.ts';
import type { ConfiguredSource } from '../configured-source.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { StateStore } from '../store/state-store.ts';
import type { Authenticator } from './authenticator.ts';
import { createDirectoryAuthenticator } from './directory.ts';
import { createOidcAuthenticator } from './oidc.ts';
import { createOpenAuthenticator } from './open.ts';
import { createProxyAuthenticator } from './proxy.ts';
import { createProxyArrivals } from './proxy-arrivals.ts';
import { createFindVouched, type FindVouched } from './vouched-person.ts';

/** The sign-in method of the configuration. */
export function createAuthenticator(options: {
  config: Config;
  store: StateStore;
  sources: ReadonlyMap<string, ConfiguredSource>;
  /** The ids of those that hold people; live. */
  directories: readonly string[];
  logger: Logger;
  audit: AuditLog;
}): Authenticator {
  const { method, signIn } = options.config.auth;
  switch (method) {
    case 'directory':
      return createDirectoryAuthenticator({ ...options, people: options.store.directory, limits: signIn });
    case 'open':
      return createOpenAuthenticator();
    case 'oidc':
      return oidcAuthenticator(options.config, findVouched(options));
    case 'proxy':
      return createProxyAuthenticator({
        config: TrustedProxy.parse(options.config.auth.proxy ?? {}),
        findVouched: findVouched(options),
        arrivals: createProxyArrivals({ audit: options.audit }),
      });
    default:
      return method satisfies never;
  }
}

function oidcAuthenticator({ auth, server }: Config, find: FindVouched): Authenticator {
  const { publicUrl } = server;
  if (auth.oidc === undefined || publicUrl === undefined)
    throw new AppError('invalid-configuration', 'auth.method "oidc" needs auth.oidc and server.publicUrl.');
  return createOidcAuthenticator({ config: auth.oidc, publicUrl, findVouched: find });
}

function findVouched(options: { config: Config; store: StateStore; directories: readonly string[] }): FindVouched {
  const { partners } = options.config.auth;
  return createFindVouched({ directory: options.store.directory, directories: options.directories, partners });
}
