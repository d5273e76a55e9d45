import type { ConfiguredSource } from '../create-sources.ts';
import { AppError } from '../errors.ts';
import type { StateStore } from '../store/state-store.ts';
import type { Authenticator } from './authenticator.ts';

/** Longest time the directory may take, milliseconds. */
const TIME_LIMIT = 10_000;

/**
 * Signs in with the directory's password: the person is looked up in our copy, and the DN the directory gave is bound on a
 * connection of its own (RFC 4513 §5.1.3). Whoever the directory refuses, or we do not know, gets the same answer.
 */
export function createDirectoryAuthenticator(options: {
  store: StateStore;
  sources: ReadonlyMap<string, ConfiguredSource>;
}): Authenticator {
  return {
    method: 'directory',
    async signIn({ username, password }, signal) {
      if (username === '' || password === '') return undefined;
      const person = options.store.directory.personByUid(username, [...options.sources.keys()]);
      const source = person && options.sources.get(person.source)?.source;
      const entry = person && options.store.ledger.get(person.source, person.itemId);
      if (!person || !entry || !source?.checkPassword) return undefined;
      const limited = AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT)]);
      const isRight = await source.checkPassword({ path: entry.path, password }, limited).catch((cause: unknown) => {
        throw new AppError(
          'directory-unavailable',
          'The directory that checks passwords cannot be reached. Try again in a minute.',
          { cause },
        );
      });
      return isRight ? { uid: person.person.uid } : undefined;
    },
  };
}
