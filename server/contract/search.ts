import { z } from 'zod';
import { MarkedText, Notice, PersonReference, Total } from './common.ts';
import { Family } from './families.ts';
import { KnowledgeAnswer } from './knowledge.ts';

/** Several values of one filter are alternatives, different filters must all hold: `?label=product&label=review`. */
const listOf = (value: z.ZodString) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((values) => (Array.isArray(values) ? values : [values]))
    .pipe(z.array(value).max(50))
    .optional();
const values = listOf(z.string().min(1).max(200));

const flag = z
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
  /** `source:/path` of a folder; everything below it counts. */
  folder: listOf(
    z
      .string()
      .regex(/^[a-z0-9-]+:\//, 'A folder is written source:/path')
      .max(2000),
  ),
  /** Of copies and versions of a document only the best, where something is asked. */
  fold: flag.default(true),
  /** Only what was typed: no slip is forgiven, no synonym used, nothing found by meaning. */
  exact: flag,
  /** Counts of all tabs, also of the side that is not shown, which costs a search of its own. */
  counts: flag,
  /** Each hit with the parts of its score. */
  explain: flag,
});
export type SearchQuery = z.infer<typeof SearchQuery>;

/**
 * Operators of a query, by their English names: `phrase` is what stands in quotes, `without` what has a minus before it. German
 * names (`von: team: typ: in: nach: vor:`) mean the same and are told by the English ones.
 */
export const OPERATORS = ['from', 'team', 'type', 'in', 'after', 'before', 'label', 'by', 'phrase', 'without'] as const;
export type OperatorName = (typeof OPERATORS)[number];

/** A piece of the query that is no ordinary word. `q.slice(start, end) === raw`, so that it can be cut out and put back. */
export const QueryOperator = z
  .object({
    /** One of `OPERATORS`; as typed where it is none of them. */
    name: z.string(),
    /** As typed, without quotes. */
    value: z.string(),
    raw: z.string(),
    /** UTF-16 offsets in `query`. */
    start: z.int(),
    end: z.int(),
    /** False: it was not understood and is searched for like other words. */
    known: z.boolean(),
    /** What the value was taken for: a person's name, a team, a folder, a date `2024-05-03`; null when it is just the value. */
    means: z.string().nullable(),
  })
  .meta({ id: 'QueryOperator' });
export type QueryOperator = z.infer<typeof QueryOperator>;

/** How the query was understood. */
export const Understood = z
  .object({
    /** What is searched for: the query without its operators; quotes and minus signs are still in it. */
    text: z.string(),
    /** In the order typed. */
    operators: z.array(QueryOperator),
  })
  .meta({ id: 'Understood' });
export type Understood = z.infer<typeof Understood>;

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

/** A department of the directory. */
export const TeamHit = z
  .object({
    name: z.string(),
    nameMarked: MarkedText,
    /** How many people it has. */
    people: z.int(),
    /** The one to whom most of them report; null where nobody is. */
    head: PersonReference.nullable(),
  })
  .meta({ id: 'TeamHit' });
export type TeamHit = z.infer<typeof TeamHit>;

/** Why a document is among the hits, the most telling first. */
export const DOCUMENT_REASONS = ['exact', 'phrase', 'title', 'fileName', 'heading', 'author', 'text', 'meaning'] as const;
export const DocumentReason = z
  .object({
    /** `exact`: it is called what was typed; `text`: the words stand in it; `meaning`: it is near in meaning, without the words. */
    code: z.enum(DOCUMENT_REASONS),
    /** In the reader's language. */
    message: z.string(),
  })
  .meta({ id: 'DocumentReason' });
export type DocumentReason = z.infer<typeof DocumentReason>;

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
    /** Its source was not read as lately as it should have been. */
    stale: z.boolean().optional(),
    /** Not everybody who may sign in may read it. */
    restricted: z.boolean().optional(),
    /** Somebody said that it holds, and until when. */
    verified: z.object({ by: PersonReference.nullable(), until: z.iso.datetime().nullable() }).optional(),
    /** Why it was found; absent where nothing was asked. */
    matched: z.array(DocumentReason).optional(),
    /** Absent where there is no other, and with `fold=false`. */
    family: Family.optional(),
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
    /** In words of the reader's language: "Wrote 7 documents about it, the latest in March 2026". */
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

/** A folder in which this viewer may read something. */
export const FolderCount = z
  .object({
    /** For the filter: `source:/path`. */
    value: z.string(),
    source: z.string(),
    name: z.string(),
    count: z.int(),
  })
  .meta({ id: 'FolderCount' });
export type FolderCount = z.infer<typeof FolderCount>;

export const Folders = z
  .object({
    /** The way to the chosen folder, from the top; empty when none or several are chosen. */
    trail: z.array(FolderCount.omit({ count: true })),
    /** The next level: of the chosen folders, or the top folders of all sources; most results first. */
    children: z.array(FolderCount),
  })
  .meta({ id: 'Folders' });
export type Folders = z.infer<typeof Folders>;

/**
 * How many results each tab has, for this viewer and these filters; exact where the totals are (see `totalIsCapped`). Null for a side
 * that this answer does not show, unless `counts=true` asks for it.
 */
export const TabCounts = z
  .object({
    all: Total,
    people: Total.nullable(),
    teams: Total,
    documents: Total.nullable(),
    answers: Total,
    links: Total,
  })
  .meta({ id: 'TabCounts' });
export type TabCounts = z.infer<typeof TabCounts>;

/** What may be done about a question without results. Of what this viewer may see only. */
export const Help = z
  .object({
    /** Results of the same words without filters and operators; absent when there are none to leave out. */
    withoutFilters: Total.optional(),
    /** Results without one of the words; only those that help. */
    withoutWord: z.array(z.object({ word: z.string(), q: z.string(), total: Total })),
    /** Words that are near to those typed, with the whole query to ask instead. */
    spelling: z.array(z.object({ original: z.string(), corrected: z.string(), q: z.string() })),
    /** Who may know. */
    experts: z.array(ExpertHit),
  })
  .meta({ id: 'Help' });
export type Help = z.infer<typeof Help>;

const Best = z.array(z.object({ type: z.enum(['person', 'document']), id: z.string() }));

export const SearchResponse = z
  .object({
    query: z.string(),
    tookMs: z.number(),
    understood: Understood,
    counts: TabCounts,
    /** `total` is exact; when `totalIsCapped` there are at least that many. */
    people: z.object({ total: Total, totalIsCapped: z.boolean(), items: z.array(PersonHit) }),
    /** Copies and versions count in `total`; `folded` of them stand below another, so the list has so many fewer. */
    documents: z.object({ total: Total, totalIsCapped: z.boolean(), folded: z.int(), items: z.array(DocumentHit) }),
    /** Blended order of the page's hits, best first. */
    best: Best,
    /** Best first, those of the first page only. */
    teams: z.object({ total: Total, items: z.array(TeamHit) }),
    experts: z.array(ExpertHit),
    /** What the company itself answers to these words; one at most. */
    answers: z.array(KnowledgeAnswer),
    facets: z.partialRecord(z.enum(FACETS), FacetValues),
    folders: Folders,
    notices: z.array(Notice),
    /** When each source of the answer was last read completely; null: never. */
    freshness: z.array(z.object({ source: z.string(), completedAt: z.iso.datetime().nullable() })),
    /** Only when nothing was found. */
    help: Help.optional(),
    /** To be sent along when a result is opened (`POST /search/clicks`); absent when that is not counted. */
    clicks: z.string().optional(),
    /** How likely a person is wanted, which decides `best`, and what speaks for it or against it. Only when asked for. */
    blending: z.object({ personWanted: z.number(), evidence: z.record(z.string(), z.number()) }).optional(),
  })
  .meta({ id: 'SearchResponse' });
export type SearchResponse = z.infer<typeof SearchResponse>;

export const SuggestQuery = z.strictObject({ q: z.string().max(200).default('') });

/** A value that may follow the operator which is being typed. */
export const Completion = z
  .object({
    operator: z.enum(OPERATORS),
    /** What the query is with it: the piece that was being typed is replaced, a space follows. */
    q: z.string(),
    /** To be shown: a name, a team, a folder, a label. */
    text: z.string(),
    /** What tells it from others of the same name: a person's team, the way to a folder. */
    hint: z.string().nullable(),
    /** People only. */
    photoUrl: z.string().nullable(),
  })
  .meta({ id: 'Completion' });
export type Completion = z.infer<typeof Completion>;

export const SuggestResponse = z
  .object({
    query: z.string(),
    /** While the value of an operator is being typed; then the others are empty. */
    completions: z.array(Completion),
    /** Go links and short forms that this is, then answers that it may become. */
    answers: z.array(KnowledgeAnswer).optional(),
    /** One at most. */
    teams: z.array(TeamHit),
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
  explain: flag,
});
export const ExpertsResponse = z.object({ query: z.string(), items: z.array(ExpertHit) }).meta({ id: 'ExpertsResponse' });
export type ExpertsResponse = z.infer<typeof ExpertsResponse>;
