import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import Provider from 'oidc-provider';
import { z } from 'zod';

/** A person of the provider: claims by name, `sub` is the key in the list of accounts. */
export type Account = Record<string, unknown>;

/** What becomes of an ID token on its way to Atrium. */
export type Tampering = (token: { header: Record<string, unknown>; claims: Record<string, unknown> }) => {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  /** `provider` signs with the key the provider publishes, `stranger` with another one, `none` not at all; or as the test likes. */
  signedBy: 'provider' | 'stranger' | 'none' | ((content: string) => string);
};

/** A real OpenID provider on 127.0.0.1 with a plain sign-in form; nothing of it is made for Atrium. */
export interface TestProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Changes ID tokens from now on; undefined leaves them as they are. */
  tamper(tampering: Tampering | undefined): void;
  /** Paths of what was asked, in order. */
  requests: string[];
  stop(): Promise<void>;
}

export async function startOidcProvider(options: {
  accounts: Record<string, Account>;
  /** The provider sends people back to these only. */
  redirectUris: string[];
  /** Puts all claims into the ID token; by default they are told at the UserInfo endpoint only (OpenID Connect Core §5.4). */
  claimsInIdToken?: boolean;
}): Promise<TestProvider> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [client, own, stranger] = [
    { clientId: 'atrium', clientSecret: 'a secret of 32 bytes, at the least' },
    signingKey('own'),
    signingKey('own'),
  ];
  const requests: string[] = [];
  let tampering: Tampering | undefined;
  const provider = createProvider({ ...options, ...client, issuer, jwk: own.jwk });
  const answer = provider.callback();

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', issuer);
    requests.push(pathname);
    if (pathname.startsWith('/interaction/')) {
      interact({ provider, request, response }).catch((error: unknown) => response.writeHead(500).end(String(error)));
      return;
    }
    if (pathname === '/token' && tampering !== undefined) {
      const change = tampering;
      onBody(response, (body) =>
        changeIdToken(body, (token) => sign(change(token), token, { provider: own.key, stranger: stranger.key })),
      );
    }
    answer(request, response);
  });
  return {
    issuer,
    ...client,
    requests,
    tamper: (next) => {
      tampering = next;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function createProvider(options: {
  issuer: string;
  clientId: string;
  clientSecret: string;
  jwk: object;
  accounts: Record<string, Account>;
  redirectUris: string[];
  claimsInIdToken?: boolean;
}): Provider {
  const { accounts } = options;
  return new Provider(options.issuer, {
    clients: [{ client_id: options.clientId, client_secret: options.clientSecret, redirect_uris: options.redirectUris }],
    jwks: { keys: [options.jwk] },
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username', 'groups', 'realm_access'],
      email: ['email', 'email_verified'],
    },
    conformIdTokenClaims: !(options.claimsInIdToken ?? false),
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ ...accounts[sub], sub }) }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    // Consent was given by whoever runs the company's provider.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId ?? '', accountId: oidc.session?.accountId ?? '' });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    cookies: { keys: ['of the test'] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  });
}

/** The sign-in form: `login` is who one is; the other button refuses. */
async function interact({
  provider,
  request,
  response,
}: {
  provider: Provider;
  request: IncomingMessage;
  response: ServerResponse;
}) {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>Provider</title><form method="post"><label>Account <input name="login"></label>
      <button name="do" value="continue">Continue</button><button name="do" value="cancel">Cancel</button></form>`);
    return;
  }
  const form = new URLSearchParams(await text(request));
  const result =
    form.get('do') === 'cancel'
      ? { error: 'access_denied', error_description: 'the person <b>did not</b> want to' }
      : { login: { accountId: form.get('login') ?? '' } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

function signingKey(kid: string): { key: KeyObject; jwk: object } {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { key: privateKey, jwk: { ...privateKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' } };
}

type Parts = Parameters<Tampering>[0];

function sign(changed: ReturnType<Tampering>, token: Parts, keys: { provider: KeyObject; stranger: KeyObject }): string {
  const { signedBy } = changed;
  const header = { ...token.header, ...changed.header, ...(signedBy === 'none' ? { alg: 'none' } : {}) };
  const content = [header, changed.claims ?? token.claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  if (signedBy === 'none') return `${content}.`;
  if (typeof signedBy === 'function') return `${content}.${signedBy(content)}`;
  return `${content}.${createSign('RSA-SHA256').update(content).sign(keys[signedBy], 'base64url')}`;
}

const TokenAnswer = z.looseObject({ id_token: z.string().optional() });

function changeIdToken(body: string, change: (token: Parts) => string): string {
  const answer = TokenAnswer.parse(JSON.parse(body));
  if (answer.id_token === undefined) return body;
  const [header, claims] = answer.id_token
    .split('.')
    .slice(0, 2)
    .map((part) => z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.from(part, 'base64url').toString())));
  return JSON.stringify({ ...answer, id_token: change({ header: header ?? {}, claims: claims ?? {} }) });
}

/** Changes what a handler answers in one piece. */
function onBody(response: ServerResponse, change: (body: string) => string): void {
  const end = response.end.bind(response);
  response.end = ((body?: unknown) => {
    const changed = change(Buffer.isBuffer(body) || typeof body === 'string' ? body.toString() : '');
    response.setHeader('content-length', Buffer.byteLength(changed));
    return end(changed);
  }) as typeof response.end;
}
