import { z } from 'zod';
import { Audience } from './knowledge.ts';

const shared = {
  title: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/[\p{L}\p{N}]/u, 'This needs at least one letter or digit.'),
  /** Markdown; shown as text. */
  text: z.string().trim().min(1).max(20_000),
  audience: Audience.default({ kind: 'everyone' }),
};

/** What employees write: it becomes a document like any other. */
export const PostWrite = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('news'),
      ...shared,
      /** Shown to its audience on the home page; for those who may announce. */
      isAnnouncement: z.boolean().default(false),
    }),
    z.strictObject({
      kind: z.literal('review'),
      ...shared,
      /** The product, supplier or place it is about. */
      subject: z.string().trim().min(1).max(200),
      /** 1 is the worst. */
      rating: z.int().min(1).max(5),
    }),
  ])
  .meta({ id: 'PostWrite' });
export type PostWrite = z.infer<typeof PostWrite>;

export const Post = z
  .object({
    id: z.int(),
    /** The document it is; found and readable once it has been indexed. */
    documentId: z.string(),
    isSearchable: z.boolean(),
    post: PostWrite,
    createdAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
  })
  .meta({ id: 'Post' });
export type Post = z.infer<typeof Post>;

export const PostsResponse = z.object({ items: z.array(Post), mayAnnounce: z.boolean() }).meta({ id: 'PostsResponse' });
export type PostsResponse = z.infer<typeof PostsResponse>;

/** The groups among which somebody chooses an audience: one's own. */
export const AudiencesResponse = z.object({ groups: z.array(z.string()) }).meta({ id: 'AudiencesResponse' });
