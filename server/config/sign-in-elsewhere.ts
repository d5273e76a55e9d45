import { z } from 'zod';
import { createTrustedAddresses, isAddressRange, LOOPBACK } from '../auth/trusted-addresses.ts';

/** An address or a CIDR range, never one of the whole internet. */
export const AddressRange = z
  .string()
  .refine(isAddressRange, 'write an address such as 10.0.0.5 or a range such as 10.0.0.0/8 (and not one of everything)');

const headerName = z
  .string()
  // A CGI-like proxy takes "-" and "_" for the same: a name with "_" could be sent past its filter.
  .regex(/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/, 'write the name of a header, such as X-Remote-User')
  .transform((name) => name.toLowerCase());

export const OpenIdProvider = z
  .strictObject({
    /** The provider's address as it writes it itself; `/.well-known/openid-configuration` is read below it. */
    issuer: z.url({ protocol: /^https?$/ }),
    clientId: z.string().min(1),
    /** Leave out for a public client; PKCE is used in any case. */
    clientSecret: z.string().min(1).optional(),
    scopes: z
      .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'is not a scope'))
      .refine((scopes) => scopes.includes('openid'), 'must have "openid" among them')
      .default(['openid', 'profile', 'email']),
    /** Names of claims; a dotted path leads into an object: `realm_access.roles`. */
    usernameClaim: z.string().min(1).default('preferred_username'),
    groupsClaim: z.string().min(1).default('groups'),
    /** How the directory's person is found: by the user name above, or by the e-mail address the provider has verified. */
    match: z.enum(['username', 'email']).default('username'),
    /** What people are told they sign in with; the issuer's host when left out. */
    name: z.string().min(1).max(60).optional(),
    /** Allows http, for a provider on this machine. */
    allowInsecureIssuer: z.boolean().default(false),
  })
  .superRefine(({ issuer, allowInsecureIssuer }, context) => {
    const { protocol, hostname } = new URL(issuer);
    const isHere = hostname === 'localhost' || createTrustedAddresses(LOOPBACK).has(hostname.replace(/^\[|\]$/g, ''));
    if (allowInsecureIssuer && !isHere)
      context.addIssue({ code: 'custom', path: ['allowInsecureIssuer'], message: 'is only for an issuer on this machine' });
    if (protocol === 'http:' && !allowInsecureIssuer) {
      const message = 'must begin with https:// (allowInsecureIssuer: true allows http for a provider on this machine)';
      context.addIssue({ code: 'custom', path: ['issuer'], message });
    }
  });

export const TrustedProxy = z.strictObject({
  /** Holds the user name of whom the proxy has signed in. The proxy must remove the header from what comes from outside. */
  header: headerName.prefault('X-Remote-User'),
  /** Holds group names, separated by commas. */
  groupsHeader: headerName.optional(),
  /** From where the headers are believed: the address of the connection itself, whatever X-Forwarded-For says. */
  trustedAddresses: z.array(AddressRange).min(1).default(['127.0.0.1/32', '::1/128']),
});

/** What the method of sign-in needs from elsewhere in the file. */
export function checkSignIn(
  config: { server: { publicUrl?: string | undefined }; auth: { method: string; oidc?: unknown; proxy?: unknown } },
  addIssue: (issue: { path: string[]; message: string }) => void,
): void {
  const { server, auth } = config;
  if (auth.method === 'oidc' && auth.oidc === undefined)
    addIssue({ path: ['auth', 'oidc'], message: 'is missing: the method "oidc" needs at least { issuer, clientId }' });
  if (auth.method === 'oidc' && server.publicUrl === undefined) {
    const message = 'is missing: the provider sends people back to it; register <publicUrl>/api/v1/session/oidc/callback there';
    addIssue({ path: ['server', 'publicUrl'], message });
  }
  for (const method of ['oidc', 'proxy'] as const) {
    if (auth[method] !== undefined && auth.method !== method)
      addIssue({ path: ['auth', method], message: `is only used with the method "${method}", and it is "${auth.method}"` });
  }
}
