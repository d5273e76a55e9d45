import { z } from 'zod';

/** What is read of a passage to rank its document: all but the text, which the term database has counted. */
export const Candidate = z.object({
  id: z.string(),
  documentId: z.string(),
  n: z.int(),
  /** Of the slot under which the index has it, for filters only. */
  aclId: z.int(),
  title: z.string(),
  name: z.string(),
  path: z.string(),
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
export type Candidate = z.infer<typeof Candidate>;

/** What is shown of a passage. */
export const PassageText = z.object({ heading: z.string().nullable(), page: z.int().nullable(), text: z.string() });
export type PassageText = z.infer<typeof PassageText>;

export const PassageHit = z.object({ ...Candidate.shape, ...PassageText.shape });
export type PassageHit = z.infer<typeof PassageHit>;

export const CANDIDATE_FIELDS = Object.keys(Candidate.shape);
export const PASSAGE_FIELDS = Object.keys(PassageHit.shape);

export function candidates(hits: unknown[]): Candidate[] {
  return hits.map((hit) => Candidate.parse(hit));
}

export function passageHits(hits: unknown[]): PassageHit[] {
  return hits.map((hit) => PassageHit.parse(hit));
}
