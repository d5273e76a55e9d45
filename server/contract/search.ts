import { z } from 'zod';
import { MarkedText, Notice, PersonReference, Total } from './common.ts';

/** Several values of one filter are alternatives, different filters must all hold: `?label=product&label=review`. */
const values = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]))
  .pipe(z.array(z.string().min(1).max(200)).max(50))
  .optional();

const explained = z
  .enum(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true');

/**
 * Why a hit stands where it stands: parts in the order in which they decide, each with what it adds to the score unless its note
 * says otherwise. Tells of nothing but the hit and the words asked for.
 */
export const Explanation = z
  .object({ parts: z.array(z.object({ name: z.string(), value: z.number(), note: z.string().optional() })) })
  .meta({ id: 'ScoreExplanation' });
export type Explanation = z.infer<typeof Explanation>;

export const SearchQuery = z.strictObject({
  q: z.string().max(1000).default(''),
  type: z.enum(['all', 'people', 'documents']).default('all'),
  page: z.coerce.number().int().min(1).max(50).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
  sort: z.enum(['relevance', 'newest']).default('relevance'),
  department: values,
  location: values,
  source: values,
  label: values,
  mediaType: values,
  author: values,
  language: values,
  /** ISO 8601 date or date-time; inclusive. */
  modifiedFrom: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  modifiedTo: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  /** Each hit with the parts of its score. */
  explain: explained,
});
export type SearchQuery = z.infer<typeof SearchQuery>;

export const PersonHit = z
  .object({
    id: z.string(),
    source: z.string(),
    uid: z.string(),
    name: z.string(),
    title: z.string().nullable(),
    department: z.string().nullable(),
    location: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    photoUrl: z.string().nullable(),
    manager: PersonReference.nullable(),
    /** Which fields matched and how they read, the telling ones first: shown when it is not the name. */
    matched: z.array(z.object({ field: z.string(), value: MarkedText })),
    score: z.number(),
    /** An administrator put it on top for these words. */
    pinned: z.boolean().optional(),
    /** Only when asked for. */
    explanation: Explanation.optional(),
  })
  .meta({ id: 'PersonHit' });
export type PersonHit = z.infer<typeof PersonHit>;

export const DocumentHit = z
  .object({
    id: z.string(),
    source: z.string(),
    path: z.string(),
    title: z.string(),
    snippet: MarkedText,
    page: z.int().nullable(),
    mediaType: z.string(),
    size: z.int(),
    modifiedAt: z.iso.datetime(),
    authors: z.array(z.object({ name: z.string(), personId: z.string().nullable() })),
    label: z.string().nullable(),
    /** Where the original can be read: `/api/v1/documents/:id/content`. */
    url: z.string(),
    score: z.number(),
    /** An administrator put it on top for these words. */
    pinned: z.boolean().optional(),
    /** Only when asked for. */
    explanation: Explanation.optional(),
    /** What could not be read of it, in words. */
    partial: z.string().nullable(),
    /** Text of its pages was recognised in pictures (OCR) and may contain errors. */
    scanned: z.boolean(),
  })
  .meta({ id: 'DocumentHit' });
export type DocumentHit = z.infer<typeof DocumentHit>;

export const ExpertHit = z
  .object({
    person: PersonHit,
    score: z.number(),
    /** Documents that count, of those the viewer may read. */
    total: z.int(),
    evidence: z.array(z.object({ documentId: z.string(), title: z.string(), path: z.string(), modifiedAt: z.iso.datetime() })),
    /** In words: "Wrote 7 documents about it, the latest in March 2026". */
    reasons: z.array(z.string()),
    /** Only when asked for. */
    explanation: Explanation.optional(),
  })
  .meta({ id: 'ExpertHit' });
export type ExpertHit = z.infer<typeof ExpertHit>;

/** Values of one facet with counts for this viewer and the other filters, most frequent first. */
export const FacetValues = z
  .array(z.object({ value: z.string(), count: z.int(), selected: z.boolean() }))
  .meta({ id: 'FacetValues' });
export type FacetValues = z.infer<typeof FacetValues>;

export const FACETS = ['department', 'location', 'source', 'label', 'mediaType', 'author', 'language'] as const;
export type FacetName = (typeof FACETS)[number];

const Best = z.array(z.object({ type: z.enum(['person', 'document']), id: z.string() }));

export const SearchResponse = z
  .object({
    query: z.string(),
    tookMs: z.number(),
    /** `total` is exact; when `totalIsCapped` there are at least that many. */
    people: z.object({ total: Total, totalIsCapped: z.boolean(), items: z.array(PersonHit) }),
    documents: z.object({ total: Total, totalIsCapped: z.boolean(), items: z.array(DocumentHit) }),
    /** Blended order of the page's hits, best first. */
    best: Best,
    experts: z.array(ExpertHit),
    answers: z.array(z.object({ id: z.string(), title: z.string(), text: z.string(), url: z.string().nullable() })),
    facets: z.partialRecord(z.enum(FACETS), FacetValues),
    notices: z.array(Notice),
    /** When each source of the answer was last read completely; null: never. */
    freshness: z.array(z.object({ source: z.string(), completedAt: z.iso.datetime().nullable() })),
    /** How likely a person is wanted, which decides `best`, and what speaks for it or against it. Only when asked for. */
    blending: z.object({ personWanted: z.number(), evidence: z.record(z.string(), z.number()) }).optional(),
  })
  .meta({ id: 'SearchResponse' });
export type SearchResponse = z.infer<typeof SearchResponse>;

export const SuggestQuery = z.strictObject({ q: z.string().max(200).default('') });
export const SuggestResponse = z
  .object({
    query: z.string(),
    people: z.array(PersonHit),
    documents: z.array(DocumentHit),
    /** Blended order of both, best first; absent when nothing was asked. */
    best: Best.optional(),
  })
  .meta({ id: 'SuggestResponse' });
export type SuggestResponse = z.infer<typeof SuggestResponse>;

export const ExpertsQuery = z.strictObject({
  q: z.string().max(1000).default(''),
  limit: z.coerce.number().int().min(1).max(50).default(10),
  explain: explained,
});
export const ExpertsResponse = z.object({ query: z.string(), items: z.array(ExpertHit) }).meta({ id: 'ExpertsResponse' });
export type ExpertsResponse = z.infer<typeof ExpertsResponse>;
