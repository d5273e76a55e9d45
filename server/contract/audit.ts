import { z } from 'zod';
import { Sentence } from './sentence.ts';

/** What is written down. Searches are not: what people look for is their own business. */
export const AuditAction = z.enum([
  'sign-in',
  'sign-out',
  'session-ended',
  'admin-refused',
  'document-refused',
  'source-run',
  'source-tested',
  'source-previewed',
  'source-created',
  'source-changed',
  'source-removed',
  'source-goal',
  'administrators',
  'setup',
  'source-cancel',
  'removal-confirmed',
  'removal-restored',
  'failures-retried',
  'explain',
  'export',
  'canary',
  'curation',
  'golden-queries',
  'knowledge',
  'backup',
  'restore',
  'log-level',
  'view-as',
]);
export type AuditAction = z.infer<typeof AuditAction>;

export const AuditOutcome = z.enum(['done', 'refused', 'failed']);
export type AuditOutcome = z.infer<typeof AuditOutcome>;

const DAY = 24 * 3_600_000;
const Day = z.iso.date();

/** A day (`2026-03-12`, UTC) or a moment (`2026-03-12T09:00:00Z`), as milliseconds since 1970; a day is meant from its beginning. */
export const AuditFrom = z.union([Day, z.iso.datetime({ offset: true })]).transform((text) => Date.parse(text));

/** The same for an end, which belongs to what is wanted: a day is meant as a whole. */
export const AuditTo = z
  .union([Day, z.iso.datetime({ offset: true })])
  .transform((text) => Date.parse(text) + (Day.safeParse(text).success ? DAY - 1 : 0));

const filters = {
  action: AuditAction.optional(),
  /** A sign-in name, in any spelling of capitals; `atrium` is the program itself. */
  actor: z.string().min(1).max(256).optional(),
  from: AuditFrom.optional(),
  to: AuditTo.optional(),
};

export const AuditQuery = z.strictObject({
  ...filters,
  /** The id to go on from: only older rows. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditFormat = z.enum(['jsonl', 'csv']);
export type AuditFormat = z.infer<typeof AuditFormat>;

export const AuditExportQuery = z.strictObject({ ...filters, format: AuditFormat.default('jsonl') });

export const AuditRow = z
  .object({
    id: z.int(),
    at: z.iso.datetime(),
    action: z.string(),
    outcome: z.string(),
    actor: z.string(),
    subject: z.string().nullable(),
    address: z.string().nullable(),
    details: z.string().nullable(),
  })
  .meta({ id: 'AuditRow' });
export type AuditRow = z.infer<typeof AuditRow>;

/** A row as the console shows it: ids are for machines, so whom and what they stand for is told by name. */
export const AuditItem = AuditRow.extend({
  details: Sentence.nullable(),
  /** Who did it. Null where the directory knows nobody by that name, and for a sign-in that was refused: anyone may type a name. */
  actorPerson: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** To whom it was done. */
  subjectPerson: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** To which document it was done. */
  subjectDocument: z.object({ source: z.string(), path: z.string() }).nullable(),
}).meta({ id: 'AuditItem' });
export type AuditItem = z.infer<typeof AuditItem>;

export const AuditResponse = z
  .object({
    /** Newest first. */
    items: z.array(AuditItem),
    /** `before` of the next page; null when this was the last. */
    next: z.int().nullable(),
  })
  .meta({ id: 'AuditResponse' });
export type AuditResponse = z.infer<typeof AuditResponse>;
