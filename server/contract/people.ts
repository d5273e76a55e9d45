import { z } from 'zod';
import { PersonReference } from './common.ts';
import { DocumentHit } from './search.ts';

/** A person as a card: enough for a chain, a list of reports, an author. */
export const PersonCard = PersonReference.extend({
  uid: z.string(),
  title: z.string().nullable(),
  department: z.string().nullable(),
  location: z.string().nullable(),
  photoUrl: z.string().nullable(),
}).meta({ id: 'PersonCard' });
export type PersonCard = z.infer<typeof PersonCard>;

export const PersonDetail = PersonCard.extend({
  source: z.string(),
  givenName: z.string().nullable(),
  surname: z.string().nullable(),
  otherNames: z.array(z.string()),
  room: z.string().nullable(),
  emails: z.array(z.string()),
  phones: z.array(z.object({ kind: z.enum(['work', 'mobile', 'home', 'fax', 'pager']), number: z.string() })),
  employeeNumber: z.string().nullable(),
  skills: z.array(z.string()),
  languages: z.array(z.string()),
  bio: z.string().nullable(),
  /** From the person's manager up to the top. */
  managers: z.array(PersonCard),
  reports: z.array(PersonCard),
  /** Others with the same manager. */
  peers: z.array(PersonCard),
  /** Documents of this person that the viewer may read, newest first. */
  documents: z.object({ total: z.int(), items: z.array(DocumentHit) }),
}).meta({ id: 'PersonDetail' });
export type PersonDetail = z.infer<typeof PersonDetail>;

/** The part of the org chart around a person. */
export const OrgResponse = z
  .object({
    /** From the top down to the person's manager. */
    managers: z.array(PersonCard),
    person: PersonCard,
    reports: z.array(PersonCard.extend({ reportCount: z.int() })),
    /** Everyone below, at any depth. */
    organisationSize: z.int(),
    /** What is wrong with the directory's data here: a cycle, a manager who is not there. */
    problems: z.array(z.string()),
  })
  .meta({ id: 'OrgResponse' });
export type OrgResponse = z.infer<typeof OrgResponse>;
