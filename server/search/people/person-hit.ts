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
  phoneDigits: z.array(z.string()),
  extensions: z.array(z.string()),
  employeeNumber: z.string().nullable(),
  sortName: z.string(),
});
export type PersonIndexHit = z.infer<typeof PersonIndexHit>;

export const PERSON_FIELDS = Object.keys(PersonIndexHit.shape);

export function personHits(hits: unknown[]): PersonIndexHit[] {
  return hits.map((hit) => PersonIndexHit.parse(hit));
}
