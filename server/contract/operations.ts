import { z } from 'zod';
import { Sentence } from './sentence.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export const LogLevel = z.enum(LOG_LEVELS);
export type LogLevel = z.infer<typeof LogLevel>;

/** `attention`: it works, and somebody should look at it. */
const Health = z.enum(['good', 'attention', 'bad', 'off']);
export type Health = z.infer<typeof Health>;

/** Something long that goes on in the background, or the last that did. */
export const Work = z
  .object({
    kind: z.enum(['backup', 'restore']),
    /** The backup; '' when a process ended in the middle of it and nobody knows any more. */
    name: z.string(),
    state: z.enum(['running', 'done', 'failed']),
    startedAt: z.iso.datetime(),
    /** Why it failed, in words. */
    message: Sentence.nullable(),
    /** A backup is half in place: nobody finds anything, and nothing is read, until one is in place as a whole. */
    isHalf: z.boolean(),
  })
  .meta({ id: 'Work' });
export type Work = z.infer<typeof Work>;

/** How the machinery is. Sizes are bytes. */
export const Operations = z
  .object({
    version: z.string(),
    node: z.string(),
    startedAt: z.iso.datetime(),
    memory: z.int(),
    meilisearch: z.object({
      health: Health,
      /** Atrium's own, or one that others may use too. */
      kind: z.enum(['embedded', 'external']),
      version: z.string(),
      message: Sentence,
      /** Of its tasks; null when it does not say. */
      waiting: z.int().nullable(),
      size: z.int().nullable(),
    }),
    /** Search by meaning. */
    meaning: z.object({
      health: Health,
      provider: z.string(),
      state: z.enum(['ready', 'loading', 'off', 'failed']),
      message: Sentence,
      waiting: z.int(),
      done: z.int(),
    }),
    /** The processes that read files. */
    extraction: z.object({ health: Health, running: z.int(), most: z.int(), busy: z.int(), hanging: z.int() }),
    disk: z.object({ health: Health, free: z.int(), total: z.int(), used: z.int() }),
    /** What waits to be read, and what waits for somebody to decide. */
    queue: z.object({ runs: z.int(), pending: z.int(), failed: z.int(), held: z.int() }),
    log: z.object({ level: LogLevel, configured: LogLevel }),
    work: Work.nullable(),
  })
  .meta({ id: 'Operations' });
export type Operations = z.infer<typeof Operations>;

export const LogLevelChange = z.strictObject({ level: LogLevel });

/** A file in the folder `backups` of the data folder. */
export const Backup = z.object({ name: z.string(), size: z.int(), madeAt: z.iso.datetime() }).meta({ id: 'Backup' });
export type Backup = z.infer<typeof Backup>;
export const BackupsResponse = z.object({ items: z.array(Backup), work: Work.nullable() });

/** What is in a backup, and whether it can be put in place from here. */
export const BackupCheck = z
  .object({
    name: z.string(),
    /**
     * `older`, `newer`: written by another version of Atrium, which the command line can restore or not at all. `damaged`: it is no
     * backup, or not whole.
     */
    verdict: z.enum(['fits', 'older', 'newer', 'damaged']),
    people: z.int(),
    documents: z.int(),
    /** The last row of its audit log: what happened later is not in it. */
    lastEventAt: z.iso.datetime().nullable(),
    /** How many documents are searchable now. */
    documentsNow: z.int(),
  })
  .meta({ id: 'BackupCheck' });
export type BackupCheck = z.infer<typeof BackupCheck>;

/** `confirm` repeats the name, so that nobody restores by a slip. */
export const RestoreRequest = z.strictObject({ confirm: z.string() });

export const Licence = z.object({
  name: z.string(),
  version: z.string(),
  /** SPDX expression as the package gives it. */
  licence: z.string(),
  homepage: z.string().nullable(),
  /** Sent to browsers, run by the server, or both. */
  runs: z.array(z.enum(['server', 'browser'])),
});
export type Licence = z.infer<typeof Licence>;

/** What Atrium is made of, by name. */
export const Licences = z.object({ items: z.array(Licence) }).meta({ id: 'Licences' });
export type Licences = z.infer<typeof Licences>;
