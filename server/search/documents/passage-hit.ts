import { z } from 'zod';

/** What is read of a passage to rank and to show it. */
export const PassageHit = z.object({
  id: z.string(),
  documentId: z.string(),
  n: z.int(),
  /** Of the slot under which the index has it, for filters only. */
  aclId: z.int(),
  title: z.string(),
  name: z.string(),
  path: z.string(),
  heading: z.string().nullable(),
  page: z.int().nullable(),
  text: z.string(),
  source: z.string(),
  label: z.string().nullable(),
  mediaType: z.string(),
  language: z.string().nullable(),
  authors: z.array(z.string()),
  authorsShown: z.array(z.object({ name: z.string(), personId: z.string().nullable() })),
  modifiedAt: z.number(),
  size: z.number(),
  pages: z.int().nullable(),
  partial: z.string().nullable(),
  /** Absent in what was indexed before there was OCR. */
  scanned: z.boolean().default(false),
});
export type PassageHit = z.infer<typeof PassageHit>;

export const PASSAGE_FIELDS = Object.keys(PassageHit.shape);

export function passageHits(hits: unknown[]): PassageHit[] {
  return hits.map((hit) => PassageHit.parse(hit));
}

/** What is read to count the values of one facet. */
export const FacetHit = z.looseObject({ documentId: z.string() });
export const FacetValue = z.union([z.string(), z.array(z.string())]).nullish();
