import { valuesOf } from './attribute-schema.ts';
import { and, atLeast, atMost, equal, type Filter, or } from './wire/filter.ts';
import type { LdapEntry } from './wire/incoming.ts';

/**
 * Why an entry is left out. A rule looks at one attribute, so that the run knows what to ask for; the first that fits
 * names itself in the ledger.
 */
export interface ExclusionRule {
  attribute: string;
  /** In the administrator's words. */
  rule: string;
  /** The directory says that this person may not sign in any more: who it leaves out is hidden at once. */
  endsAccount?: true;
  /** Who came to be excluded by time alone in between, milliseconds since 1970: their entries have not changed. */
  cameTrue?(between: { from: number; to: number }): Filter;
  /** `value` is decoded by `attribute-schema.ts`; `now` in milliseconds since 1970. */
  excludes(value: string, now: number): boolean;
}

/** Which of the rules leaves an entry out, as of now. */
export function createExclusion(rules: readonly ExclusionRule[]): (entry: LdapEntry) => string | undefined {
  const now = Date.now();
  return (entry) => rules.find((rule) => valuesOf(entry, rule.attribute).some((value) => rule.excludes(value, now)))?.rule;
}

const DAY = 86_400_000;

/** Times when an account ended, in the past: `shadowExpire` counts days (RFC 2307, shadow(5)). */
const EXPIRED_SHADOW: ExclusionRule = {
  attribute: 'shadowExpire',
  rule: 'expired account (shadowExpire)',
  endsAccount: true,
  excludes: (days, now) => Number(days) > 0 && Number(days) * DAY < now,
  // Its schema (RFC 2307) has no order, so each day by itself.
  cameTrue: ({ from, to }) => {
    const first = Math.floor(from / DAY);
    const days = Array.from({ length: Math.floor(to / DAY) - first + 1 }, (_, n) => String(first + n));
    return or(...days.map((day) => equal('shadowExpire', day)));
  },
};

/**
 * Only the value for "locked by an administrator, for good" (draft-behera-ldap-password-policy, 5.3.3). A real time means
 * too many wrong passwords, and a colleague who mistypes stays a colleague.
 */
const LOCKED_BY_PPOLICY: ExclusionRule = {
  attribute: 'pwdAccountLockedTime',
  rule: 'disabled account (pwdAccountLockedTime)',
  endsAccount: true,
  excludes: (time) => /^000001010000/.test(time),
};

/** Structural classes of accounts that are not people but match wide filters. */
const APPLICATIONS: ExclusionRule = {
  attribute: 'objectClass',
  rule: 'service account (objectClass)',
  excludes: oneOf(
    'applicationProcess',
    'ipaService',
    'ipaHost',
    'computer',
    'msDS-ManagedServiceAccount',
    'msDS-GroupManagedServiceAccount',
  ),
};

const LOCKED_BY_389: ExclusionRule = {
  attribute: 'nsAccountLock',
  rule: 'disabled account (nsAccountLock)',
  endsAccount: true,
  excludes: oneOf('true'),
};

/** 100-nanosecond steps since 1601; 0 and the greatest number mean never (MS-ADA1 2.2). */
function isPastFileTime(value: string, now: number): boolean {
  const ticks = BigInt(value);
  if (ticks <= 0n || ticks >= 0x7fff_ffff_ffff_ffffn) return false;
  return Number(ticks / 10_000n) - FILE_TIME_EPOCH < now;
}

/** Milliseconds from 1601 to 1970. */
const FILE_TIME_EPOCH = 11_644_473_600_000;

function toFileTime(milliseconds: number): string {
  return String(BigInt(Math.trunc(milliseconds) + FILE_TIME_EPOCH) * 10_000n);
}

export const POSIX_RULES: readonly ExclusionRule[] = [LOCKED_BY_PPOLICY, EXPIRED_SHADOW, APPLICATIONS];

export const RULES_389: readonly ExclusionRule[] = [LOCKED_BY_389, ...POSIX_RULES];

const ACCOUNT_DISABLED = 0x2;
const NORMAL_USER = 0x3000_0000;
const SECURITY_ENABLED = 0x8000_0000;

export const ACTIVE_DIRECTORY_RULES: { people: readonly ExclusionRule[]; groups: readonly ExclusionRule[] } = {
  people: [
    {
      attribute: 'userAccountControl',
      rule: 'disabled account (userAccountControl)',
      endsAccount: true,
      excludes: (flags) => (Number(flags) & ACCOUNT_DISABLED) !== 0,
    },
    {
      attribute: 'accountExpires',
      rule: 'expired account (accountExpires)',
      endsAccount: true,
      excludes: isPastFileTime,
      cameTrue: ({ from, to }) => and(atLeast('accountExpires', toFileTime(from)), atMost('accountExpires', toFileTime(to))),
    },
    APPLICATIONS,
    {
      attribute: 'sAMAccountType',
      rule: 'service account (sAMAccountType: a machine or a trust)',
      excludes: (type) => Number(type) !== NORMAL_USER,
    },
    {
      // Administrator, Guest, krbtgt.
      attribute: 'isCriticalSystemObject',
      rule: 'built-in account (isCriticalSystemObject)',
      excludes: oneOf('true'),
    },
  ],
  groups: [
    {
      // A file server ignores them; if they passed memberships on, we would show more than it does.
      attribute: 'groupType',
      rule: 'distribution group: it grants no access (groupType)',
      excludes: (type) => (Number(type) & SECURITY_ENABLED) === 0,
    },
  ],
};

function oneOf(...names: string[]): (value: string) => boolean {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return (value) => wanted.has(value.toLowerCase());
}
