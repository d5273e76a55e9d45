import * as openid from 'openid-client';
import type { Config } from '../config/schema.ts';
import { AppError } from '../errors.ts';
import type { OidcAuthenticator, RedirectOutcome, VouchedOutcome } from './authenticator.ts';
import { readClaims } from './oidc-claims.ts';
import { createOidcConnection } from './oidc-connection.ts';
import { exchangeCode } from './oidc-exchange.ts';
import { createPendingSignIns } from './oidc-state.ts';
import { localPage } from './return-to.ts';
import type { FindVouched } from './vouched-person.ts';

type OidcConfig = NonNullable<Config['auth']['oidc']>;

/** Below `/api/v1`; the provider has to know the whole address. */
export const OIDC_CALLBACK = '/session/oidc/callback';

/**
 * Sign-in at an OpenID provider: authorization code flow with PKCE (RFC 7636, S256), `state` and `nonce`, and an ID token whose
 * signature, issuer, audience and times are checked (OpenID Connect Core §3.1.3.7).
 */
export function createOidcAuthenticator(options: {
  config: OidcConfig;
  publicUrl: string;
  findVouched: FindVouched;
}): OidcAuthenticator {
  const { config, findVouched } = options;
  const redirectUri = `${options.publicUrl.replace(/\/$/, '')}/api/v1${OIDC_CALLBACK}`;
  const connection = createOidcConnection(config);
  const pendingSignIns = createPendingSignIns();
  return {
    method: 'oidc',
    providerName: config.name ?? new URL(config.issuer).host,
    async begin({ returnTo }) {
      const provider = await connection();
      const [state, nonce, verifier] = [openid.randomState(), openid.randomNonce(), openid.randomPKCECodeVerifier()];
      const url = openid.buildAuthorizationUrl(provider, {
        redirect_uri: redirectUri,
        scope: config.scopes.join(' '),
        state,
        nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, state: pendingSignIns.seal({ state, nonce, verifier, returnTo: localPage(returnTo) }) };
    },
    async finish({ answer, state }): Promise<RedirectOutcome> {
      const [given, ...others] = answer.getAll('state');
      const isOne = state !== undefined && given !== undefined && others.length === 0;
      const pending = isOne ? pendingSignIns.take(state, given) : undefined;
      if (!pending) return { ...INTERRUPTED, returnTo: '/' };
      const { returnTo } = pending;
      const exchanged = await exchangeCode({ provider: await connection(), answer, pending, redirectUri, config });
      return { ...(exchanged.state === 'done' ? personOf(exchanged.claims, config, findVouched) : exchanged), returnTo };
    },
    async signOutUrl() {
      const provider = await connection().catch((error: unknown) => {
        // Signing out here must not depend on the provider.
        if (error instanceof AppError) return undefined;
        throw error;
      });
      return provider?.serverMetadata().end_session_endpoint === undefined ? undefined : openid.buildEndSessionUrl(provider).href;
    },
  };
}

const INTERRUPTED = {
  state: 'refused',
  problem: 'interrupted',
  details: 'The sign-in was not begun in this browser, or longer ago than ten minutes, or was finished before.',
} as const;

function personOf(token: Record<string, unknown>, config: OidcConfig, findVouched: FindVouched): VouchedOutcome {
  const reading = readClaims(token, config);
  if (!reading) return noName(`The provider gave no usable claim "${config.usernameClaim}"; see auth.oidc.usernameClaim.`);
  const { claims, verifiedEmail } = reading;
  if (config.match === 'username') return findVouched(claims, { by: 'username' });
  if (verifiedEmail === undefined) return noName(`The provider gave no e-mail address of "${claims.uid}" that it has verified.`);
  return findVouched(claims, { by: 'email', address: verifiedEmail });
}

function noName(details: string): VouchedOutcome {
  return { state: 'refused', problem: 'no-name', details };
}
