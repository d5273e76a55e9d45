import { z } from 'zod';
import { ChangeHint } from './watch-messages.ts';

/** What a tree's child processes are told and what they answer. One line of JSON each; nothing else crosses. */

/** Which entries are wanted, and what the last walk left behind. */
export const WalkOptions = z.strictObject({
  include: z.array(z.string()),
  exclude: z.array(z.string()),
  hidden: z.boolean(),
  /** Ids of the folders where another file system was mounted when the last walk ended. */
  mounts: z.array(z.string()),
  /** Whether the place gives a file the same inode each time. */
  stableInodes: z.boolean().optional(),
  /** Set when listings are wanted: what else decides about the files, and the digests of listings that need not be told again. */
  listings: z.strictObject({ basis: z.string(), unchanged: z.array(z.tuple([z.string(), z.string()])) }).optional(),
  /** Id of the folder to begin at. */
  from: z.string().optional(),
  /** Only these places are looked at. */
  only: z.array(ChangeHint).optional(),
});
export type WalkOptions = z.output<typeof WalkOptions>;

const Task = z.discriminatedUnion('task', [
  z.strictObject({ task: z.literal('walk'), options: WalkOptions }),
  /** Looks at the root and at a few hundred entries, and says what it found. */
  z.strictObject({ task: z.literal('look'), options: WalkOptions }),
  /** Bytes of one file: a `content` line, then the bytes. */
  z.strictObject({
    task: z.literal('content'),
    id: z.string(),
    start: z.int().nonnegative().optional(),
    end: z.int().nonnegative().optional(),
  }),
  /** Answers one `Question` a line for as long as its standard input is open. */
  z.strictObject({ task: z.literal('ask'), identity: z.string().optional() }),
  /** Tells what changes, see `watch-messages.ts`, until it is killed. */
  z.strictObject({ task: z.literal('watch') }),
]);
export type Task = z.output<typeof Task>;

/** The first line on a child's standard input: secrets are on no command line and in no environment. */
export const Job = z.strictObject({ place: z.unknown(), task: Task });
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
  /** Raw, without symbolic links; for a share, its address. */
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
    changed: z.string().optional(),
    inode: z.string().optional(),
    /** Given only where another file system than the root's is mounted. */
    device: z.string().optional(),
    owner: z.string().optional(),
    offline: z.literal(true).optional(),
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
  /** After the items of a listing; or in place of them, where they are the `same` as in one that is known. */
  z.strictObject({
    type: z.literal('listing'),
    key: z.string(),
    digest: z.string(),
    ranges: z.array(z.tuple([z.string(), z.string()])),
    items: z.int(),
    same: z.boolean(),
  }),
  /** Nothing to say, but alive. */
  z.strictObject({ type: z.literal('beat') }),
  /** Of the places that were asked for: there is nothing any more. */
  z.strictObject({ type: z.literal('gone'), id: z.string() }),
  /** `whole`: it went through all of the tree. */
  z.strictObject({
    type: z.literal('end'),
    files: z.int(),
    unreadable: z.int(),
    mounts: z.array(z.string()),
    whole: z.boolean(),
  }),
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

/** About one file of the tree. */
export const Asked = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('is-there'), id: z.string() }),
  z.strictObject({ what: z.literal('access'), id: z.string() }),
  /** Writes a copy to a local path at which there is nothing yet, if it is still of this size and time. */
  z.strictObject({ what: z.literal('copy'), id: z.string(), to: z.string(), size: z.number(), modifiedAt: z.number() }),
]);
export type Asked = z.output<typeof Asked>;
export const Question = z.strictObject({ number: z.int(), asked: Asked });
export type Question = z.output<typeof Question>;

export const Answer = z.discriminatedUnion('state', [
  z.strictObject({ number: z.int(), state: z.literal('done') }),
  z.strictObject({ number: z.int(), state: z.literal('access'), access: Access }),
  z.strictObject({ number: z.int(), state: z.literal('gone') }),
  /** Somebody has written to it since it was listed. */
  z.strictObject({ number: z.int(), state: z.literal('changed'), message: z.string() }),
  z.strictObject({ number: z.int(), state: z.literal('failed'), message: z.string() }),
  /** Not done yet, but alive. */
  z.strictObject({ number: z.int(), state: z.literal('busy') }),
]);
export type Answer = z.output<typeof Answer>;
