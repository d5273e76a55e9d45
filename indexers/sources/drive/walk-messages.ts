import { z } from 'zod';
import { DrivePermissions } from './permissions.ts';

/** What a drive's child processes are told and what they answer. One line of JSON each; nothing else crosses. */

const place = { root: z.string(), permissions: DrivePermissions };

export const WalkJob = z.strictObject({
  ...place,
  task: z.literal('walk'),
  include: z.array(z.string()),
  exclude: z.array(z.string()),
  hidden: z.boolean(),
  /** Ids of the folders where another file system was mounted when the last walk ended. */
  mounts: z.array(z.string()),
});
export type WalkJob = z.output<typeof WalkJob>;

/** Looks at the root and at a few hundred entries, and says what it found. */
export const LookJob = z.strictObject({ ...WalkJob.shape, task: z.literal('look') });
export type LookJob = z.output<typeof LookJob>;

/** Bytes of one file: a `content` line, then the bytes. */
export const ContentJob = z.strictObject({
  ...place,
  task: z.literal('content'),
  id: z.string(),
  start: z.int().nonnegative().optional(),
  end: z.int().nonnegative().optional(),
});
export type ContentJob = z.output<typeof ContentJob>;

/** Answers one `Question` a line for as long as its standard input is open. */
export const ProbeJob = z.strictObject({ task: z.literal('probe'), root: z.string(), identity: z.string().optional() });
export type ProbeJob = z.output<typeof ProbeJob>;

export const Job = z.discriminatedUnion('task', [WalkJob, LookJob, ContentJob, ProbeJob]);
export type Job = z.output<typeof Job>;

const Layer = z.strictObject({
  what: z.enum(['item', 'parent', 'share']),
  path: z.string().optional(),
  entries: z.array(z.strictObject({ effect: z.enum(['allow', 'deny']), principal: z.string() })),
});

export const Access = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('known'), acl: z.strictObject({ layers: z.array(Layer) }) }),
  z.strictObject({ state: z.literal('unknown'), reason: z.string() }),
]);

/** A folder as it is recognised from run to run; `identity` stays the same when the same disk is mounted again. */
export const Root = z.strictObject({
  type: z.literal('root'),
  identity: z.string(),
  fileSystem: z.string(),
  /** Raw, without symbolic links. */
  realPath: z.string(),
});
export type Root = z.output<typeof Root>;

export const WalkMessage = z.discriminatedUnion('type', [
  Root,
  /** Each distinct access once, before the files that refer to it by its number. */
  z.strictObject({ type: z.literal('access'), number: z.int(), access: Access }),
  z.strictObject({
    type: z.literal('file'),
    id: z.string(),
    size: z.number(),
    /** Nanoseconds since 1970. */
    modified: z.string(),
    changed: z.string(),
    inode: z.string(),
    /** Given only where another file system than the root's is mounted. */
    device: z.string().optional(),
    access: z.int(),
  }),
  z.strictObject({ type: z.literal('excluded'), id: z.string(), rule: z.string(), subtree: z.boolean() }),
  z.strictObject({
    type: z.literal('unreadable'),
    id: z.string(),
    subtree: z.boolean(),
    error: z.string(),
    /** Who may pass the folders down to it; absent where they keep nobody out. */
    access: z.int().optional(),
  }),
  /** Nothing to say, but alive. */
  z.strictObject({ type: z.literal('beat') }),
  z.strictObject({ type: z.literal('end'), files: z.int(), unreadable: z.int(), mounts: z.array(z.string()) }),
  /** The walk cannot be trusted: a run must not be complete. */
  z.strictObject({ type: z.literal('failed'), message: z.string() }),
]);
export type WalkEnd = Extract<WalkMessage, { type: 'end' }>;
export type WalkMessage = z.output<typeof WalkMessage>;
export const WalkMessages = z.array(WalkMessage);

export const Findings = z.array(z.strictObject({ level: z.enum(['ok', 'warning', 'error']), message: z.string() }));
export type Findings = z.output<typeof Findings>;

export const ContentHead = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('content'),
    size: z.int(),
    modifiedAt: z.number(),
    start: z.int().optional(),
    end: z.int().optional(),
    access: Access,
  }),
  z.strictObject({ type: z.literal('failed'), message: z.string() }),
]);
export type ContentHead = z.output<typeof ContentHead>;

export const Question = z.strictObject({ number: z.int(), id: z.string() });
export const Answer = z.strictObject({
  number: z.int(),
  state: z.enum(['there', 'gone', 'failed']),
  message: z.string().optional(),
});
