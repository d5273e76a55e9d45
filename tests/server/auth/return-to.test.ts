import { describe, expect, test } from 'vitest';
import { localPage } from '#server/auth/return-to.ts';

describe('where one goes after signing in', () => {
  test.each(['/', '/search?q=heron&page=2', '/documents/d1#page=3', '/people/p1/org'])('is the page %s', (page) => {
    expect(localPage(page)).toBe(page);
  });

  test.each([
    'https://evil.example/',
    '//evil.example/',
    '///evil.example',
    '/\\evil.example',
    '/\\/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/x/../..//evil.example',
    '/%2e//evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    ' //evil.example',
    'evil.example',
    '@evil.example',
    '',
    '/api/v1/session/oidc?returnTo=/',
    '/./api/v1/session/oidc',
    `/search?q=${'x'.repeat(2_000)}`,
  ])('is never "%s"', (address) => {
    expect(localPage(address)).toBe('/');
  });

  test.each(['/search?q=a\r\nSet-Cookie: x=1', '/se\u0000arch'])('holds no character that ends a header: "%s"', (address) => {
    expect(localPage(address)).toMatch(/^\/[\x21-\x7e]*$/);
  });
});
