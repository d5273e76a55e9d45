import { z } from 'zod';
import { Sentence } from './sentence.ts';

export const RunProgress = z
  .object({
    phase: z.enum(['connecting', 'reading', 'indexing', 'removing', 'checking', 'attributing', 'recognizing', 'finished']),
    seen: z.int(),
    added: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    removed: z.int(),
    excluded: z.int(),
    failed: z.int(),
    held: z.int(),
    unreadable: z.int(),
    opened: z.int(),
    written: z.int(),
    /** Absent in runs of before. */
    attributed: z.int().default(0),
    current: z.string().optional(),
  })
  .meta({ id: 'RunProgress' });

export const Run = z
  .object({
    id: z.int(),
    source: z.string(),
    state: z.enum(['running', 'complete', 'partial', 'failed', 'cancelled', 'interrupted']),
    dryRun: z.boolean(),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    message: Sentence.nullable(),
    progress: RunProgress,
  })
  .meta({ id: 'Run' });
export type Run = z.infer<typeof Run>;

/** What the last comparison of permissions with the place itself came to. */
export const CanaryStatus = z
  .object({
    at: z.iso.datetime(),
    summary: Sentence,
    /** False when the place could not be asked. */
    ok: z.boolean(),
    /** The last fault: documents were open to people whom the place refuses, and no change explains it. They were hidden at once. */
    alarm: z
      .object({
        at: z.iso.datetime(),
        summary: Sentence,
        findings: z.array(z.object({ path: z.string(), who: Sentence })),
      })
      .nullable(),
  })
  .meta({ id: 'CanaryStatus' });
export type CanaryStatus = z.infer<typeof CanaryStatus>;

/** Removals that wait. They stay searchable. */
export const HeldRemovals = z
  .object({
    count: z.int(),
    reason: Sentence,
    examples: z.array(z.string()),
    /** The next complete run does them. */
    confirmed: z.boolean(),
    /** Who said that they are not gone: then only a confirmation lets them go. */
    kept: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
  })
  .meta({ id: 'HeldRemovals' });

/** Whether the search index holds what the ledger says, as the last run found it. */
export const IndexStatus = z
  .object({
    at: z.iso.datetime(),
    /** When record was last compared with record; otherwise they were only counted. */
    comparedAt: z.iso.datetime(),
    agrees: z.boolean(),
    summary: Sentence,
    /** Paths of the first few that did not agree. */
    examples: z.array(z.string()),
  })
  .meta({ id: 'IndexStatus' });
export type IndexStatus = z.infer<typeof IndexStatus>;

export const SourceStatus = z
  .object({
    id: z.string(),
    kind: z.string(),
    holds: z.enum(['people', 'documents']),
    /**
     * `file`: it stands in `atrium.yaml` and is only shown. `console`: it was made here, and can be changed here. `atrium`: what
     * people write in Atrium itself.
     */
    managedBy: z.enum(['file', 'console', 'atrium']),
    /** What is wrong with how it is set up: its id is taken twice, a secret cannot be read. */
    problem: Sentence.nullable(),
    /** How long ago a complete run should have ended at most; null where nobody has set a goal. */
    freshness: z.object({ goalMinutes: z.int(), isMet: z.boolean(), sentence: Sentence }).nullable(),
    /** Where it is, without secrets: a URL or a path. */
    location: z.string(),
    schedule: z.string().nullable(),
    nextRunAt: z.iso.datetime().nullable(),
    /** "Up to date 4 minutes ago; 12 files could not be read". */
    summary: Sentence,
    counts: z.object({ indexed: z.int(), partial: z.int(), excluded: z.int(), failed: z.int(), pending: z.int() }),
    lastRun: Run.nullable(),
    lastCompleteAt: z.iso.datetime().nullable(),
    held: HeldRemovals.nullable(),
    /** Null before the first run that came to its end. */
    index: IndexStatus.nullable(),
    /** Null where it has never been, or cannot be done. */
    canary: CanaryStatus.nullable(),
    /** Named by permissions and in no directory, most often named first; left out when there are none. */
    unresolvedPrincipals: z.object({ count: z.int(), examples: z.array(z.string()) }).optional(),
  })
  .meta({ id: 'SourceStatus' });
export type SourceStatus = z.infer<typeof SourceStatus>;

export const SourcesResponse = z.object({ items: z.array(SourceStatus) }).meta({ id: 'SourcesResponse' });
export const RunsResponse = z.object({ items: z.array(Run) }).meta({ id: 'RunsResponse' });

export const Failure = z
  .object({
    source: z.string(),
    path: z.string(),
    state: z.enum(['failed', 'partial', 'excluded']),
    cause: z.string().nullable(),
    reason: Sentence,
    attempts: z.int(),
    nextTryAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Failure' });
export type Failure = z.infer<typeof Failure>;

export const FailureCause = z
  .object({
    source: z.string(),
    state: z.enum(['failed', 'partial', 'excluded']),
    /** Null for what the search index refused, what was read in part, and what a rule leaves out. */
    cause: z.string().nullable(),
    count: z.int(),
    /** The earliest of them. */
    nextTryAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'FailureCause' });
export type FailureCause = z.infer<typeof FailureCause>;

export const FailuresResponse = z
  .object({
    total: z.int(),
    items: z.array(Failure),
    /** All of them, not only those of the page; most frequent first. */
    causes: z.array(FailureCause),
  })
  .meta({ id: 'FailuresResponse' });

/** Which failures the next run is to try again: all of a source, those of one cause, or one file. */
export const RetryRequest = z.strictObject({
  source: z.string().max(64),
  cause: z.string().max(64).optional(),
  path: z.string().min(1).max(4096).optional(),
});
export const RetryResponse = z.object({ count: z.int() }).meta({ id: 'RetryResponse' });

export const WhereQuery = z.strictObject({
  /** A path or part of one, as people have it: `Plans/a.pdf`, `/srv/library/Plans/a.pdf`, `\\files\docs\a.pdf`, `file:///…`. */
  path: z.string().trim().min(1).max(4096),
});

export const Whereabouts = z
  .object({
    state: z.enum(['indexed', 'partial', 'excluded', 'failed', 'pending', 'held', 'not-seen', 'not-covered']),
    source: z.string().nullable(),
    /** Relative to the source. */
    path: z.string(),
    /** The answer in words, a sentence each. */
    sentences: z.array(Sentence),
  })
  .meta({ id: 'Whereabouts' });
export type Whereabouts = z.infer<typeof Whereabouts>;
export const WhereResponse = z
  .object({
    items: z.array(Whereabouts),
    /** There are more than these. */
    hasMore: z.boolean(),
  })
  .meta({ id: 'WhereResponse' });
export type WhereResponse = z.infer<typeof WhereResponse>;

export const ExplainQuery = z.strictObject({
  /** Sign-in name. */
  as: z.string().min(1).max(256),
  /** Id, path, or `source:path`. */
  document: z.string().min(1).max(4096),
});

export const ExplainStep = z
  .object({
    kind: z.enum(['person', 'group', 'document', 'entry', 'check', 'verdict']),
    /** What the step does to the answer; `unknown` is what could not be found out and so counts as no. */
    says: z.enum(['yes', 'no', 'unknown', 'info']),
    text: Sentence,
  })
  .meta({ id: 'ExplainStep' });
export type ExplainStep = z.infer<typeof ExplainStep>;

export const Explanation = z
  .object({
    /** `ambiguous`: several documents have that path, see `candidates`. */
    verdict: z.enum(['allowed', 'denied', 'excluded', 'failed', 'not-indexed', 'unknown-user', 'ambiguous']),
    /** The chain in words, one step a line. */
    steps: z.array(Sentence),
    /** The same, with what each step is. */
    chain: z.array(ExplainStep),
    person: z.object({ uid: z.string(), name: z.string() }).nullable(),
    document: z.object({ id: z.string().nullable(), source: z.string(), path: z.string() }).nullable(),
    /** To choose from. */
    candidates: z.array(z.object({ source: z.string(), path: z.string() })),
  })
  .meta({ id: 'Explanation' });
export type Explanation = z.infer<typeof Explanation>;
