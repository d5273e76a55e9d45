import type { LdapConfig } from './config.ts';
import { connectDirectory } from './connect.ts';
import { LdapError } from './wire/ldap-error.ts';

/**
 * The ways in which directories say no to a person: wrong password, unknown or locked account, no password set. 19 and 53
 * are how 389 refuses locked and inactivated accounts.
 */
const REFUSALS: ReadonlySet<number | undefined> = new Set([19, 32, 48, 49, 50, 53]);

/**
 * Whether the directory takes this password for this DN, asked on a connection of its own (RFC 4513, 5.1.3). Throws when
 * the directory cannot be asked; an empty password is never right and never sent.
 */
export async function isPassword(
  config: LdapConfig,
  { path, password }: { path: string; password: string },
  signal: AbortSignal,
): Promise<boolean> {
  if (path === '' || password === '') return false;
  try {
    const connection = await connectDirectory({ ...config, bindDn: path, bindPassword: password }, signal);
    connection.close();
    return true;
  } catch (error) {
    if (error instanceof LdapError && REFUSALS.has(error.code)) return false;
    throw error;
  }
}
