import type { SourceEnvironment } from '../../define-source.ts';
import type { Source } from '../../types.ts';
import { DirectoryFailure } from '../directory-failure.ts';
import type { LdapConfig } from './config.ts';
import { findAccount } from './find-account.ts';
import { tryPassword } from './try-password.ts';
import { LdapError } from './wire/ldap-error.ts';

/** Codes of a directory that would answer at another time: time limit, administrative limit, busy, unavailable. */
const PASSING: ReadonlySet<number> = new Set([3, 11, 51, 52]);

/** The part of an LDAP source that people sign in with. */
export function createSignIn(
  config: LdapConfig,
  environment: SourceEnvironment,
): Required<Pick<Source, 'findAccount' | 'tryPassword'>> {
  return {
    findAccount: (name, signal) => asked(signal, () => findAccount(config, environment, { name, signal })),
    tryPassword: (account, password, signal) => asked(signal, () => tryPassword(config, { account, password, signal })),
  };
}

/** A result code means that the directory is there and does not let us do what the configuration says. */
async function asked<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LdapError) {
      const isConfiguration = error.code !== undefined && !PASSING.has(error.code);
      throw new DirectoryFailure(isConfiguration ? 'configuration' : 'directory', error.message, { cause: error });
    }
    if (signal.aborted) throw new DirectoryFailure('directory', 'the directory did not answer in time', { cause: error });
    throw error;
  }
}
