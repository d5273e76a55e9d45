import { z } from 'zod';
import type { Source } from './types.ts';

/** What every source's configuration has, whatever its kind. Kinds add their own keys by `.extend`. */
export const sourceBase = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/, 'use lower-case letters, digits and hyphens'),
  /** Cron expression (five or six fields, local time); without it the source runs only when asked to. */
  schedule: z.string().optional(),
});

/** What the house gives a source: memory that survives restarts, and a log. */
export interface SourceEnvironment {
  memory: { get(key: string): string | undefined; set(key: string, value: string): void };
  log(level: 'info' | 'warn', message: string, details?: Record<string, unknown>): void;
}

/** One kind of source: its strict configuration, and how a source is made of it. */
export interface SourceKind<Kind extends string = string, Schema extends z.ZodObject = z.ZodObject> {
  kind: Kind;
  /** Includes `kind: z.literal(kind)`. */
  config: Schema;
  /** Where it is, without secrets, for people to read. */
  location(config: z.output<Schema>): string;
  create(config: z.output<Schema>, environment: SourceEnvironment): Source;
}

/** Infers the types; use it once per kind and put the result into THE LIST (`sources/index.ts`). */
export function defineSource<Kind extends string, Schema extends z.ZodObject>(
  kind: SourceKind<Kind, Schema>,
): SourceKind<Kind, Schema> {
  return kind;
}
