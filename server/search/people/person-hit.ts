import { z } from 'zod';

/** What is read of a person in the index to rank; what is shown comes from the directory in the store. */
export const PersonIndexHit = z.object({
  id: z.string(),
  source: z.string(),
  name: z.string(),
  givenName: z.string().nullable(),
  surname: z.string().nullable(),
  otherNames: z.array(z.string()),
  uid: z.string(),
  email: z.array(z.string()),
  emailLocal: z.array(z.string()),
  title: z.string().nullable(),
  department: z.string().nullable(),
  location: z.string().nullable(),
  room: z.string().nullable(),
  skills: z.array(z.string()),
  languages: z.array(z.string()),
  bio: z.string().nullable(),
  /** Only where a number was asked for. */
  phoneDigits: z.array(z.string()).default([]),
  extensions: z.array(z.string()).default([]),
  employeeNumber: z.string().nullable(),
  sortName: z.string(),
});
export type PersonIndexHit = z.infer<typeof PersonIndexHit>;

export const PERSON_FIELDS = Object.keys(PersonIndexHit.shape);
/** Half as much to read: each number stands there with all its endings. */
export const PERSON_FIELDS_WITHOUT_NUMBERS = PERSON_FIELDS.filter((field) => field !== 'phoneDigits' && field !== 'extensions');

export function personHits(hits: unknown[]): PersonIndexHit[] {
  return hits.map((hit) => PersonIndexHit.parse(hit));
}
