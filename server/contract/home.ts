import { z } from 'zod';
import { PersonReference, Total } from './common.ts';
import { PersonCard } from './people.ts';
import { DocumentHit } from './search.ts';

/** Readers of a document on one day, below which nobody is told that it is read. */
export const FEWEST_READERS = 5;

/** Nothing in it tells of a document that the viewer may not read. */
export const HomeResponse = z
  .object({
    /** What there is at all for this viewer; a capped total is "at least". */
    scope: z.object({
      people: z.object({ total: Total, totalIsCapped: z.boolean() }),
      documents: z.object({ total: Total, totalIsCapped: z.boolean() }),
    }),
    /** Ways in: the largest departments, and the commonest kinds of documents. */
    starts: z.object({ departments: z.array(z.string()), labels: z.array(z.string()) }),
    announcements: z.array(
      z.object({
        documentId: z.string(),
        title: z.string(),
        /** The beginning of it, without markup. */
        text: z.string(),
        author: PersonReference.nullable(),
        at: z.iso.datetime(),
      }),
    ),
    newDocuments: z.array(DocumentHit),
    /** Most read in the last weeks, most first; without numbers. */
    muchRead: z.array(z.object({ id: z.string(), title: z.string(), path: z.string(), mediaType: z.string() })),
    newcomers: z.array(PersonCard),
    /** The sources of what this viewer may find. */
    freshness: z.array(z.object({ source: z.string(), completedAt: z.iso.datetime().nullable(), isStale: z.boolean() })),
  })
  .meta({ id: 'HomeResponse' });
export type HomeResponse = z.infer<typeof HomeResponse>;
