import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '#server/contract/common.ts';
import { Me } from '#server/contract/session.ts';
import { freePort } from '../../support/free-port.ts';
import { sharedMeilisearch } from '../../support/meilisearch.ts';
import { createWebVisitor, type WebVisitor } from '../../support/web-visitor.ts';
import { type OidcHouse, startOidcHouse } from './oidc-house.ts';
import { directorySources, startDirectory } from './sign-in-house.ts';

/** Which claims make whom, and what is said while the provider is down. */

const meilisearch = sharedMeilisearch();
const started: { stop(): Promise<void> }[] = [];

afterAll(async () => {
  for (const server of started.reverse()) await server.stop();
  await meilisearch.deleteIndexes();
});

async function startWith(options: Omit<Parameters<typeof startOidcHouse>[0], 'meilisearch'>): Promise<OidcHouse> {
  const house = await startOidcHouse({ meilisearch, ...options });
  started.push(house);
  return house;
}

async function me(visitor: WebVisitor, at: string): Promise<Me> {
  return Me.parse(await (await visitor.visit(`${at}/api/v1/me`)).json());
}

async function refusal(response: Response): Promise<Problem> {
  expect(response.headers.getSetCookie().filter((cookie) => cookie.startsWith('atrium_session'))).toEqual([]);
  return Problem.parse(await response.json());
}

describe('without a directory', () => {
  let house: OidcHouse;
  beforeAll(async () => {
    house = await startWith({ name: 'claims', oidc: { groupsClaim: 'realm_access.roles' }, claimsInIdToken: true });
  });

  test('one is whom the provider vouches for, and no administrator', async () => {
    const { visitor } = await house.signIn({ as: 'guest' });
    expect((await me(visitor, house.publicUrl)).user).toEqual({
      uid: 'guest',
      name: 'A Guest',
      personId: null,
      photoUrl: null,
      isAdmin: false,
    });
    expect((await visitor.visit(`${house.publicUrl}/api/v1/search?q=x`)).status).toBe(200);
    expect((await visitor.visit(`${house.publicUrl}/api/v1/admin/sources`)).status).toBe(403);
  });

  test('groups come from the claim that the configuration names, also inside an object', async () => {
    const { visitor } = await house.signIn({ as: 'head' });
    expect((await me(visitor, house.publicUrl)).user).toMatchObject({ uid: 'head', isAdmin: true });
  });

  test('503 in words is the answer when the provider is down, and the page that says so for a browser', async () => {
    const { visitor, callback } = await house.toCallback({ as: 'guest' });
    await house.provider.stop();
    const late = await visitor.visit(callback.href);
    expect(late.status).toBe(503);
    expect((await refusal(late)).detail).toContain('does not answer');
    const down = await startWith({ name: 'down', oidc: { issuer: `http://localhost:${await freePort()}` } });
    const response = await createWebVisitor().visit(`${down.publicUrl}/api/v1/session/oidc`);
    expect(response.status).toBe(503);
    expect(await refusal(response)).toMatchObject({ code: 'provider-unavailable', detail: expect.stringContaining('Try again') });
    const page = await createWebVisitor().visit(`${down.publicUrl}/api/v1/session/oidc?returnTo=/people/p1`, {
      headers: { accept: 'text/html' },
    });
    expect(page.headers.get('location')).toBe('/sign-in?problem=provider-unavailable&next=%2Fpeople%2Fp1');
    expect((await (await fetch(`${down.publicUrl}/readyz`)).json()) as object).toMatchObject({ status: 'ready' });
  });
});

test('a verified e-mail address finds the person where the configuration says so, an unverified one does not', async () => {
  const slapd = await startDirectory();
  started.push(slapd);
  const house = await startWith({ name: 'email', sources: directorySources(slapd), oidc: { match: 'email' } });
  const { visitor } = await house.signIn({ as: 'tidy' });
  expect((await me(visitor, house.publicUrl)).user).toMatchObject({ uid: 'ada', name: 'Ada Lovelace' });
  const { response } = await house.signIn({ as: 'sloppy' });
  expect(response.status).toBe(403);
});
