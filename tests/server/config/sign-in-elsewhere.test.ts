import { describe, expect, test } from 'vitest';
import { parseConfig } from '#server/config/load.ts';
import { AppError } from '#server/errors.ts';

function parse(auth: object, server: object = { publicUrl: 'https://atrium.example' }) {
  return parseConfig({ text: JSON.stringify({ server, auth }), file: '/etc/atrium/atrium.yaml', environment: {} });
}

function problems(...configuration: Parameters<typeof parse>): string {
  try {
    parse(...configuration);
  } catch (error) {
    if (error instanceof AppError) return (error.errors ?? []).map((problem) => problem.message).join('\n');
    throw error;
  }
  return '';
}

const oidc = { issuer: 'https://id.example', clientId: 'atrium' };

describe('the configuration of sign-in at a provider', () => {
  test('needs an issuer and a client, and has a default for the rest', () => {
    expect(parse({ method: 'oidc', oidc }).auth.oidc).toEqual({
      ...oidc,
      scopes: ['openid', 'profile', 'email'],
      usernameClaim: 'preferred_username',
      groupsClaim: 'groups',
      match: 'username',
      allowInsecureIssuer: false,
    });
  });

  test.each<[string, Parameters<typeof parse>, RegExp]>([
    ['without its own part', [{ method: 'oidc' }], /auth\.oidc: is missing/],
    [
      'without publicUrl, and tells what to register',
      [{ method: 'oidc', oidc }, {}],
      /publicUrl: is missing.*\/session\/oidc\/callback/,
    ],
    [
      'with an issuer by http',
      [{ method: 'oidc', oidc: { ...oidc, issuer: 'http://id.example' } }],
      /issuer: must begin with https/,
    ],
    [
      'with http for a provider that is not on this machine',
      [{ method: 'oidc', oidc: { ...oidc, issuer: 'http://id.example', allowInsecureIssuer: true } }],
      /allowInsecureIssuer: is only for an issuer on this machine/,
    ],
    [
      'with http for a name that only looks like this machine',
      [{ method: 'oidc', oidc: { ...oidc, issuer: 'http://127.0.0.1.evil.example', allowInsecureIssuer: true } }],
      /allowInsecureIssuer: is only for an issuer on this machine/,
    ],
    ['without the scope openid', [{ method: 'oidc', oidc: { ...oidc, scopes: ['profile'] } }], /scopes: must have "openid"/],
    ['with an unknown key', [{ method: 'oidc', oidc: { ...oidc, clientID: 'x' } }], /unknown key "clientID"/],
    ['beside another method', [{ method: 'directory', oidc }], /auth\.oidc: is only used with the method "oidc"/],
  ])('is refused %s', (_what, configuration, message) => {
    expect(problems(...configuration)).toMatch(message);
  });

  test.each(['http://localhost:8080', 'http://127.0.0.1:8080', 'http://[::1]:8080/realms/x'])(
    'may name %s for a try',
    (issuer) => {
      expect(problems({ method: 'oidc', oidc: { ...oidc, issuer, allowInsecureIssuer: true } })).toBe('');
    },
  );
});

describe('the configuration of sign-in by a proxy', () => {
  test('believes X-Remote-User from this machine when nothing else is said', () => {
    expect(parse({ method: 'proxy', proxy: {} }).auth.proxy).toEqual({
      header: 'x-remote-user',
      trustedAddresses: ['127.0.0.1/32', '::1/128'],
    });
  });

  test.each([
    ['from everywhere', { trustedAddresses: ['0.0.0.0/0'] }, /trustedAddresses\[0\]: write an address/],
    ['from a name', { trustedAddresses: ['proxy.example'] }, /trustedAddresses\[0\]: write an address/],
    ['from nowhere', { trustedAddresses: [] }, /trustedAddresses: /],
    ['in a header that a proxy may not filter', { header: 'X_Remote_User' }, /header: write the name of a header/],
  ])('is refused %s', (_what, proxy, message) => {
    expect(problems({ method: 'proxy', proxy })).toMatch(message);
  });

  test('refuses a range of everything for proxies in front', () => {
    expect(problems({ method: 'open' }, { trustedProxies: ['::/0'] })).toMatch(/server\.trustedProxies\[0\]: write an address/);
  });
});
