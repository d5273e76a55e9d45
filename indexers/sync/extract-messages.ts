import { z } from 'zod';
import { DrawnHead, DrawRequest } from '../ocr/draw-messages.ts';

/** What crosses between the pool and its children: requests as lines on standard input, replies as frames on descriptor 3. */

export const ExtractRequest = z.strictObject({
  /** Raw bytes of the path, base64. */
  path: z.string(),
  name: z.string(),
  maxBytes: z.int(),
  /** How the file looked when it was listed. */
  seen: z.strictObject({ size: z.int(), modifiedAt: z.int(), changed: z.string().optional() }).optional(),
  maxCharacters: z.int(),
  maxPages: z.int(),
  /** One page as a picture is wanted in place of the text. */
  draw: DrawRequest.optional(),
});
export type ExtractRequest = z.output<typeof ExtractRequest>;

const Extracted = z.strictObject({
  title: z.string().optional(),
  authors: z.array(z.string()),
  createdAt: z.number().optional(),
  modifiedAt: z.number().optional(),
  pages: z.int().optional(),
  language: z.string().optional(),
  imagePages: z.array(z.int()).optional(),
  picture: z.strictObject({ width: z.number(), height: z.number() }).optional(),
  sections: z.array(
    z.strictObject({
      text: z.string(),
      heading: z.string().optional(),
      page: z.int().optional(),
      part: z.string().optional(),
    }),
  ),
  warnings: z.array(z.string()),
});

const Result = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('extracted'),
    mediaType: z.string(),
    reader: z.string().optional(),
    digest: z.string().optional(),
    extracted: Extracted,
  }),
  z.strictObject({
    state: z.literal('failed'),
    cause: z.enum(['unsupported', 'encrypted', 'corrupt', 'too-large', 'timeout', 'memory', 'crash', 'changed', 'unreadable']),
    message: z.string(),
    mediaType: z.string().optional(),
    reader: z.string().optional(),
  }),
]);

export const ExtractReply = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  /** After a page that was drawn come its bytes, without a header of their own. */
  z.strictObject({ type: z.literal('result'), result: z.union([Result, DrawnHead]), residentBytes: z.number() }),
]);
export type ExtractReply = z.output<typeof ExtractReply>;

/** Length of the JSON that follows, unsigned, big-endian. */
export const FRAME_HEADER_BYTES = 4;
