import { connectDirectory, type DirectoryAddress } from './connect.ts';
import type { LdapConnection } from './wire/connection.ts';

/**
 * A second connection for what is asked in between, such as photos: a server keeps one paged search per connection, and
 * another request may make it forget the place. Opened at first use, closed when the run has ended and nobody uses it;
 * a photo that is read after that opens it again.
 */
export interface SideConnection {
  use<T>(work: (connection: LdapConnection) => Promise<T>, signal: AbortSignal): Promise<T>;
  /** The run has ended. */
  release(): void;
}

export function createSideConnection(address: DirectoryAddress): SideConnection {
  let opening: Promise<LdapConnection> | undefined;
  let users = 0;
  let released = false;

  const open = async (): Promise<LdapConnection> => {
    // An attempt that failed was told to whoever asked for it; the next one tries again.
    const known = await opening?.catch(() => undefined);
    if (known?.open) return known;
    // Shared by all users, so no single user's signal may end it; connecting has its own limit.
    opening = connectDirectory(address, new AbortController().signal);
    return opening;
  };
  let turn: Promise<LdapConnection> | undefined;
  const shared = (): Promise<LdapConnection> => {
    turn ??= open().finally(() => {
      turn = undefined;
    });
    return turn;
  };
  const closeWhenIdle = (): void => {
    if (!released || users > 0 || opening === undefined) return;
    const unused = opening;
    opening = undefined;
    void unused.then(
      (connection) => connection.close(),
      () => undefined,
    );
  };

  return {
    async use(work, signal) {
      users++;
      try {
        return await work(await abortable(shared(), signal));
      } finally {
        users--;
        closeWhenIdle();
      }
    },
    release() {
      released = true;
      closeWhenIdle();
    },
  };
}

/** The promise, or the signal's reason if that comes first. */
async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
