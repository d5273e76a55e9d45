import { CronPattern } from 'croner';
import { z } from 'zod';
import type { DirectoryPreview } from './types/directory-preview.ts';
import type { ShownPaths } from './types/shown-paths.ts';
import type { SourceForm } from './types/source-form.ts';
import type { Source } from './types.ts';

/** What every source's configuration has, whatever its kind. Kinds add their own keys by `.extend`. */
export const sourceBase = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/, 'use lower-case letters, digits and hyphens'),
  /** Cron expression (five or six fields, local time); without it the source runs only when asked to. */
  schedule: z.string().refine(isCronExpression, 'is not a cron expression such as "*/15 * * * *"').optional(),
});

/** What the house needs to know of any source; the rest is the business of its kind. */
export interface SourceConfig extends z.output<typeof sourceBase> {
  kind: string;
  [key: string]: unknown;
}

/** What on this machine is Atrium's own, with its key and everybody's documents in it: no source reads it. Absolute paths. */
export interface OwnPlaces {
  /** Folders, with all that is in them, and files. */
  kept: readonly string[];
  /** Folders in them that are there to be read. */
  open: readonly string[];
}

/** What the house gives a source: memory that survives restarts, a log, and what it has to keep away from. */
export interface SourceEnvironment {
  own?: OwnPlaces;
  memory: { get(key: string): string | undefined; set(key: string, value: string): void };
  log(level: 'info' | 'warn', message: string, details?: Record<string, unknown>): void;
}

/** One kind of source, as THE LIST (`sources/index.ts`) has it. */
export interface SourceKind {
  kind: string;
  /** People are read before documents: authors and groups have to be known first. */
  holds: 'people' | 'documents';
  /** Strict, with `kind: z.literal(kind)`; what it puts out is what `location` and `create` take. */
  config: z.ZodObject;
  /** How an administrator is asked for it. */
  form: SourceForm;
  /** Where it is, without secrets, for people to read. */
  location(config: SourceConfig): string;
  /** Where people find what it holds, if that is known. */
  paths?(config: SourceConfig): ShownPaths | undefined;
  /**
   * Whether every group of the Windows domain of its people is read, so that a SID of that domain which is not among them has
   * ended. A kind without it promises nothing.
   */
  readsAllGroups?(config: SourceConfig): boolean;
  /** Directories only: a look at a few entries as they are now, and what they become. Throws in words for an administrator. */
  previewPeople?(config: SourceConfig, signal: AbortSignal): Promise<DirectoryPreview>;
  create(config: SourceConfig, environment: SourceEnvironment): Source;
}

/** Lets a kind be written against its own configuration; use it once per kind. */
export function defineSource<Schema extends z.ZodObject>(definition: {
  kind: string;
  holds: SourceKind['holds'];
  config: Schema;
  form: SourceForm;
  location(config: z.output<Schema>): string;
  paths?(config: z.output<Schema>): ShownPaths | undefined;
  readsAllGroups?(config: z.output<Schema>): boolean;
  previewPeople?(config: z.output<Schema>, signal: AbortSignal): Promise<DirectoryPreview>;
  create(config: z.output<Schema>, environment: SourceEnvironment): Source;
}): SourceKind {
  // The one place where a list of kinds forgets which configuration belongs to which: `config.kind` chose the definition.
  return definition as unknown as SourceKind;
}

function isCronExpression(text: string): boolean {
  try {
    return new CronPattern(text) instanceof CronPattern;
  } catch {
    // croner tells what is wrong by throwing; the message above says what is right.
    return false;
  }
}
