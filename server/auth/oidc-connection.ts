import * as openid from 'openid-client';
import type { Config } from '../config/schema.ts';
import { AppError } from '../errors.ts';

type OidcConfig = NonNullable<Config['auth']['oidc']>;

/** The provider as it describes itself (OpenID Connect Discovery 1.0). Throws `provider-unavailable` when it does not answer. */
export type OidcConnection = () => Promise<openid.Configuration>;

/** Longest time an answer of the provider may take, seconds. */
const TIME_LIMIT = 10;
/** Largest answer that is read, bytes. */
const SIZE_LIMIT = 1 << 20;
/** How far the two clocks may be apart, seconds. */
const CLOCK_TOLERANCE = 30;
/** How long the description is used, milliseconds; keys are read anew as soon as one is unknown. */
const KEPT = 3_600_000;

/** Asked for when it is first needed, so that Atrium starts while the provider is down. */
export function createOidcConnection(config: OidcConfig): OidcConnection {
  let known: { configuration: Promise<openid.Configuration>; until: number } | undefined;
  return async () => {
    if (known !== undefined && Date.now() < known.until) return known.configuration;
    const configuration = discover(config);
    known = { configuration, until: Date.now() + KEPT };
    try {
      return await configuration;
    } catch (cause) {
      known = undefined;
      throw new AppError('provider-unavailable', `${config.issuer} does not answer. Try again in a minute.`, { cause });
    }
  };
}

function discover(config: OidcConfig): Promise<openid.Configuration> {
  const metadata = { [openid.clockTolerance]: CLOCK_TOLERANCE };
  return openid.discovery(new URL(config.issuer), config.clientId, metadata, clientAuthentication(config.clientSecret), {
    timeout: TIME_LIMIT,
    [openid.customFetch]: limitedFetch,
    // Tokens come over TLS from the provider itself; their signature is checked all the same.
    execute: [openid.enableNonRepudiationChecks, ...(config.allowInsecureIssuer ? [openid.allowInsecureRequests] : [])],
  });
}

/** In the header, as OpenID Connect has it by default (Core §9), unless the provider takes it only in the body. */
function clientAuthentication(secret: string | undefined): openid.ClientAuth {
  if (secret === undefined) return openid.None();
  const [inHeader, inBody] = [openid.ClientSecretBasic(secret), openid.ClientSecretPost(secret)];
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const authenticate = methods.includes('client_secret_basic') ? inHeader : inBody;
    authenticate(server, client, body, headers);
  };
}

/** No answer of a provider is read beyond a limit, and none leads elsewhere. */
const limitedFetch: openid.CustomFetch = async (url, options) => {
  const { signal, ...rest } = options;
  const response = await fetch(url, { ...rest, redirect: 'manual', signal: signal ?? AbortSignal.timeout(TIME_LIMIT * 1000) });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > SIZE_LIMIT) throw new RangeError(`${url} answers with more than ${SIZE_LIMIT} bytes`);
    chunks.push(chunk);
  }
  const hasBody = ![204, 205, 304].includes(response.status);
  return new Response(hasBody ? Buffer.concat(chunks) : null, { status: response.status, headers: response.headers });
};
