import { z } from 'zod';
import { Sentence } from './sentence.ts';

/** How much there may be of each; more is no curation any more. */
export const MOST_ENTRIES = { synonyms: 1000, boosts: 200, pins: 1000, golden: 200 } as const;
export type CurationKind = keyof typeof MOST_ENTRIES;

const HAS_WORD = /[\p{L}\p{N}]/u;
const line = (longest: number) =>
  z.string().trim().min(1).max(longest).regex(HAS_WORD, 'This needs at least one letter or digit.');
const MOST_WORDS = 8;
const Term = line(100).refine((text) => text.split(/\s+/u).length <= MOST_WORDS, `A phrase has at most ${MOST_WORDS} words.`);
const Terms = z
  .array(Term)
  .min(1)
  .max(30)
  .refine((terms) => new Set(terms.map((term) => term.toLowerCase())).size === terms.length, 'A phrase is there twice.');
/** For administrators only; nobody else is shown it. */
const note = z.string().trim().max(500).optional();
/** ISO 639-1: the words mean this in documents of that language only. */
const language = z
  .string()
  .regex(/^[a-z]{2}$/, 'A language is two small letters, such as "de".')
  .optional();

/** Words and phrases that mean the same: each finds all, or those on the left find those on the right as well. */
export const Synonyms = z
  .discriminatedUnion('direction', [
    z.strictObject({
      direction: z.literal('both'),
      terms: Terms.refine((terms) => terms.length >= 2, 'At least two phrases are needed.'),
      language,
      note,
    }),
    z.strictObject({ direction: z.literal('one-way'), from: Terms, to: Terms, language, note }),
  ])
  .meta({ id: 'Synonyms' });
export type Synonyms = z.infer<typeof Synonyms>;

const factor = z.number().min(0.25).max(4);
const Folder = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .refine((folder) => !folder.includes('\\'), 'Write "/" between the parts of a folder.')
  .refine((folder) => folder.split('/').every((part) => part !== '' && part !== '.' && part !== '..'), {
    error: 'A folder is relative to its source, such as "Policies" or "Teams/*/Archive".',
  });

/** Documents that come sooner (above 1) or later (below 1) than their words alone would have them. */
export const Boost = z
  .discriminatedUnion('on', [
    z.strictObject({ on: z.literal('source'), source: z.string().min(1).max(64), factor, reason: note }),
    z.strictObject({ on: z.literal('label'), label: z.string().min(1).max(200), factor, reason: note }),
    z.strictObject({
      on: z.literal('folder'),
      /** Everything in it and below it. `*` and `?` stand for letters of a name, `**` for any folders. */
      folder: Folder,
      /** Only in this source. */
      source: z.string().min(1).max(64).optional(),
      factor,
      reason: note,
    }),
    z.strictObject({
      on: z.literal('mediaType'),
      /** `application/pdf`, or `image/*` for all of a kind. */
      mediaType: z
        .string()
        .max(200)
        .regex(/^[a-z0-9.+-]+\/(\*|[a-z0-9.+-]+)$/, 'A media type is written like "application/pdf" or "image/*".'),
      factor,
      reason: note,
    }),
  ])
  .meta({ id: 'Boost' });
export type Boost = z.infer<typeof Boost>;

export const CuratedItem = z.strictObject({ type: z.enum(['document', 'person']), id: z.string().min(1).max(128) });
export type CuratedItem = z.infer<typeof CuratedItem>;

/** What stands on top for a query, for those who may see it; for everybody else it is as if there were no pin. */
export const Pin = z
  .strictObject({
    /** The query is this line, begins with it, or has all its words. Capitals, accents and punctuation make no difference. */
    match: z.enum(['exact', 'begins', 'words']).default('exact'),
    query: line(200),
    items: z
      .array(CuratedItem)
      .min(1)
      .max(10)
      .refine((items) => new Set(items.map((item) => item.id)).size === items.length, 'An item is there twice.'),
    /** From then on as if there were no pin; a day is meant as a whole (UTC). */
    until: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
    note,
  })
  .meta({ id: 'Pin' });
export type Pin = z.infer<typeof Pin>;

/** A promise that no change of curation may break: this query finds that, at this place or better. */
export const GoldenQuery = z
  .strictObject({
    query: line(200),
    wanted: CuratedItem,
    /** Sign-in name of who asks; null: an employee who is in no group. */
    viewer: z.string().min(1).max(256).nullable().default(null),
    /** The worst place that is acceptable, 1 is the first. */
    worstRank: z.int().min(1).max(100).default(3),
    /** Its place among its own kind, or in the blended order. */
    list: z.enum(['own', 'best']).default('own'),
    note,
  })
  .meta({ id: 'GoldenQuery' });
export type GoldenQuery = z.infer<typeof GoldenQuery>;

/** What is curated, by kind. */
export const CURATION = { synonyms: Synonyms, boosts: Boost, pins: Pin, golden: GoldenQuery } as const satisfies Record<
  CurationKind,
  z.ZodType
>;
export type CurationEntry<Kind extends CurationKind> = z.output<(typeof CURATION)[Kind]>;

/** A document or a person as an administrator recognises it. */
const CuratedReference = CuratedItem.extend({
  /** The path, or the name; null: it is not there any more. */
  name: z.string().nullable(),
  source: z.string().nullable(),
}).meta({ id: 'CuratedReference' });
export type CuratedReference = z.infer<typeof CuratedReference>;

const kept = {
  id: z.int(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  changedBy: z.string(),
  changedAt: z.iso.datetime(),
  /** What the ids in it stand for. */
  refersTo: z.array(CuratedReference),
};

/** An entry of one kind as it is kept. */
export const curated = <Entry extends z.ZodType>(entry: Entry) => z.object({ ...kept, entry });

/** How a golden query does. */
export const GoldenResult = z
  .object({
    /** Absent for one that is only proposed. */
    id: z.int().optional(),
    query: z.string(),
    wanted: CuratedReference,
    viewer: z.string().nullable(),
    worstRank: z.int(),
    /** The place now, 1 is the first; null: not among the first hundred, or not to be seen by this viewer. */
    rank: z.int().nullable(),
    holds: z.boolean(),
    /** Why it cannot be found out, in words. */
    problem: Sentence.nullable(),
  })
  .meta({ id: 'GoldenResult' });
export type GoldenResult = z.infer<typeof GoldenResult>;

export const GoldenRun = z.object({ items: z.array(GoldenResult), failing: z.int() }).meta({ id: 'GoldenRun' });
export type GoldenRun = z.infer<typeof GoldenRun>;

/** What a change does to a golden query. */
export const GoldenDifference = GoldenResult.omit({ rank: true, holds: true })
  .extend({
    before: z.int().nullable(),
    after: z.int().nullable(),
    /** `broken`: worse than before, and worse than is acceptable. */
    verdict: z.enum(['better', 'same', 'worse', 'broken']),
  })
  .meta({ id: 'GoldenDifference' });
export type GoldenDifference = z.infer<typeof GoldenDifference>;

export const GoldenReport = z
  .object({
    /** How many golden queries there are; the change does nothing to those that are not in `affected`. */
    golden: z.int(),
    /** Worst first. */
    affected: z.array(GoldenDifference),
    broken: z.int(),
  })
  .meta({ id: 'GoldenReport' });
export type GoldenReport = z.infer<typeof GoldenReport>;

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true');
/** `dryRun` tells what would come of it and changes nothing; `force` changes it although golden queries break. */
export const CurationWriteQuery = z.strictObject({ dryRun: flag, force: flag });
export const GoldenWriteQuery = z.strictObject({ dryRun: flag });

const Id = z.int().min(1);
const proposal = <Kind extends string, Entry extends z.ZodType>(kind: Kind, entry: Entry) =>
  z.strictObject({
    kind: z.literal(kind),
    /** Of the one that is changed or removed; absent for a new one. */
    id: Id.optional(),
    /** As it is to be; absent to remove it. */
    entry: entry.optional(),
  });

/** A change that is looked at before it is made. */
export const CurationPreview = z
  .discriminatedUnion('kind', [proposal('synonyms', Synonyms), proposal('boosts', Boost), proposal('pins', Pin)])
  .refine(({ id, entry }) => id !== undefined || entry !== undefined, { path: ['entry'], error: 'Say what is to be added.' })
  .meta({ id: 'CurationPreview' });
export type CurationPreview = z.infer<typeof CurationPreview>;
