import type { AccountProblem } from '../../types/account.ts';

/** Why Active Directory refused a sign-in. */
interface Refusal {
  /** For the administrator, when it is the indexer's own sign-in. */
  words: string;
  /** What may be told to the person: only where it is said to the right password alone. */
  problem?: AccountProblem;
}

/**
 * The sub-codes in the message of code 49 ("…, data 52e, v4563"): Windows error codes in hexadecimal, MS-ERREF 2.2; see also
 * "Bind errors for Active Directory" in Microsoft's documentation of AcceptSecurityContext. Active Directory looks at the
 * password before it says 530 to 533, 701 and 773; 775 (locked) it says to everybody, so that tells nothing about the password.
 */
const ACTIVE_DIRECTORY_REFUSALS: Record<string, Refusal> = {
  '525': { words: 'no such account' },
  '52e': { words: 'wrong name or password' },
  '530': { words: 'not allowed at this time', problem: 'sign-in-hours' },
  '531': { words: 'not allowed from this machine', problem: 'sign-in-place' },
  '532': { words: 'the password has expired', problem: 'password-expired' },
  '533': { words: 'the account is disabled', problem: 'account-disabled' },
  '701': { words: 'the account has expired', problem: 'account-expired' },
  '773': { words: 'the password must be changed first', problem: 'password-change-required' },
  '775': { words: 'the account is locked' },
};

/** By the message of a bind that was answered with code 49; undefined where a directory gives no sub-code, or an unknown one. */
export function bindRefusal(message: string): Refusal | undefined {
  const subCode = /\bdata ([0-9a-f]+)\b/i.exec(message)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(ACTIVE_DIRECTORY_REFUSALS, subCode) ? ACTIVE_DIRECTORY_REFUSALS[subCode] : undefined;
}
