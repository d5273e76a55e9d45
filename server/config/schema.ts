import { z } from 'zod';
import type { SourceConfig } from '#indexers/define-source.ts';
import { sourceKinds } from '#indexers/sources/index.ts';
import { isTimeZone } from '../people/time-zones.ts';
import { SemanticsConfig } from './semantics.ts';
import { AddressRange, checkSignIn, OpenIdProvider, TrustedProxy } from './sign-in-elsewhere.ts';

const Server = z.strictObject({
  host: z.string().default('127.0.0.1'),
  port: z.int().min(0).max(65_535).default(3000),
  /** How people reach it; decides cookies (Secure) and links. */
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Proxies in front whose X-Forwarded-For and -Proto are believed; those of `auth.proxy` and this machine when left out. */
  trustedProxies: z.array(AddressRange).optional(),
  /** Of one person, or of one address where nobody is signed in. */
  requestsPerMinute: z.int().min(60).default(1200),
});

const Meilisearch = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  apiKey: z.string().optional(),
  /** Begins the names of our indexes on a server that others use too. */
  indexPrefix: z
    .string()
    .regex(/^[a-z0-9-]*$/)
    .default(''),
});

/**
 * How many wrong passwords Atrium lets through to the directory. `attemptsPerAccount` must be below the directory's own lockout
 * threshold and `windowMinutes` not shorter than its memory (Active Directory: lockoutThreshold and lockOutObservationWindow;
 * ppolicy: pwdMaxFailure and pwdFailureCountInterval), else it is the directory that locks people out.
 */
const SignIn = z.strictObject({
  attemptsPerAccount: z.int().min(1).max(100).default(4),
  attemptsPerAddress: z.int().min(1).max(10_000).default(10),
  windowMinutes: z.int().min(1).max(1440).default(30),
});

const Auth = z.strictObject({
  method: z.enum(['directory', 'oidc', 'proxy', 'open']),
  /** `user:<uid>` or `group:<name>`. */
  admins: z.array(z.string().regex(/^(user|group):.+$/, 'write user:<sign-in name> or group:<group name>')).default([]),
  /**
   * What must agree, letter case aside, for entries of two directories to be one person, who then has the rights of both. Not a
   * field that people edit themselves. An empty list joins nobody.
   */
  samePerson: z.array(z.enum(['uid', 'email', 'employeeNumber'])).default(['uid', 'email']),
  /**
   * Directories (ids of sources) that somebody else keeps, who could put any name into them: their people sign in with their
   * passwords, but are never administrators, never the same person as somebody of another directory, and nobody of whom a
   * provider or a proxy speaks.
   */
  partners: z.array(z.string()).default([]),
  signIn: SignIn.prefault({}),
  oidc: OpenIdProvider.optional(),
  proxy: TrustedProxy.optional(),
});

const Canary = z.strictObject({
  /** Cron expression; null never looks. */
  schedule: z.string().nullable().default('*/15 * * * *'),
  /** Documents of each source that are compared with the place itself. */
  sample: z.int().min(1).max(10_000).default(200),
});

const Experts = z.strictObject({
  /** `user:<uid>` or `group:<name>`: not told as experts, and found as ever. */
  optOut: z.array(z.string().regex(/^(user|group):.+$/, 'write user:<sign-in name> or group:<group name>')).default([]),
});

const Knowledge = z.strictObject({
  /** `user:<uid>` or `group:<name>`: may put news on the home page, as administrators may. */
  announcers: z.array(z.string().regex(/^(user|group):.+$/, 'write user:<sign-in name> or group:<group name>')).default([]),
});

/** What is asked is counted, see `server/analytics/analytics.ts`; `off` counts nothing. */
const Analytics = z
  .union([
    z.literal(['off', false]).transform(() => ({ isOn: false, keepMonths: 1 })),
    z.strictObject({ keepMonths: z.int().min(1).max(60).default(13) }).transform((said) => ({ isOn: true, ...said })),
  ])
  .prefault({});

const [firstKind, ...otherKinds] = sourceKinds;

/** The kinds are a list, not a type: what they have in common is told here. */
const sources = z.discriminatedUnion('kind', [
  firstKind.config,
  ...otherKinds.map((kind) => kind.config),
]) as unknown as z.ZodType<SourceConfig>;

/** `atrium.yaml`, strictly: an unknown key is an error, not a surprise. */
export const ConfigSchema = z
  .strictObject({
    server: Server.prefault({}),
    dataDir: z.string().default('./data'),
    meilisearch: Meilisearch.optional(),
    auth: Auth.prefault({ method: 'open' }),
    log: z.strictObject({ level: z.enum(['debug', 'info', 'warn', 'error']).default('info') }).prefault({}),
    canary: Canary.prefault({}),
    experts: Experts.prefault({}),
    knowledge: Knowledge.prefault({}),
    /** Which time zone (IANA) a place of the directory has, as the directory writes it: `Lisbon: Europe/Lisbon`. */
    timeZones: z.record(z.string(), z.string().refine(isTimeZone, 'is not a time zone such as Europe/Berlin')).default({}),
    semantics: SemanticsConfig.prefault({}),
    analytics: Analytics,
    sources: z.array(sources).default([]),
  })
  .superRefine((config, context) => {
    checkSignIn(config, (issue) => context.addIssue({ code: 'custom', ...issue }));
    config.auth.partners.forEach((partner, position) => {
      if (config.sources.some(({ id, kind }) => id === partner && kind === 'ldap')) return;
      const message = `"${partner}" is not the id of a source of kind ldap`;
      context.addIssue({ code: 'custom', path: ['auth', 'partners', position], message });
    });
    const seen = new Set<unknown>();
    config.sources.forEach((source, position) => {
      const { id } = source;
      if (seen.has(id))
        context.addIssue({ code: 'custom', path: ['sources', position, 'id'], message: `the id "${id}" is used twice` });
      seen.add(id);
    });
  });

/** Relative paths in it are relative to the configuration file and made absolute by `loadConfig`. */
export type Config = z.output<typeof ConfigSchema> & {
  /** Where it was read; it may hold passwords. */
  file?: string;
};
