import { z } from 'zod';
import { PersonReference } from './common.ts';
import { DocumentHit } from './search.ts';
import { Sentence } from './sentence.ts';

/** A person as a card: enough for a chain, a list of reports, an author. */
export const PersonCard = PersonReference.extend({
  uid: z.string(),
  title: z.string().nullable(),
  department: z.string().nullable(),
  location: z.string().nullable(),
  photoUrl: z.string().nullable(),
}).meta({ id: 'PersonCard' });
export type PersonCard = z.infer<typeof PersonCard>;

/** Somebody whose entry has vanished from the directory or whose account has ended: only for those who worked together. */
export const Departure = z
  .object({
    /** The last day on which the directory still had the person. */
    lastSeenAt: z.iso.datetime(),
    successor: z
      .object({
        person: PersonCard,
        /** `same-role`: has had the same title under the same manager since then; `manager`: nobody has, so the manager. */
        reason: z.enum(['same-role', 'manager']),
      })
      .nullable(),
  })
  .meta({ id: 'Departure' });
export type Departure = z.infer<typeof Departure>;

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
  /** IANA name; null where it is not known for sure. */
  timeZone: z.string().nullable(),
  /** Null for everybody who is there. */
  departure: Departure.nullable(),
  /** From the person's manager up to the top. */
  managers: z.array(PersonCard),
  reports: z.array(PersonCard),
  /** Others with the same manager. */
  peers: z.array(PersonCard),
  /** Who left and reported to this person, latest first; only for those who worked together. */
  formerReports: z.array(PersonCard),
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
    problems: z.array(Sentence),
  })
  .meta({ id: 'OrgResponse' });
export type OrgResponse = z.infer<typeof OrgResponse>;

/**
 * The org chart column by column, one row for each person in alphabetical order: ten thousand people in one answer. Numbers point
 * to rows or, for titles and departments, to `words`; -1 is none.
 */
export const OrgChart = z
  .object({
    ids: z.array(z.string()),
    names: z.array(z.string()),
    titles: z.array(z.int()),
    departments: z.array(z.int()),
    managers: z.array(z.int()),
    /** `v` of the photo's address; empty where there is no photo. */
    photos: z.array(z.string()),
    words: z.array(z.string()),
    /** What is wrong with the directory's data; `people` are rows. A circle is opened at its first person. */
    problems: z.array(
      z.object({ code: z.enum(['cycle', 'own-manager', 'missing-manager', 'several-tops']), people: z.array(z.int()) }),
    ),
  })
  .meta({ id: 'OrgChart' });
export type OrgChart = z.infer<typeof OrgChart>;

/** The shortest reporting path between the viewer and somebody. */
export const ConnectionResponse = z
  .object({
    /** From the viewer up to whom both report to (or one of the two) and down to the person; empty where there is none. */
    path: z.array(PersonCard),
    /** Place in `path` of the one at the top. */
    top: z.int(),
  })
  .meta({ id: 'ConnectionResponse' });
export type ConnectionResponse = z.infer<typeof ConnectionResponse>;

/** What somebody knows about, with the documents that show it, of those that the viewer may read. */
export const ExpertiseResponse = z
  .object({
    items: z.array(
      z.object({
        topic: z.string(),
        /** Said by the person; otherwise only by the titles of the documents. */
        isDeclared: z.boolean(),
        /** Documents of the person about it. */
        total: z.int(),
        documents: z.array(z.object({ id: z.string(), title: z.string() })),
      }),
    ),
  })
  .meta({ id: 'ExpertiseResponse' });
export type ExpertiseResponse = z.infer<typeof ExpertiseResponse>;

const Counted = z.object({ name: z.string(), count: z.int() });

/** Ways to go through people without a question. */
export const PeopleOverview = z
  .object({
    total: z.int(),
    /** First letters of surnames that somebody has, `#` for all that are no letters from A to Z. */
    letters: z.array(Counted),
    departments: z.array(Counted),
    locations: z.array(Counted),
    newcomers: z.int(),
    /** Whom the viewer worked with (administrators: everybody) and who left. */
    leavers: z.int(),
  })
  .meta({ id: 'PeopleOverview' });
export type PeopleOverview = z.infer<typeof PeopleOverview>;

export const PeopleListQuery = z.strictObject({
  list: z.enum(['all', 'newcomers', 'leavers']).default('all'),
  letter: z
    .string()
    .regex(/^[A-Z#]$/)
    .optional(),
  department: z.string().min(1).max(200).optional(),
  location: z.string().min(1).max(200).optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(60),
});

export const PeopleList = z
  .object({
    total: z.int(),
    /** `at`: since when newcomers are there, or when leavers were last there. */
    items: z.array(PersonCard.extend({ at: z.iso.datetime().nullable() })),
  })
  .meta({ id: 'PeopleList' });
export type PeopleList = z.infer<typeof PeopleList>;

export const TeamQuery = z.strictObject({ name: z.string().min(1).max(200) });

export const TeamDetail = z
  .object({
    name: z.string(),
    total: z.int(),
    /** To whom most of them report, directly or through others of the team, and how many of them do. */
    head: z.object({ person: PersonCard, reports: z.int() }).nullable(),
    /** Address of a group of the directory that is called like the team. */
    email: z.string().nullable(),
    people: z.array(PersonCard),
    locations: z.array(Counted),
    leavers: z.array(PersonCard),
    /** Documents by people of the team that the viewer may read, newest first. */
    documents: z.object({ total: z.int(), items: z.array(DocumentHit) }),
  })
  .meta({ id: 'TeamDetail' });
export type TeamDetail = z.infer<typeof TeamDetail>;
