/** Names of RFC 4511 result codes that an administrator may meet. */
const NAMES: Record<number, string> = {
  1: 'operations error',
  2: 'protocol error',
  3: 'time limit exceeded',
  4: 'size limit exceeded',
  7: 'authentication method not supported',
  8: 'stronger authentication required',
  10: 'referral',
  11: 'administrative limit exceeded',
  12: 'critical extension unavailable',
  13: 'confidentiality required',
  32: 'no such object',
  34: 'invalid DN syntax',
  48: 'inappropriate authentication',
  49: 'invalid credentials',
  50: 'insufficient access rights',
  51: 'busy',
  52: 'unavailable',
  53: 'unwilling to perform',
};

/** The outcome of an LDAP operation (RFC 4511, 4.1.9). */
export interface LdapResult {
  code: number;
  matchedDn: string;
  /** The server's own words; Active Directory puts sub-codes in here. */
  message: string;
  /** Where a server sends us instead (code 10). Never followed: it would hand our password to another machine. */
  referrals: string[];
}

/** The directory refused, broke off or could not be reached. `code` is the LDAP result code, where the server gave one. */
export class LdapError extends Error {
  readonly code: number | undefined;

  constructor(message: string, options: { code?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'LdapError';
    this.code = options.code;
  }
}

/** `what` names the operation for people: "reading ou=people,dc=example,dc=com". */
export function errorFromResult(what: string, result: LdapResult): LdapError {
  const name = NAMES[result.code] ?? 'refused';
  const target = result.referrals.length > 0 ? ` to ${result.referrals.join(', ')}` : '';
  const words = result.message.trim() === '' ? '' : `: ${result.message.trim()}`;
  return new LdapError(`${what}: the directory answered ${name}${target} (code ${result.code})${words}`, { code: result.code });
}
