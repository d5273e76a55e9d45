import { z } from 'zod';
import type { SourceConfig } from '#indexers/define-source.ts';
import { sourceKinds } from '#indexers/sources/index.ts';

const Server = z.strictObject({
  host: z.string().default('127.0.0.1'),
  port: z.int().min(0).max(65_535).default(3000),
  /** How people reach it; decides cookies (Secure) and links. */
  publicUrl: z.url().optional(),
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

const Auth = z.strictObject({
  method: z.enum(['directory', 'oidc', 'proxy', 'open']),
  /** `user:<uid>` or `group:<name>`. */
  admins: z.array(z.string().regex(/^(user|group):.+$/, 'write user:<sign-in name> or group:<group name>')).default([]),
});

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
    auth: Auth.default({ method: 'open', admins: [] }),
    log: z.strictObject({ level: z.enum(['debug', 'info', 'warn', 'error']).default('info') }).prefault({}),
    sources: z.array(sources).default([]),
  })
  .superRefine((config, context) => {
    const seen = new Set<unknown>();
    config.sources.forEach((source, position) => {
      const { id } = source;
      if (seen.has(id))
        context.addIssue({ code: 'custom', path: ['sources', position, 'id'], message: `the id "${id}" is used twice` });
      seen.add(id);
    });
  });

/** Relative paths in it are relative to the configuration file and made absolute by `loadConfig`. */
export type Config = z.output<typeof ConfigSchema>;
