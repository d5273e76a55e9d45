import { z } from 'zod';
import type { Context } from '../context.ts';
import { type Departure, OrgResponse, PersonDetail } from '../contract/people.ts';
import { AppError } from '../errors.ts';
import { asStored, type Departures } from '../people/departures.ts';
import type { Leaver } from '../store/people-history/people-history.ts';
import type { DirectoryStore, StoredPerson } from '../store/state-store.ts';
import { type Route, route } from './define-route.ts';
import { downloadName } from './download-name.ts';
import { presentCard } from './present-person.ts';
import { RecordId } from './record-id.ts';
import { toVcard } from './vcard.ts';

const params = z.strictObject({ id: RecordId });

/** Documents shown on a profile. */
const PROFILE_DOCUMENTS = 10;

export function peopleRoutes(context: Context): Route[] {
  const { search, departures, timeZones } = context;
  const { directory } = context.store;
  return [
    route(
      {
        id: 'personCard',
        method: 'get',
        path: '/people/:id.vcf',
        summary: 'A person as vCard 4.0 (RFC 6350)',
        access: 'viewer',
        params,
        mediaType: 'text/vcard',
      },
      async ({ params: { id }, response }) => {
        const person = personOrThrow(context, id);
        response.attachment(downloadName(`${person.person.uid}.vcf`)).type('text/vcard; charset=utf-8');
        response.send(toVcard(person, { photo: directory.photo(id)?.bytes }));
        return undefined;
      },
    ),
    route(
      { id: 'person', method: 'get', path: '/people/:id', summary: 'A profile', access: 'viewer', params, answer: PersonDetail },
      async ({ params: { id }, viewer, signal }) => {
        const leaver = departures.find(id, viewer);
        const shown = leaver === undefined ? personOrThrow(context, id) : asStored(leaver);
        const authors = leaver === undefined ? id : namesOfLeaver(leaver, directory);
        const documents = await search.documentsBy(authors, { limit: PROFILE_DOCUMENTS }, viewer, signal);
        const location = shown.person.location;
        return {
          ...presentDetail(shown, directory),
          timeZone: (location && timeZones(location)) || null,
          departure: leaver === undefined ? null : presentDeparture(leaver, departures),
          formerReports: departures.list(viewer).filter(reportedTo(shown)).map(asStored).map(presentCard),
          documents,
        };
      },
    ),
    route(
      {
        id: 'organisation',
        method: 'get',
        path: '/people/:id/org',
        summary: 'The org chart around a person',
        access: 'viewer',
        params,
        answer: OrgResponse,
      },
      async ({ params: { id } }) => presentOrganisation(personOrThrow(context, id), directory),
    ),
    route(
      {
        id: 'photo',
        method: 'get',
        path: '/people/:id/photo',
        summary: 'The photo, as the directory has it',
        access: 'viewer',
        params,
        query: z.strictObject({ v: z.string().max(64).optional() }),
        mediaType: 'image/*',
      },
      async ({ params: { id }, response }) => {
        const photo = directory.photo(personOrThrow(context, id).id);
        if (!photo) throw new AppError('not-found', 'This person has no photo.');
        response.set('Cache-Control', 'private, max-age=31536000, immutable').type(imageType(photo.bytes));
        response.send(Buffer.from(photo.bytes));
        return undefined;
      },
    ),
  ];
}

/** Whoever left is nobody here, except for those whom `departures` tells. */
export function personOrThrow({ store, sources }: Context, id: string): StoredPerson {
  const person = store.directory.person(id);
  if (!person || person.disabled || !sources.has(person.source))
    throw new AppError('not-found', 'Nobody with this id is in the directory.');
  return person;
}

/** Documents know a leaver by the names in them; a name that somebody else has now is theirs. */
function namesOfLeaver({ id, person }: Leaver, directory: DirectoryStore): string[] {
  const names = [person.name, ...person.otherNames, person.uid, ...person.emails];
  return [id, ...new Set(names.filter((name) => directory.resolveAuthor(name) === undefined))];
}

function reportedTo({ source, person }: StoredPerson): (leaver: Leaver) => boolean {
  return (leaver) => leaver.source === source && leaver.person.managerKey === person.key;
}

function presentDeparture(leaver: Leaver, departures: Departures): Departure {
  const successor = departures.successorOf(leaver);
  return {
    lastSeenAt: new Date(leaver.leftAt).toISOString(),
    successor: successor === undefined ? null : { person: presentCard(successor.person), reason: successor.reason },
  };
}

type KeptByDirectory = Omit<PersonDetail, 'documents' | 'timeZone' | 'departure' | 'formerReports'>;

function presentDetail(stored: StoredPerson, directory: DirectoryStore): KeptByDirectory {
  const { person } = stored;
  const manager = directory.managerOf(stored);
  return {
    ...presentCard(stored),
    source: stored.source,
    givenName: person.givenName ?? null,
    surname: person.surname ?? null,
    otherNames: person.otherNames,
    room: person.room ?? null,
    emails: person.emails,
    phones: person.phones,
    employeeNumber: person.employeeNumber ?? null,
    skills: person.skills,
    languages: person.languages,
    bio: person.bio ?? null,
    managers: directory.managerChain(stored).managers.map(presentCard),
    reports: directory.reportsOf(stored).map(presentCard),
    peers: manager
      ? directory
          .reportsOf(manager)
          .filter((peer) => peer.id !== stored.id)
          .map(presentCard)
      : [],
  };
}

function presentOrganisation(person: StoredPerson, directory: DirectoryStore): OrgResponse {
  const { managers, problem } = directory.managerChain(person);
  const reports = directory.reportsOf(person);
  const counts = directory.reportCounts(reports);
  return {
    managers: managers.map(presentCard).reverse(),
    person: presentCard(person),
    reports: reports.map((report) => ({ ...presentCard(report), reportCount: counts.get(report.id) ?? 0 })),
    organisationSize: directory.organisationSize(person),
    problems: problem === undefined ? [] : [problem],
  };
}

/** By the first bytes: directories do not say what they hold. Anything unknown is sent as bytes, never as a page. */
function imageType(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg';
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return 'image/png';
  if (bytes[0] === 0x47 && bytes[1] === 0x49) return 'image/gif';
  return 'application/octet-stream';
}
