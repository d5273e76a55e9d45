import { z } from 'zod';

/** A place at which something may have changed. Never the truth: a run looks there. */
export const ChangeHint = z.strictObject({
  /** Id of the folder or file. */
  id: z.string(),
  /** `files`: those directly in the folder. `everything`: what was put there, with all below it. `gone`: it may be away. */
  what: z.enum(['files', 'everything', 'gone']),
});

/** What a process that watches a tree says, one line of JSON each. */
export const WatchMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('watching') }),
  z.strictObject({ type: z.literal('changed'), hints: z.array(ChangeHint) }),
  z.strictObject({ type: z.literal('beat') }),
  /** It cannot be watched, and that is as it is. */
  z.strictObject({ type: z.literal('unwatched'), reason: z.string() }),
  z.strictObject({ type: z.literal('failed'), message: z.string() }),
]);
export type WatchMessage = z.output<typeof WatchMessage>;
