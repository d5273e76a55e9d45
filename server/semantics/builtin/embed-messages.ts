import { z } from 'zod';

/** What the program and the child that holds the model say to each other: JSON, one message a line. */

export const EmbedRequest = z.object({ id: z.int(), text: z.string() });
export type EmbedRequest = z.infer<typeof EmbedRequest>;

export const EmbedReply = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** The model cannot be used; the child ends. */
  z.object({ type: z.literal('broken'), message: z.string() }),
  /** 32-bit numbers, as they lie in memory, in base64. */
  z.object({ type: z.literal('vector'), id: z.int(), vector: z.base64() }),
  z.object({ type: z.literal('failed'), id: z.int(), message: z.string() }),
]);
export type EmbedReply = z.infer<typeof EmbedReply>;
