import { z } from 'zod';

/** RFC 9457 problem details; `code` is stable, `title` and `detail` are for people. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    /** For invalid requests: which field, and what is wrong with it. */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** A total, exact up to the cap; `atLeast` is set beyond it. */
export const Total = z.int().nonnegative();

/** Something the reader should know about an answer: a source is stale, groups could not be resolved, a word was ignored. */
export const Notice = z
  .object({
    /** Stable; `message` says it in the reader's language. */
    code: z.string(),
    level: z.enum(['info', 'warning']),
    message: z.string(),
    /** The words it speaks of. */
    words: z.array(z.string()).optional(),
    /** `spelling`, `synonym`: what was typed, and what was searched for instead. */
    original: z.string().optional(),
    corrected: z.string().optional(),
    /** A parameter that, added to the request, asks again without it: `exact=true`. */
    undo: z.string().optional(),
  })
  .meta({ id: 'Notice' });
export type Notice = z.infer<typeof Notice>;

/** Text cut where the words match: `match` pieces are to be marked. Never HTML. */
export const MarkedText = z.array(z.object({ text: z.string(), match: z.boolean() })).meta({ id: 'MarkedText' });
export type MarkedText = z.infer<typeof MarkedText>;

export const PersonReference = z.object({ id: z.string(), name: z.string() }).meta({ id: 'PersonReference' });
export type PersonReference = z.infer<typeof PersonReference>;
