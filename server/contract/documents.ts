import { z } from 'zod';
import { ExplainStep } from './admin.ts';
import { MarkedText, Notice } from './common.ts';

export const DocumentDetail = z
  .object({
    id: z.string(),
    source: z.string(),
    path: z.string(),
    name: z.string(),
    title: z.string(),
    mediaType: z.string(),
    size: z.int(),
    modifiedAt: z.iso.datetime(),
    createdAt: z.iso.datetime().nullable(),
    authors: z.array(z.object({ name: z.string(), personId: z.string().nullable() })),
    label: z.string().nullable(),
    language: z.string().nullable(),
    /** Number of pages; null where the format has none. */
    pages: z.int().nullable(),
    /** What could not be read of it. */
    notices: z.array(Notice),
    url: z.string(),
  })
  .meta({ id: 'DocumentDetail' });
export type DocumentDetail = z.infer<typeof DocumentDetail>;

export const DocumentTextQuery = z.strictObject({
  /** 1-based page; without it (or where the format has no pages) the whole text. */
  page: z.coerce.number().int().min(1).max(100_000).optional(),
  /** Words to mark, as in the search box. */
  q: z.string().max(1000).default(''),
});

export const DocumentText = z
  .object({
    page: z.int().nullable(),
    pages: z.int().nullable(),
    sections: z.array(z.object({ heading: z.string().nullable(), page: z.int().nullable(), text: MarkedText })),
    /** Pages with a match, so a reader can jump. */
    matchingPages: z.array(z.int()),
  })
  .meta({ id: 'DocumentText' });
export type DocumentText = z.infer<typeof DocumentText>;

/** Why the one who asks may read it: only their own way to it. */
export const OwnExplanation = z
  .object({ steps: z.array(z.string()), chain: z.array(ExplainStep) })
  .meta({ id: 'OwnExplanation' });
export type OwnExplanation = z.infer<typeof OwnExplanation>;
