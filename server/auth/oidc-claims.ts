import { z } from 'zod';
import type { Claims } from '../access/claims.ts';
import type { Config } from '../config/schema.ts';

type OidcConfig = NonNullable<Config['auth']['oidc']>;

/** Longest name of a person or a group, characters, and most groups of one person. What is beyond is told as missing. */
const LONGEST = 256;
const MOST_GROUPS = 2_000;

/** A name without what could not be typed: control characters and the marks that turn the direction of writing. */
const Name = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST)
  .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]+$/u);
/** Some providers send a single group without the list around it. */
const Groups = z.union([z.string().transform((group) => [group]), z.array(z.unknown())]);

export interface TokenReading {
  claims: Claims;
  /** Set only when the provider says that it has checked it (OpenID Connect Core §5.1). */
  verifiedEmail: string | undefined;
}

/** What Atrium takes from the claims of a provider; undefined when the one with the user name is not there or is no name. */
export function readClaims(token: Record<string, unknown>, config: OidcConfig): TokenReading | undefined {
  const uid = Name.safeParse(claimAt(token, config.usernameClaim));
  if (!uid.success) return undefined;
  const name = Name.safeParse(token.name);
  const given = Groups.safeParse(claimAt(token, config.groupsClaim));
  const named = (given.success ? given.data : []).flatMap((group) => Name.safeParse(group).data ?? []);
  const groups = [...new Set(named)].slice(0, MOST_GROUPS);
  const someLost = given.success && groups.length < new Set(given.data).size;
  const verifiedEmail = token.email_verified === true ? Name.safeParse(token.email).data : undefined;
  return {
    claims: {
      uid: uid.data,
      name: name.success ? name.data : uid.data,
      groups,
      groupsIncomplete: someLost || isLeftToAsk(token, config.groupsClaim),
    },
    verifiedEmail,
  };
}

/** Whether everything the configuration asks for is in this token. */
export function hasAllClaims(token: Record<string, unknown>, config: OidcConfig): boolean {
  const wanted = [
    config.usernameClaim,
    config.groupsClaim,
    'name',
    ...(config.match === 'email' ? ['email', 'email_verified'] : []),
  ];
  return wanted.every((claim) => claimAt(token, claim) !== undefined);
}

/** The claim of that very name (they may be URLs), else the path of names: `realm_access.roles`. */
function claimAt(token: Record<string, unknown>, claim: string): unknown {
  if (Object.hasOwn(token, claim)) return token[claim];
  return claim.split('.').reduce<unknown>((value, key) => ownValue(value, key), token);
}

function ownValue(value: unknown, key: string): unknown {
  const entry = typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key) : undefined;
  return entry?.[1];
}

/** Microsoft's provider leaves long lists of groups out and says where they could be asked for (OpenID Connect Core §5.6.2). */
function isLeftToAsk(token: Record<string, unknown>, claim: string): boolean {
  return ownValue(token._claim_names, claim) !== undefined || token.hasgroups === true;
}
