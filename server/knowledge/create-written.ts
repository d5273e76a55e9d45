import type { ConfiguredSource } from '../configured-source.ts';
import type { StateStore } from '../store/state-store.ts';
import { createWrittenSource, type WrittenSource } from './written-source.ts';

/** Whatever was not told when it was written is found by these. */
const SCHEDULE = '*/15 * * * *';

/** The source of what employees write here; it needs no configuration. */
export function createWritten(
  store: Pick<StateStore, 'knowledge' | 'directory'>,
  sources: () => readonly string[],
): WrittenSource & { configured: ConfiguredSource; isWanted(): boolean } {
  const uidOf = (personId: string) => {
    const person = store.directory.person(personId);
    return person === undefined || person.disabled || !sources().includes(person.source) ? undefined : person.person.uid;
  };
  const written = createWrittenSource({ posts: store.knowledge.posts, uidOf });
  return {
    ...written,
    isWanted: () => store.knowledge.posts.hasAny(),
    configured: { source: written.source, holds: 'documents', location: 'written in Atrium', schedule: SCHEDULE },
  };
}
