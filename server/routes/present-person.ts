import type { PersonCard } from '../contract/people.ts';
import type { StoredPerson } from '../store/state-store.ts';

/** The fields of a card, and no others. */
export function presentCard({ id, person, photoVersion }: StoredPerson): PersonCard {
  return {
    id,
    uid: person.uid,
    name: person.name,
    title: person.title ?? null,
    department: person.department ?? null,
    location: person.location ?? null,
    photoUrl: photoUrl(id, photoVersion),
  };
}

/** Changes with the photo, so that browsers may keep it for ever. */
export function photoUrl(id: string, version: string | null): string | null {
  return version === null ? null : `/api/v1/people/${id}/photo?v=${version}`;
}
