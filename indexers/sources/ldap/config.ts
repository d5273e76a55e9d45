import { isIP } from 'node:net';
import { z } from 'zod';
import { sourceBase } from '../../define-source.ts';
import { filterProblem } from './filter-text.ts';
import { PERSON_FIELDS } from './person-fields.ts';
import { VENDOR_IDS } from './vendors.ts';

const filter = z.string().superRefine((text, context) => {
  const problem = filterProblem(text);
  if (problem) context.addIssue({ code: 'custom', message: `not a valid LDAP filter: ${problem}` });
});

const attributeNames = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).transform((names) => [names].flat());

const url = z.string().refine(isDirectoryUrl, { message: 'write ldap://host:port or ldaps://host:port' });

/** Without an account in it: addresses are shown and written down. */
function isDirectoryUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  return /^ldaps?:$/.test(protocol) && hostname !== '' && username === '' && password === '';
}

/** `kind: ldap` in `atrium.yaml`. */
export const ldapConfig = sourceBase
  .extend({
    kind: z.literal('ldap'),
    url,
    /** Upgrades `ldap://` to TLS before anything is sent. */
    startTls: z.boolean().default(false),
    tls: z
      .strictObject({
        /** PEM file of the authority that signed the directory's certificate, when the system does not know it. */
        caFile: z.string().optional(),
        /** The name in the certificate, when it is not the host of the URL. */
        servername: z.string().optional(),
      })
      .prefault({}),
    bindDn: z.string().min(1).optional(),
    bindPassword: z.string().min(1).optional(),
    /** Allows a password to cross the network in clear. */
    allowPlaintext: z.boolean().default(false),
    peopleBase: z.string().min(1),
    /** Without it no groups are read, and permissions given to groups match nobody. */
    groupsBase: z.string().min(1).optional(),
    /** Default: by vendor. */
    peopleFilter: filter.optional(),
    groupsFilter: filter.optional(),
    /** Field → LDAP attribute, or several in order of preference. Default: by vendor. */
    attributes: z.partialRecord(z.enum(PERSON_FIELDS), attributeNames).default({}),
    /** People who are machines: an LDAP filter, or patterns of sign-in names (`svc-*`). They are left out. */
    serviceAccounts: z.union([filter, z.array(z.string().min(1)).min(1)]).optional(),
    /** Default: recognised by what the directory says of itself. */
    vendor: z.enum(VENDOR_IDS).optional(),
    /** Entries per page. */
    pageSize: z.int().min(1).max(1000).default(250),
  })
  .superRefine((config, context) => {
    if ((config.bindDn === undefined) !== (config.bindPassword === undefined))
      context.addIssue({
        code: 'custom',
        path: ['bindDn'],
        message: 'give both an account (bindDn) and its password (bindPassword), or neither',
      });
    if (config.startTls && config.url.startsWith('ldaps:'))
      context.addIssue({ code: 'custom', path: ['startTls'], message: 'ldaps:// is encrypted already; leave startTls out' });
    if (config.bindPassword !== undefined && crossesNetworkInClear(config))
      context.addIssue({
        code: 'custom',
        path: ['url'],
        message:
          'the password would cross the network in clear: use ldaps://, set startTls: true, or accept it with “Allow passwords in clear” (allowPlaintext: true)',
      });
  });

export type LdapConfig = z.output<typeof ldapConfig>;

/** Whether a password would be readable on its way to the directory, and nobody has accepted that. */
export function crossesNetworkInClear(config: { url: string; startTls: boolean; allowPlaintext: boolean }): boolean {
  if (config.startTls || config.allowPlaintext || !URL.canParse(config.url)) return false;
  const { protocol, hostname } = new URL(config.url);
  return protocol === 'ldap:' && !isLoopback(hostname);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'));
}
