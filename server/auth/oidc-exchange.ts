import * as openid from 'openid-client';
import type { Config } from '../config/schema.ts';
import type { SignInProblem } from '../contract/session.ts';
import { hasAllClaims } from './oidc-claims.ts';
import type { PendingSignIn } from './oidc-state.ts';

export interface CodeExchange {
  provider: openid.Configuration;
  /** What the browser brought back. */
  answer: URLSearchParams;
  pending: PendingSignIn;
  redirectUri: string;
  config: NonNullable<Config['auth']['oidc']>;
}

export type Exchanged =
  | { state: 'done'; claims: Record<string, unknown> }
  | { state: 'refused'; problem: SignInProblem; details: string };

/**
 * The code for an ID token, and for what only the UserInfo endpoint tells (OpenID Connect Core §5.3). What the provider refuses,
 * or what is wrong with its answer, is a refusal; `details` is for the audit log.
 */
export async function exchangeCode(exchange: CodeExchange): Promise<Exchanged> {
  try {
    return { state: 'done', claims: await claimsFor(exchange) };
  } catch (error) {
    return { state: 'refused', ...reasonOf(error) };
  }
}

async function claimsFor({ provider, answer, pending, redirectUri, config }: CodeExchange): Promise<Record<string, unknown>> {
  const currentUrl = new URL(`${redirectUri}?${answer}`);
  const tokens = await openid.authorizationCodeGrant(provider, currentUrl, {
    expectedState: pending.state,
    expectedNonce: pending.nonce,
    pkceCodeVerifier: pending.verifier,
    idTokenExpected: true,
  });
  const token = tokens.claims();
  if (token === undefined) throw new openid.ClientError('the provider sent no ID token');
  if (hasAllClaims(token, config) || provider.serverMetadata().userinfo_endpoint === undefined) return token;
  // Bound to the same subject, so it cannot be somebody else's; what is signed comes first.
  return { ...(await openid.fetchUserInfo(provider, tokens.access_token, token.sub)), ...token };
}

/** OAuth error codes by which a provider says that it is not well (RFC 6749 §4.1.2.1). */
const NOT_WELL = ['server_error', 'temporarily_unavailable'];
/** What openid-client calls an answer that did not come, or not from a provider. */
const NO_ANSWER = [
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
];

function reasonOf(error: unknown): { problem: SignInProblem; details: string } {
  if (error instanceof openid.AuthorizationResponseError || error instanceof openid.ResponseBodyError) {
    const details = `The provider answered "${error.error}"${error.error_description ? `: ${error.error_description}` : ''}.`;
    if (error.error === 'access_denied') return { problem: 'cancelled', details };
    return { problem: NOT_WELL.includes(error.error) ? 'provider-unavailable' : 'not-accepted', details };
  }
  if (error instanceof openid.ClientError) {
    const details = `The provider's answer was not accepted: ${[error, error.cause].flatMap(messageOf).join(': ')}.`;
    return { problem: NO_ANSWER.includes(error.code ?? '') ? 'provider-unavailable' : 'not-accepted', details };
  }
  // `fetch` reports a connection that failed as a TypeError.
  if (error instanceof TypeError) {
    return {
      problem: 'provider-unavailable',
      details: `The provider could not be asked: ${[error, error.cause].flatMap(messageOf).join(': ')}.`,
    };
  }
  throw error;
}

function messageOf(error: unknown): string[] {
  return error instanceof Error ? [error.message] : [];
}
