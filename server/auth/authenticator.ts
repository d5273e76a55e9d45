import type { Request } from 'express';
import type { AccountProblem } from '#indexers/types/account.ts';
import type { Claims } from '../access/claims.ts';
import type { SignInProblem } from '../contract/session.ts';

/**
 * Finds out who somebody is; one for each `auth.method`. What they may see is decided by `access/`, from our own copy of the
 * directory. All of them throw an AppError (`directory-unavailable`, `directory-misconfigured`, `provider-unavailable`) when it cannot be
 * found out: that is never a refusal.
 */
export type Authenticator = DirectoryAuthenticator | OpenAuthenticator | OidcAuthenticator | ProxyAuthenticator;

/** Name and password, tried against the directory. */
export interface DirectoryAuthenticator {
  readonly method: 'directory';
  signIn(attempt: SignInAttempt, signal: AbortSignal): Promise<SignInOutcome>;
}

/** Nobody signs in; everybody sees what is for everyone. */
export interface OpenAuthenticator {
  readonly method: 'open';
}

/** Sign-in at an OpenID provider, by redirection. */
export interface OidcAuthenticator {
  readonly method: 'oidc';
  /** What people are told they sign in with. */
  readonly providerName: string;
  /** Where to send the browser. `state` is opaque and kept in a short-lived HttpOnly cookie until it comes back. */
  begin(options: { returnTo: string }, signal: AbortSignal): Promise<{ url: string; state: string }>;
  /** What came back with the browser (`?code=…&state=…`), checked against the `state` of `begin`. */
  finish(options: { answer: URLSearchParams; state: string | undefined }, signal: AbortSignal): Promise<RedirectOutcome>;
  /** Where to end the provider's session too; undefined when it offers nothing or cannot be asked. */
  signOutUrl(signal: AbortSignal): Promise<string | undefined>;
}

/** A proxy in front of Atrium has signed everybody in already. */
export interface ProxyAuthenticator {
  readonly method: 'proxy';
  /** Whom the proxy vouches for with this request; undefined when it did not come through it or names nobody. */
  identify(request: Request): VouchedOutcome | undefined;
}

/** Name and password as they were typed, and what limits go by. */
export interface SignInAttempt {
  username: string;
  password: string;
  /** Whence the request came. */
  address: string;
  /** Who signed in last from this browser; undefined when nobody has. */
  browserOf: string | undefined;
  /** Whether this person has signed in from this browser before. */
  isKnownDevice(personId: string): boolean;
}

/** `personId` is that of our copy of the directory. */
export type SignInOutcome =
  | { state: 'signed-in'; personId: string }
  /** `details` is for the audit log; what the person is told is in `sign-in-refusals.ts`. */
  | { state: 'refused'; code: SignInRefusal; details: string }
  /** Too many wrong passwords; `isNews` for the first such answer in a row. */
  | { state: 'limited'; retryAfterSeconds: number; isNews: boolean };

export type SignInRefusal = 'wrong-credentials' | AccountProblem | 'account-excluded' | 'not-in-directory';

/** Whom a provider or a proxy vouches for, found in our copy of the directory (or nowhere, where no directory is configured). */
export type VouchedOutcome =
  /** `uid` as the directory spells it, where there is one. */
  | { state: 'signed-in'; personId: string | undefined; uid: string; claims: Claims }
  | { state: 'refused'; problem: SignInProblem; details: string };

/** `returnTo` is a page of this site. */
export type RedirectOutcome = VouchedOutcome & { returnTo: string };
