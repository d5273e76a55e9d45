import { z } from 'zod';
import { Folders } from './search.ts';
import { Sentence } from './sentence.ts';

export const ViewAsQuery = z.strictObject({
  /** Sign-in name. */
  as: z.string().min(1).max(256),
  /** `source:/path` of a folder; everything below it counts. */
  folder: z
    .string()
    .regex(/^[a-z0-9-]+:\//, 'A folder is written source:/path')
    .max(2000)
    .optional(),
  page: z.coerce.number().int().min(1).max(50).default(1),
});

/**
 * What somebody finds, told by names and places: never what a document says or is called by its author, and no words can be
 * searched for, because whether words stand in a document tells what it says.
 */
export const ViewAs = z
  .object({
    person: z.object({ id: z.string().nullable(), uid: z.string(), name: z.string() }),
    isAdmin: z.boolean(),
    /** By name, alphabetically. */
    groups: z.array(z.string()),
    /** Why groups may be missing, in words. */
    groupProblems: z.array(Sentence),
    /** How many they find; without an end the search counts up to its cap. */
    people: z.int(),
    documents: z.int(),
    isCapped: z.boolean(),
    /** Of the chosen folder. */
    folders: Folders,
    total: z.int(),
    /** Newest first. */
    items: z.array(z.object({ source: z.string(), path: z.string(), modifiedAt: z.iso.datetime() })),
    pageSize: z.int(),
  })
  .meta({ id: 'ViewAs' });
export type ViewAs = z.infer<typeof ViewAs>;
