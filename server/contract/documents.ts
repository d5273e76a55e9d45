import { z } from 'zod';
import { ExplainStep } from './admin.ts';
import { MarkedText, Notice } from './common.ts';
import { DocumentHit } from './search.ts';

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
    /** With what the directory says of them; without an id where it does not know them, or not any more. */
    authors: z.array(
      z.object({
        name: z.string(),
        personId: z.string().nullable(),
        title: z.string().nullable(),
        photoUrl: z.string().nullable(),
      }),
    ),
    label: z.string().nullable(),
    language: z.string().nullable(),
    /** Number of pages; null where the format has none. */
    pages: z.int().nullable(),
    /** What there is to look at: its pages, a picture that it is; null where there is only its text. */
    preview: z.enum(['pages', 'picture']).nullable(),
    /** Where it lies as people reach it, where the source says so. */
    places: z.object({ windows: z.string().nullable(), posix: z.string().nullable() }),
    /** What could not be read of it. */
    notices: z.array(Notice),
    url: z.string(),
  })
  .meta({ id: 'DocumentDetail' });
export type DocumentDetail = z.infer<typeof DocumentDetail>;

export const DocumentTextQuery = z.strictObject({
  /** 1-based page, or part of a long text without pages; without it the whole text. */
  page: z.coerce.number().int().min(1).max(100_000).optional(),
  /** Words to mark, as in the search box. */
  q: z.string().max(1000).default(''),
});

/** What one turns over: pages of the format (slides, sheets), or parts of a long text without any. */
const Unit = z.enum(['page', 'part']);

export const DocumentText = z
  .object({
    /** Null: all of it. */
    page: z.int().nullable(),
    /** Null where there is nothing to turn. */
    pages: z.int().nullable(),
    unit: Unit,
    sections: z.array(z.object({ heading: z.string().nullable(), page: z.int().nullable(), text: MarkedText })),
  })
  .meta({ id: 'DocumentText' });
export type DocumentText = z.infer<typeof DocumentText>;

export const DocumentMatchesQuery = z.strictObject({ q: z.string().max(1000).default('') });

/** Where in the whole document the words stand, so a reader can jump. */
export const DocumentMatches = z
  .object({
    unit: Unit,
    pages: z.int().nullable(),
    /** Of pages with all the words, or with some where none has them all: how many marks; ascending. 1 where there are none. */
    matches: z.array(z.object({ page: z.int(), count: z.int() })),
  })
  .meta({ id: 'DocumentMatches' });
export type DocumentMatches = z.infer<typeof DocumentMatches>;

/** Why the one who asks may read it: only their own way to it. */
export const OwnExplanation = z
  .object({ steps: z.array(z.string()), chain: z.array(ExplainStep) })
  .meta({ id: 'OwnExplanation' });
export type OwnExplanation = z.infer<typeof OwnExplanation>;

/** Documents that are about the same, the nearest first. */
export const SimilarDocuments = z.object({ items: z.array(DocumentHit) }).meta({ id: 'SimilarDocuments' });
export type SimilarDocuments = z.infer<typeof SimilarDocuments>;

export const PageImageQuery = z.strictObject({
  /** Pixels; the picture may be somewhat wider, and smaller where there is no more to see. */
  width: z.coerce.number().int().min(16).max(2400).default(1200),
});

/** Where on the picture of a page the words stand: shares of its width and height, from the top left corner. */
export const PageMarks = z
  .object({
    /** Width divided by height. */
    ratio: z.number(),
    /** Each with the places of one match: more than one where it goes on in the next line. */
    marks: z.array(z.array(z.object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() }))),
  })
  .meta({ id: 'PageMarks' });
export type PageMarks = z.infer<typeof PageMarks>;
