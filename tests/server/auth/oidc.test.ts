import { createHmac } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AuditResponse } from '#server/contract/audit.ts';
import { Problem } from '#server/contract/common.ts';
import { Me } from '#server/contract/session.ts';
import { startBrowser } from '../../support/browser.ts';
import { sharedMeilisearch } from '../../support/meilisearch.ts';
import type { Tampering, TestProvider } from '../../support/oidc-provider.ts';
import type { Slapd } from '../../support/slapd.ts';
import { createWebVisitor, type WebVisitor } from '../../support/web-visitor.ts';
import { type OidcHouse, startOidcHouse } from './oidc-house.ts';
import { directorySources, startDirectory } from './sign-in-house.ts';

/** Sign-in at a real OpenID provider (oidc-provider), over HTTP, against a real directory. */

const meilisearch = sharedMeilisearch();
const started: { stop(): Promise<void> }[] = [];
let slapd: Slapd;
let provider: TestProvider;
let publicUrl: string;
let toCallback: OidcHouse['toCallback'];
let signIn: OidcHouse['signIn'];

beforeAll(async () => {
  slapd = await startDirectory();
  started.push(slapd);
  ({ provider, publicUrl, toCallback, signIn } = await startWith({ name: 'oidc', sources: directorySources(slapd) }));
});
afterEach(() => provider.tamper(undefined));
afterAll(async () => {
  for (const server of started.reverse()) await server.stop();
  await meilisearch.deleteIndexes();
});

async function startWith(options: Omit<Parameters<typeof startOidcHouse>[0], 'meilisearch'>): Promise<OidcHouse> {
  const house = await startOidcHouse({ meilisearch, ...options });
  started.push(house);
  return house;
}

async function me(visitor: WebVisitor, at = publicUrl): Promise<Me> {
  return Me.parse(await (await visitor.visit(`${at}/api/v1/me`)).json());
}

async function refusal(response: Response): Promise<Problem> {
  expect(response.headers.getSetCookie().filter((cookie) => cookie.startsWith('atrium_session'))).toEqual([]);
  return Problem.parse(await response.json());
}

const sessionOf = (visitor: WebVisitor) => visitor.cookies.get('localhost atrium_session');

describe('sign-in at an OpenID provider', () => {
  test('makes one the person of the directory, with the directory’s spelling, and leads back to where one was', async () => {
    const { visitor, response } = await signIn({ returnTo: '/search?q=heron&page=2' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`${publicUrl}/search?q=heron&page=2`);
    const { user } = await me(visitor);
    expect(user).toMatchObject({ uid: 'ada', name: 'Ada Lovelace', isAdmin: false });
    expect(user?.personId).not.toBeNull();
  });

  test('asks for a code with PKCE, state and nonce, and for nothing else', async () => {
    const response = await createWebVisitor().visit(`${publicUrl}/api/v1/session/oidc`);
    const { origin, searchParams } = new URL(response.headers.get('location') ?? '');
    expect(origin).toBe(provider.issuer);
    const { state, nonce, code_challenge, ...rest } = Object.fromEntries(searchParams);
    for (const value of [state, nonce, code_challenge]) expect(value).toMatch(/^[\w-]{43}$/);
    expect(rest).toEqual({
      response_type: 'code',
      client_id: 'atrium',
      redirect_uri: `${publicUrl}/api/v1/session/oidc/callback`,
      scope: 'openid profile email',
      code_challenge_method: 'S256',
    });
  });

  test('keeps what it has begun in a cookie that scripts and other sites do not get, for ten minutes', async () => {
    const [cookie, ...others] = (await createWebVisitor().visit(`${publicUrl}/api/v1/session/oidc`)).headers.getSetCookie();
    expect(others).toEqual([]);
    expect(cookie).toMatch(/^atrium_sign_in=[\w-]+;/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toMatch(/Max-Age=600/i);
  });

  test('tells who is asking how to sign in', async () => {
    expect(await me(createWebVisitor())).toMatchObject({
      user: null,
      method: 'oidc',
      signInUrl: '/api/v1/session/oidc',
      signInWith: 'Example ID',
    });
  });

  test('adds the provider’s groups to those of the directory, for administrators too', async () => {
    const { visitor } = await signIn({ as: 'chief' });
    expect((await me(visitor)).user).toMatchObject({ uid: 'ada', isAdmin: true });
    expect((await visitor.visit(`${publicUrl}/api/v1/admin/sources`)).status).toBe(200);
    expect((await visitor.visit(`${publicUrl}/api/v1/search?q=ada`)).status).toBe(200);
    const { visitor: plain } = await signIn({ as: 'ada' });
    expect((await plain.visit(`${publicUrl}/api/v1/admin/sources`)).status).toBe(403);
  });

  test('is written down, done and refused', async () => {
    const { visitor } = await signIn({ as: 'chief' });
    await signIn({ as: 'twin' });
    const { items } = AuditResponse.parse(
      await (await visitor.visit(`${publicUrl}/api/v1/admin/audit?action=sign-in&limit=2`)).json(),
    );
    expect(items.map(({ outcome, actor, address }) => ({ outcome, actor, address }))).toEqual([
      { outcome: 'refused', actor: '', address: '127.0.0.1' },
      { outcome: 'done', actor: 'ada', address: '127.0.0.1' },
    ]);
    expect(items[0]?.details).toContain('"twin"');
  });

  test('ends with sign-out, which tells where to end the provider’s session too', async () => {
    const { visitor } = await signIn();
    const before = sessionOf(visitor);
    const response = await visitor.visit(`${publicUrl}/api/v1/session`, { method: 'DELETE' });
    const { signOutUrl } = z.object({ signOutUrl: z.string() }).parse(await response.json());
    expect(signOutUrl).toMatch(new RegExp(`^${provider.issuer}/session/end\\?`));
    visitor.cookies.set('localhost atrium_session', before ?? '');
    expect((await me(visitor)).user).toBeNull();
  });
});

describe('sign-in at an OpenID provider is refused', () => {
  test.each([
    ['to somebody who is not in the directory', 'stranger', 'not in the directory'],
    ['to a name that two people of the directory have', 'twin', 'Several people'],
    ['when the provider does not tell the name', 'nameless', 'who you are'],
  ] as const)('%s', async (_what, as, words) => {
    const { response } = await signIn({ as });
    expect(response.status).toBe(403);
    expect((await refusal(response)).detail).toContain(words);
  });

  test('when it is not finished in the browser in which it was begun', async () => {
    const { callback } = await toCallback();
    const response = await createWebVisitor().visit(callback.href);
    expect(response.status).toBe(400);
    expect((await refusal(response)).detail).toContain('Begin again');
  });

  test('when it was never begun, which leaves nothing in the audit log: anybody could fill it', async () => {
    for (const answer of ['code=x&state=y', 'error=access_denied&state=y', ''])
      expect((await createWebVisitor().visit(`${publicUrl}/api/v1/session/oidc/callback?${answer}`)).status).toBe(400);
    const { visitor } = await signIn({ as: 'chief' });
    const { items } = AuditResponse.parse(
      await (await visitor.visit(`${publicUrl}/api/v1/admin/audit?action=sign-in&limit=500`)).json(),
    );
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter(({ details }) => details?.includes('was not begun'))).toEqual([]);
  });

  test('when it is finished in a browser that has begun another one', async () => {
    const { callback } = await toCallback();
    const { visitor } = await toCallback();
    expect((await visitor.visit(callback.href)).status).toBe(400);
  });

  test.each([
    ['another state', (answer: URLSearchParams) => answer.set('state', 'guessed')],
    ['no state', (answer: URLSearchParams) => answer.delete('state')],
    ['two states', (answer: URLSearchParams) => answer.append('state', 'guessed')],
  ])('with %s, and can be finished rightly after that', async (_what, change) => {
    const { visitor, callback } = await toCallback();
    const forged = new URL(callback);
    change(forged.searchParams);
    expect((await visitor.visit(forged.href)).status).toBe(400);
    expect((await visitor.visit(callback.href)).status).toBe(303);
  });

  test('when the same answer comes a second time', async () => {
    const { visitor, callback } = await toCallback();
    const cookie = visitor.cookies.get('localhost atrium_sign_in') ?? '';
    expect((await visitor.visit(callback.href)).status).toBe(303);
    visitor.cookies.set('localhost atrium_sign_in', cookie);
    expect((await visitor.visit(callback.href)).status).toBe(400);
  });

  test('when the code of one sign-in is brought to another', async () => {
    const { callback: first } = await toCallback({ as: 'chief' });
    const { visitor, callback } = await toCallback({ as: 'ada' });
    callback.searchParams.set('code', first.searchParams.get('code') ?? '');
    const response = await visitor.visit(callback.href);
    expect(response.status).toBe(403);
    expect((await refusal(response)).detail).toContain('not accepted');
    expect((await me(visitor)).user).toBeNull();
  });

  test('when the answer comes from another issuer (RFC 9207)', async () => {
    const { visitor, callback } = await toCallback();
    callback.searchParams.set('iss', 'https://evil.example');
    expect((await visitor.visit(callback.href)).status).toBe(403);
  });

  const claims =
    (changes: object): Tampering =>
    (token) => ({ claims: { ...token.claims, ...changes }, signedBy: 'provider' });
  test.each<[string, Tampering]>([
    ['signed with another key', () => ({ signedBy: 'stranger' })],
    ['not signed', () => ({ signedBy: 'none' })],
    ['that is over', claims({ exp: Math.floor(Date.now() / 1000) - 120 })],
    ['from the future', claims({ nbf: Math.floor(Date.now() / 1000) + 600 })],
    ['without a nonce', claims({ nonce: undefined })],
    ['with the nonce of another sign-in', claims({ nonce: 'another' })],
    ['for another client', claims({ aud: 'another' })],
    ['of another issuer', claims({ iss: 'https://evil.example' })],
    ['without a subject', claims({ sub: undefined })],
  ])('with an ID token %s', async (_what, tampering) => {
    provider.tamper(tampering);
    const { visitor, response } = await signIn();
    expect(response.status).toBe(403);
    expect((await refusal(response)).detail).toContain('not accepted');
    expect((await me(visitor)).user).toBeNull();
  });

  test('with an ID token signed with the client’s secret, as if it were a key', async () => {
    provider.tamper((token) => ({
      ...token,
      header: { ...token.header, alg: 'HS256' },
      signedBy: (content) => createHmac('sha256', provider.clientSecret).update(content).digest('base64url'),
    }));
    expect((await signIn()).response.status).toBe(403);
  });

  test('accepts a token that is re-signed with the provider’s own key, so that the refusals above are about what they say', async () => {
    provider.tamper(claims({}));
    expect((await signIn()).response.status).toBe(303);
  });

  test('in words when the person cancels, without any of the provider’s words', async () => {
    const { visitor, callback } = await toCallback({ press: 'cancel', returnTo: '/search?q=heron' });
    expect(callback.searchParams.get('error')).toBe('access_denied');
    const response = await visitor.visit(callback.href, { headers: { accept: 'text/html,application/xhtml+xml' } });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`/sign-in?problem=cancelled&next=${encodeURIComponent('/search?q=heron')}`);
    expect((await me(visitor)).user).toBeNull();
  });
});

describe('a session', () => {
  test('that was planted before is not the one that begins', async () => {
    const visitor = createWebVisitor();
    visitor.cookies.set('localhost atrium_session', 'planted-by-somebody-who-knows-it');
    await signIn({ visitor });
    expect(sessionOf(visitor)).toMatch(/^[\w-]{43}$/);
    const other = createWebVisitor();
    other.cookies.set('localhost atrium_session', 'planted-by-somebody-who-knows-it');
    expect((await me(other)).user).toBeNull();
  });

  test('of before ends when one signs in anew', async () => {
    const { visitor } = await signIn();
    const before = sessionOf(visitor);
    await signIn({ visitor, as: 'chief' });
    const old = createWebVisitor();
    old.cookies.set('localhost atrium_session', before ?? '');
    expect((await me(old)).user).toBeNull();
    expect((await me(visitor)).user?.uid).toBe('ada');
  });
});

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/.//evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
])('nobody is led to "%s" after signing in', async (returnTo) => {
  const { response } = await signIn({ returnTo });
  expect(response.headers.get('location')).toBe(`${publicUrl}/`);
});

describe('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test('somebody cancels, reads why, signs in and arrives where they wanted to be', async () => {
    const page = await (await browser.newContext({ baseURL: publicUrl })).newPage();
    page.setDefaultTimeout(30_000);
    await page.goto('/sign-in?next=%2Fsearch%3Fq%3Dada');
    await page.getByRole('link', { name: 'Sign in with Example ID' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('alert').getByText('The sign-in was cancelled').waitFor();
    await page.getByRole('link', { name: 'Sign in with Example ID' }).click();
    await page.getByLabel('Account').fill('ada');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(`${publicUrl}/search?q=ada`);
    await page.getByRole('button', { name: 'You: Ada Lovelace' }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.waitForURL((url) => url.origin === provider.issuer);
    await page.goto(publicUrl);
    await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
  });

  test('a crafted address puts no words on the sign-in page', async () => {
    const page = await (await browser.newContext({ baseURL: publicUrl })).newPage();
    await page.goto('/sign-in?problem=%3Cb%3Ecall%20555%3C%2Fb%3E&next=//evil.example');
    await page.getByRole('link', { name: 'Sign in with Example ID' }).waitFor();
    expect(await page.getByText('call 555').count()).toBe(0);
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});
