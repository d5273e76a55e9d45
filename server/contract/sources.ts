import { z } from 'zod';
import { RunProgress, SourceStatus } from './admin.ts';
import { Sentence } from './sentence.ts';

/**
 * Sources that are made, changed and removed in the console: the forms of their kinds, drafts that are tried before they count,
 * what a first look at a place shows, and what a source page draws. Everything here is for administrators only.
 */

/** A text in the languages of the client; server texts that belong to a form are told in all of them. */
export const Words = z.object({ en: z.string(), de: z.string() }).meta({ id: 'Words' });
export type Words = z.infer<typeof Words>;

/**
 * How a setting is asked for, and what its value looks like in `settings`:
 * - `text` a line; `secret` a line that is never shown again; `filter` an LDAP filter; `cron` five or six fields, local time: text
 * - `folder` the full path of a folder of the server (browse by `GET /admin/folders`): text
 * - `number`: number, within `min` and `max`; `boolean`: boolean
 * - `choice` one of `choices`: text
 * - `list` several lines: text[]; `map` name → text: Record<string, text>; `lists` name → several texts: Record<string, text[]>
 * - `mapping` of people's fields (`choices` are the fields) → attributes in order of preference: Record<string, text[]>
 * - `parties` who: 'everyone' or text[] of group names
 * - `access` who may read: one of `choices`, or `{ groups: text[] }`, or `{ folders: Record<glob, 'everyone' | text[]> }`
 */
export const SourceFieldType = z.enum([
  'text',
  'secret',
  'filter',
  'cron',
  'folder',
  'number',
  'boolean',
  'choice',
  'list',
  'map',
  'lists',
  'mapping',
  'parties',
  'access',
]);
export type SourceFieldType = z.infer<typeof SourceFieldType>;

/** One question of a kind's form. */
export const SourceField = z
  .object({
    /** Key in `settings`, as in `atrium.yaml`; a dot leads into an object: `tls.caFile` is `settings.tls.caFile`. */
    name: z.string(),
    type: SourceFieldType,
    label: Words,
    /** What it is for, and what to write; a sentence or two. */
    help: Words,
    /** Nothing to write but an example, where one helps. */
    placeholder: z.string().nullable(),
    required: z.boolean(),
    /** What counts when it is left out; null when that is nothing. Begin forms with it. */
    default: z.unknown(),
    /** Kept encrypted and never handed out. */
    secret: z.boolean(),
    /** Most people never touch it: folded away. */
    advanced: z.boolean(),
    /**
     * Where the place is, and how it is reached. Changing one of these asks for the secrets again, lest a password is sent to a
     * stranger's server.
     */
    destination: z.boolean(),
    /** Which step of a wizard asks it. */
    step: z.enum(['connect', 'map', 'rules', 'schedule']),
    /** For `choice`, `access` and `mapping`. */
    choices: z.array(z.object({ value: z.string(), label: Words })),
    min: z.number().nullable(),
    max: z.number().nullable(),
  })
  .meta({ id: 'SourceField' });
export type SourceField = z.infer<typeof SourceField>;

/** A kind of source with the questions of its form, in their order. */
export const SourceKindForm = z
  .object({
    kind: z.string(),
    /** People are read from it, or documents. */
    holds: z.enum(['people', 'documents']),
    title: Words,
    help: Words,
    fields: z.array(SourceField),
  })
  .meta({ id: 'SourceKindForm' });
export type SourceKindForm = z.infer<typeof SourceKindForm>;
/** `GET /admin/source-kinds`. */
export const SourceKindsResponse = z.object({ items: z.array(SourceKindForm) }).meta({ id: 'SourceKindsResponse' });
export type SourceKindsResponse = z.infer<typeof SourceKindsResponse>;

export const SourceId = z.string().regex(/^[a-z0-9-]{1,64}$/, 'use lower-case letters, digits and hyphens');

/** Minutes within which a complete run is wanted again and again; null wants nothing. */
const FreshnessGoal = z.int().min(1).max(525_600).nullable();

/**
 * A source as somebody would have it; nothing of it counts before `POST` or `PUT /admin/sources`. `settings` are the keys of
 * `atrium.yaml` without `id` and `kind`. A secret that is left out is the one that is kept for the source of this id, if it may
 * be used (see `SourceField.destination`; otherwise the problem `secret-needed` names it); null removes it. Empty texts count as left
 * out. Without `schedule` it is read every quarter of an hour; null reads it only when asked to.
 */
export const SourceDraft = z
  .strictObject({
    id: SourceId,
    kind: z.string().max(64),
    settings: z.record(z.string().max(64), z.unknown()).default({}),
    freshnessGoalMinutes: FreshnessGoal.optional(),
  })
  .meta({ id: 'SourceDraft' });
export type SourceDraft = z.input<typeof SourceDraft>;

/**
 * `POST /admin/sources/test`: connects and looks around. A draft that is not valid is a problem `invalid-request` whose `errors`
 * name the fields (`settings.url`); a place that cannot be reached, or a right that is missing, is a finding.
 */
export const TestResponse = z
  .object({
    /** False: a run could not be complete. */
    ok: z.boolean(),
    findings: z.array(z.object({ level: z.enum(['ok', 'warning', 'error']), message: Sentence })),
  })
  .meta({ id: 'TestResponse' });
export type TestResponse = z.infer<typeof TestResponse>;

/** An entry of a directory as it is there, and the person that it becomes. */
export const PreviewEntry = z
  .object({
    /** Its distinguished name. */
    dn: z.string(),
    /** The rule that leaves it out; null when it is a person. */
    excludedBy: Sentence.nullable(),
    /** What the indexer can read, by name. Values are shortened; passwords and keys are `hidden`, pictures and keys `binary`. */
    attributes: z.array(
      z.object({ name: z.string(), values: z.array(z.string()), note: z.enum(['binary', 'hidden']).nullable() }),
    ),
    /** Every field of a person, in order. `from`: the attributes that are looked at; none means that the field stays empty. */
    fields: z.array(z.object({ field: z.string(), from: z.array(z.string()), values: z.array(z.string()) })),
  })
  .meta({ id: 'PreviewEntry' });
export type PreviewEntry = z.infer<typeof PreviewEntry>;

/** A number that may have been left uncounted at some point: then `isExact` is false, and there are at least as many. */
const Counted = z.object({ count: z.int(), isExact: z.boolean() });

export const PeoplePreview = z
  .object({
    holds: z.literal('people'),
    /** What the directory says it is: "OpenLDAP". */
    directory: z.string(),
    people: Counted,
    /** Null when no groups are read. */
    groups: Counted.nullable(),
    /** Up to five. */
    entries: z.array(PreviewEntry),
    /** All attributes that came with these entries, to choose from. */
    attributes: z.array(z.string()),
  })
  .meta({ id: 'PeoplePreview' });
export type PeoplePreview = z.infer<typeof PeoplePreview>;

export const DocumentsPreview = z
  .object({
    holds: z.literal('documents'),
    /** False: the look ended at its limit of time or items, and the counts are of what was seen till then. */
    isWhole: z.boolean(),
    /** Files that would be indexed. */
    included: z.object({
      count: z.int(),
      bytes: z.int(),
      examples: z.array(z.string()),
    }),
    /** What the rules leave out, most frequent first. A folder counts as one, whatever is in it. */
    excluded: z.array(
      z.object({
        /** In words: `exclude: Archive`, `hidden (its name begins with a dot)`, `not in include`. */
        rule: Sentence,
        count: z.int(),
        /** How many of them are folders that are left out with all that is in them. */
        folders: z.int(),
        examples: z.array(z.string()),
      }),
    ),
    /** Included, but larger than `maxFileBytes`: found by their names only. */
    nameOnly: z.object({ count: z.int(), examples: z.array(z.string()) }),
    /** By label, most frequent first; null is without one. */
    labels: z.array(z.object({ label: z.string().nullable(), count: z.int() })),
    /** Folders and files that may not be read, with the first reasons. */
    unreadable: z.object({ count: z.int(), examples: z.array(z.object({ path: z.string(), reason: Sentence })) }),
    /** Who may read them could not be found out: they would be visible to nobody. */
    accessUnknown: z.object({ count: z.int(), examples: z.array(z.object({ path: z.string(), reason: Sentence })) }),
  })
  .meta({ id: 'DocumentsPreview' });
export type DocumentsPreview = z.infer<typeof DocumentsPreview>;

/** `POST /admin/sources/preview`: what is there now, live; nothing is opened or kept. */
export const PreviewResponse = z.discriminatedUnion('holds', [PeoplePreview, DocumentsPreview]).meta({ id: 'PreviewResponse' });
export type PreviewResponse = z.infer<typeof PreviewResponse>;

/**
 * What a run by a draft would do, without doing it: begun by `POST /admin/sources/dry-run`, followed by
 * `GET /admin/dry-runs/:id` (ask twice a second) and stopped by `DELETE /admin/dry-runs/:id`. It is forgotten a quarter of an hour
 * after its end. `progress.added`, `.changed` and `.removed` are the + ~ − of the page.
 */
export const DryRun = z
  .object({
    id: z.string(),
    source: z.string(),
    state: z.enum(['running', 'complete', 'partial', 'failed', 'cancelled']),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    /** Where there is something to say. */
    message: Sentence.nullable(),
    progress: RunProgress,
  })
  .meta({ id: 'DryRun' });
export type DryRun = z.infer<typeof DryRun>;

/**
 * `GET /admin/sources/:id/settings`: how a source is set up. Those of `atrium.yaml` are shown and cannot be changed here.
 */
export const SourceSettings = z
  .object({
    id: z.string(),
    kind: z.string(),
    managedBy: z.enum(['file', 'console', 'atrium']),
    /** Without secrets; only what was set, not what defaults to something. */
    settings: z.record(z.string(), z.unknown()),
    /** Names of the secrets that are kept. */
    secrets: z.array(z.string()),
    freshnessGoalMinutes: z.int().nullable(),
    /** Another number after every change; null for those of the file. */
    revision: z.int().nullable(),
    createdBy: z.string().nullable(),
    createdAt: z.iso.datetime().nullable(),
    changedBy: z.string().nullable(),
    changedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'SourceSettings' });
export type SourceSettings = z.infer<typeof SourceSettings>;

/** `POST /admin/sources`: from now on it counts, for every process, and its first run begins. Answers a `SourceStatus` (201). */
export const CreateSourceRequest = SourceDraft.extend({
  /** False leaves the first run to the schedule. */
  run: z.boolean().default(true),
});
export type CreateSourceRequest = z.input<typeof CreateSourceRequest>;

/** `PUT /admin/sources/:id`: all settings anew; the kind stays. Answers a `SourceStatus`. A run that goes on is stopped. */
export const ChangeSourceRequest = z.strictObject({
  settings: z.record(z.string().max(64), z.unknown()),
  freshnessGoalMinutes: FreshnessGoal.optional(),
  /** Of the settings that were edited: when somebody else has changed them since, nothing is done (problem `conflict`). */
  revision: z.int().optional(),
  run: z.boolean().default(true),
});
export type ChangeSourceRequest = z.input<typeof ChangeSourceRequest>;

/** `GET /admin/sources/:id/removal`: what would disappear. */
export const SourceRemoval = z
  .object({ people: z.int(), groups: z.int(), documents: z.int(), failures: z.int(), sentence: Sentence })
  .meta({ id: 'SourceRemoval' });
export type SourceRemoval = z.infer<typeof SourceRemoval>;

/**
 * `DELETE /admin/sources/:id?confirm=<id>`: it and all that came from it cannot be found any more from this moment; the index is
 * cleared beside the answer (202). Answers a `SourceRemoval`.
 */
export const RemoveSourceQuery = z.strictObject({
  /** The id once more, as somebody typed it. */
  confirm: z.string().max(64),
});

/** `PUT /admin/sources/:id/freshness-goal`: for sources of the file and of the console alike. Answers a `SourceStatus`. */
export const FreshnessGoalRequest = z.strictObject({ minutes: FreshnessGoal });
export type FreshnessGoalRequest = z.input<typeof FreshnessGoalRequest>;

/** `GET /admin/sources/:id/runs?limit=`: latest first, as `RunsResponse`. */
export const SourceRunsQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(20) });

/** `GET /admin/sources/:id/throughput`: the last runs (dry runs are not among them), oldest first, for a chart. */
export const ThroughputResponse = z
  .object({
    runs: z.array(
      z.object({
        run: z.int(),
        state: z.enum(['running', 'complete', 'partial', 'failed', 'cancelled', 'interrupted']),
        startedAt: z.iso.datetime(),
        finishedAt: z.iso.datetime().nullable(),
        /** Items seen by the whole run, and how many a minute on average. */
        seen: z.int(),
        perMinute: z.number(),
        /** What happened since the sample before; sparse, at most about 150 of them. */
        samples: z.array(
          z.object({
            at: z.iso.datetime(),
            /** Up to now. */
            seen: z.int(),
            written: z.int(),
            /** Since the sample before. */
            seenPerMinute: z.number(),
            writtenPerMinute: z.number(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'ThroughputResponse' });
export type ThroughputResponse = z.infer<typeof ThroughputResponse>;

/** `GET /admin/folders?path=`: folders of the server to choose from. Names only; nothing is said of files. */
export const FoldersQuery = z.strictObject({
  /** A full path; the top when left out. */
  path: z.string().max(4096).default('/'),
});
export const FoldersResponse = z
  .object({
    /** As it is written by the system: without `..` and trailing slashes. */
    path: z.string(),
    /** Null at the top. */
    parent: z.string().nullable(),
    folders: z.array(z.object({ name: z.string(), path: z.string() })),
    /** There are more than these. */
    hasMore: z.boolean(),
    /** Why nothing could be listed; null when it could. */
    problem: Sentence.nullable(),
  })
  .meta({ id: 'FoldersResponse' });
export type FoldersResponse = z.infer<typeof FoldersResponse>;

/** `GET /admin/administrators`: who administers. */
export const Administrators = z
  .object({
    /** Those of `atrium.yaml`: `user:<sign-in name>`, `group:<group name>`. They cannot be changed here. */
    fromFile: z.array(z.string()),
    /** Those that were chosen in the console. */
    items: z.array(
      z.object({
        token: z.string(),
        kind: z.enum(['user', 'group']),
        name: z.string(),
        /** Nobody in the directory is meant by it at the moment. */
        isUnknown: z.boolean(),
      }),
    ),
    /** Whether somebody could sign in as an administrator now. */
    canSomebodySignIn: z.boolean(),
  })
  .meta({ id: 'Administrators' });
export type Administrators = z.infer<typeof Administrators>;

/**
 * `PUT /admin/administrators`: all those of the console anew; answers `Administrators`. Only people and groups of the directory; to
 * leave out everybody who could sign in is refused (problem `conflict`).
 */
export const AdministratorsRequest = z.strictObject({
  items: z
    .array(
      z
        .string()
        .max(512)
        .regex(/^(user|group):.+$/, 'write user:<sign-in name> or group:<group name>'),
    )
    .max(200),
});
export type AdministratorsRequest = z.infer<typeof AdministratorsRequest>;

/** `GET /admin/administrators/candidates?q=`: people and groups of the directory by a part of their names, at most 20. */
export const CandidatesQuery = z.strictObject({ q: z.string().trim().max(100).default('') });
export const CandidatesResponse = z
  .object({
    items: z.array(
      z.object({
        token: z.string(),
        kind: z.enum(['user', 'group']),
        name: z.string(),
        /** Sign-in name and title of a person; how many people are in a group. */
        detail: z.string(),
      }),
    ),
  })
  .meta({ id: 'CandidatesResponse' });
export type CandidatesResponse = z.infer<typeof CandidatesResponse>;

/** `GET /setup`, for everybody: whether this installation waits for its first administrator. */
export const SetupState = z
  .object({
    /** True: nobody could administer it, and the address that the server printed at its start leads on. */
    isNeeded: z.boolean(),
    /** True: whoever asks came by that address, and may do everything that administrators may until one of them signs in. */
    isMine: z.boolean(),
    /** How one signs in here. */
    method: z.enum(['directory', 'oidc', 'proxy', 'open']),
    /** What is done already; null unless `isMine` or an administrator asks. */
    steps: z
      .object({
        /** Sources that hold people: none, one that was not read completely yet, or read. */
        directory: z.enum(['none', 'reading', 'read']),
        /** Sources that hold documents. */
        documents: z.enum(['none', 'reading', 'read']),
        /** Somebody could sign in as an administrator. */
        administrator: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'SetupState' });
export type SetupState = z.infer<typeof SetupState>;

/** `POST /session/setup`: answers `Me`; a wrong code, or one that was used, is the problem `wrong-setup-code` (403). */
export const SetupRequest = z.strictObject({ code: z.string().min(1).max(128) });
export type SetupRequest = z.infer<typeof SetupRequest>;

export { SourceStatus };
