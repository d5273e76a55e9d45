import { randomBytes } from 'node:crypto';
import type { DirectoryAccount, PasswordVerdict } from '../../types/account.ts';
import { DirectoryFailure } from '../directory-failure.ts';
import { bindRefusal } from './bind-refusal.ts';
import { crossesNetworkInClear, type LdapConfig } from './config.ts';
import { connectDirectory } from './connect.ts';
import { LdapError } from './wire/ldap-error.ts';

const INVALID_CREDENTIALS = 49;

/**
 * Other ways in which directories say no to a person: no such entry, no password set, unwilling. 19 and 53 are how 389 refuses
 * locked and inactivated accounts, whatever the password.
 */
const REFUSALS: ReadonlySet<number | undefined> = new Set([19, 32, 48, INVALID_CREDENTIALS, 50, 53]);

const IN_CLEAR =
  'people cannot sign in, because their passwords would cross the network in clear: use ldaps://, set startTls: true, or accept it with “Allow passwords in clear” (allowPlaintext: true)';

/**
 * Binds as the account on a fresh connection (RFC 4513, 5.1.3), with the DN that the directory returned. A name without a
 * password would be an anonymous bind, to which many servers say yes (5.1.2); a NUL could make a server written in C see none.
 */
export async function tryPassword(
  config: LdapConfig,
  o: { account: DirectoryAccount | undefined; password: string; signal: AbortSignal },
): Promise<PasswordVerdict> {
  const { account, password, signal } = o;
  if (password === '' || password.includes('\0')) return 'wrong';
  // An indexer without a password of its own may read in clear; people's passwords may not travel so.
  if (crossesNetworkInClear(config)) throw new DirectoryFailure('configuration', IN_CLEAR, { cause: undefined });
  const connection = await connectDirectory({ ...config, bindDn: undefined, bindPassword: undefined }, signal);
  try {
    await connection.bind(account?.path ?? nobodyBelow(config.peopleBase), account ? password : randomPassword(), signal);
    if (account === undefined) return 'wrong';
    return account.excludedBy === undefined ? 'right' : 'excluded';
  } catch (error) {
    if (!(error instanceof LdapError) || !REFUSALS.has(error.code)) throw error;
    const problem = error.code === INVALID_CREDENTIALS ? bindRefusal(error.message)?.problem : undefined;
    return (account && problem) ?? 'wrong';
  } finally {
    connection.close();
  }
}

/** A name that nobody has, and that is no longer than real ones. */
function nobodyBelow(base: string): string {
  return `cn=${randomBytes(9).toString('hex')},${base}`;
}

/** Not the one that was typed: a person's password does not go where it does not belong. */
function randomPassword(): string {
  return randomBytes(9).toString('hex');
}
