import { freePort } from '../../support/free-port.ts';
import type { SharedMeilisearch } from '../../support/meilisearch.ts';
import { startOidcProvider, type TestProvider } from '../../support/oidc-provider.ts';
import { createWebVisitor, type WebVisitor } from '../../support/web-visitor.ts';
import { startHouse } from './sign-in-house.ts';

const ACCOUNTS = {
  ada: { preferred_username: 'Ada', name: 'Ada at the provider', email: 'ada@example.test', email_verified: true },
  chief: { preferred_username: 'ada', groups: ['atrium-admins', 'x"] OR aclId EXISTS OR "'] },
  stranger: { preferred_username: 'stranger', name: 'Stranger' },
  twin: { preferred_username: 'twin' },
  nameless: { name: 'Nobody in particular' },
  guest: { preferred_username: 'guest', name: 'A Guest', groups: ['visitors'] },
  head: { preferred_username: 'head', name: 'The Head', realm_access: { roles: ['heads'] } },
  sloppy: { preferred_username: 'x', email: 'ada@example.test', email_verified: false },
  tidy: { preferred_username: 'x', email: 'Ada@Example.test', email_verified: true },
};

export interface OidcHouse {
  publicUrl: string;
  provider: TestProvider;
  /** From "Sign in with …" to the address at which the provider sends the browser back; it is not opened yet. */
  toCallback(journey?: Journey): Promise<{ visitor: WebVisitor; callback: URL }>;
  /** The same, and that address opened. */
  signIn(journey?: Journey): Promise<{ visitor: WebVisitor; response: Response }>;
  stop(): Promise<void>;
}

export interface Journey {
  visitor?: WebVisitor;
  as?: keyof typeof ACCOUNTS;
  press?: 'continue' | 'cancel';
  returnTo?: string;
}

/** A provider of its own and Atrium that sends people there. */
export async function startOidcHouse(options: {
  meilisearch: SharedMeilisearch;
  name: string;
  sources?: object[];
  oidc?: object;
  claimsInIdToken?: boolean;
}): Promise<OidcHouse> {
  const { meilisearch, name, sources = [], claimsInIdToken = false } = options;
  const port = await freePort();
  const publicUrl = `http://localhost:${port}`;
  const callbackUrl = `${publicUrl}/api/v1/session/oidc/callback`;
  const provider = await startOidcProvider({ accounts: ACCOUNTS, redirectUris: [callbackUrl], claimsInIdToken });
  const { issuer, clientId, clientSecret } = provider;
  const oidc = { issuer, clientId, clientSecret, allowInsecureIssuer: true, name: 'Example ID', ...options.oidc };
  const auth = { method: 'oidc', admins: ['group:atrium-admins', 'group:heads'], oidc };
  const atrium = await startHouse({ meilisearch, name, port, server: { publicUrl }, auth, sources });

  async function toCallback(journey: Journey = {}) {
    const { visitor = createWebVisitor(), as = 'ada', press = 'continue', returnTo } = journey;
    let url = `${publicUrl}/api/v1/session/oidc${returnTo === undefined ? '' : `?returnTo=${encodeURIComponent(returnTo)}`}`;
    for (let steps = 0; steps < 12; steps++) {
      const response = await visitor.visit(url);
      const isForm = response.headers.get('location') === null;
      const body = new URLSearchParams({ login: as, do: press });
      const answer = isForm ? await visitor.visit(url, { method: 'POST', body }) : response;
      url = new URL(answer.headers.get('location') ?? '', url).href;
      if (url.startsWith(callbackUrl)) return { visitor, callback: new URL(url) };
    }
    throw new Error(`the provider did not come to an end; last: ${url}`);
  }

  return {
    publicUrl,
    provider,
    toCallback,
    async signIn(journey) {
      const { visitor, callback } = await toCallback(journey);
      return { visitor, response: await visitor.visit(callback.href) };
    },
    async stop() {
      await atrium.stop();
      await provider.stop();
    },
  };
}
