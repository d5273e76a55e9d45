import { connect as connectTcp, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { createMessageReader, type LdapAnswer, type LdapEntry } from './incoming.ts';
import { errorFromResult, LdapError, type LdapResult } from './ldap-error.ts';
import { encodeAbandon, encodeBind, encodeSearch, encodeStartTls, encodeUnbind, type SearchRequest } from './outgoing.ts';

export interface SearchAnswer {
  entries: LdapEntry[];
  /** Continuations that name other servers. Never followed. */
  references: string[];
  /** Present and not empty: there are more pages, even when this one is empty. */
  cookie: Buffer | undefined;
}

/**
 * One connection to a directory. It never reconnects by itself: after a drop every call fails, because a silent second
 * connection would be anonymous and see less. Requests may overlap.
 */
export interface LdapConnection {
  /** Upgrades to TLS (RFC 4511, 4.14); nothing else may be under way. */
  startTls(options: ConnectionOptions, signal: AbortSignal): Promise<void>;
  bind(dn: string, password: string, signal: AbortSignal): Promise<void>;
  /** One search, or one page of one. Any result but success throws LdapError, whatever had arrived before. */
  search(request: SearchRequest, signal: AbortSignal): Promise<SearchAnswer>;
  readonly open: boolean;
  close(): void;
}

export interface ConnectionLimits {
  /** Milliseconds without a single byte while an answer is awaited. */
  silence: number;
  /** Bytes of one message: an entry with all its values. */
  maxMessageBytes: number;
}

export const DEFAULT_LIMITS: ConnectionLimits = { silence: 60_000, maxMessageBytes: 256 * 1024 * 1024 };

interface Pending extends SearchAnswer {
  settle(outcome: LdapResult | Error): void;
}

/**
 * Why not the client of ldapts: it takes an empty page for the last one, decides between text and bytes value by value,
 * reconnects anonymously, and cannot be cancelled. Its encoders are used; the conversation is ours.
 */
export async function openConnection(
  target: { host: string; port: number; tls: ConnectionOptions | undefined },
  signal: AbortSignal,
  limits: ConnectionLimits = DEFAULT_LIMITS,
): Promise<LdapConnection> {
  const socket = target.tls
    ? connectTls({ ...target.tls, host: target.host, port: target.port })
    : connectTcp({ host: target.host, port: target.port });
  await opened(socket, target.tls ? 'secureConnect' : 'connect', signal);
  socket.setNoDelay(true);
  return createConversation(socket, limits);
}

function createConversation(first: Socket, limits: ConnectionLimits): LdapConnection {
  const pending = new Map<number, Pending>();
  let socket = first;
  let reader = createMessageReader(limits);
  let lastId = 0;
  let failure: Error | undefined;

  const fail = (error: Error): void => {
    failure ??= error;
    socket.destroy();
    for (const request of [...pending.values()]) request.settle(failure);
  };

  const receive = (chunk: Buffer): void => {
    try {
      for (const answer of reader.push(chunk)) dispatch(answer);
    } catch (error) {
      fail(error instanceof Error ? error : new LdapError('the answer could not be read', { cause: error }));
    }
  };

  const dispatch = (answer: LdapAnswer): void => {
    // Id 0 is the server's own word, in practice the notice of disconnection (RFC 4511, 4.4.1).
    if (answer.id === 0 && answer.type === 'done') {
      fail(errorFromResult('the directory ended the connection', answer.result));
      return;
    }
    const request = pending.get(answer.id);
    if (request === undefined) return;
    if (answer.type === 'entry') request.entries.push(answer.entry);
    else if (answer.type === 'reference') request.references.push(...answer.uris);
    else if (answer.type === 'done') {
      request.cookie = answer.cookie;
      request.settle(answer.result);
    }
  };

  const onError = (error: Error): void => fail(new LdapError(`the connection broke: ${error.message}`, { cause: error }));
  const onClose = (): void => fail(new LdapError('the directory closed the connection before it had answered'));
  const onSilence = (): void => {
    if (pending.size > 0) fail(new LdapError(`the directory said nothing for ${Math.round(limits.silence / 1000)} seconds`));
  };
  const listen = (): void => {
    socket.on('data', receive).on('error', onError).on('close', onClose).on('timeout', onSilence);
    socket.setTimeout(limits.silence);
  };
  const unlisten = (): void => {
    socket.off('data', receive).off('error', onError).off('close', onClose).off('timeout', onSilence);
    socket.setTimeout(0);
  };

  const request = async (what: string, encode: (id: number) => Buffer, signal: AbortSignal): Promise<SearchAnswer> => {
    signal.throwIfAborted();
    if (failure) throw failure;
    const id = ++lastId;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const answer: Pending = {
      entries: [],
      references: [],
      cookie: undefined,
      settle(outcome) {
        pending.delete(id);
        if (outcome instanceof Error) reject(outcome);
        else if (outcome.code !== 0) reject(errorFromResult(what, outcome));
        else resolve();
      },
    };
    const abort = (): void => {
      if (!socket.destroyed) socket.write(encodeAbandon(++lastId, id));
      answer.settle(
        signal.reason instanceof Error ? signal.reason : new LdapError(`${what}: cancelled`, { cause: signal.reason }),
      );
    };
    pending.set(id, answer);
    signal.addEventListener('abort', abort, { once: true });
    try {
      socket.write(encode(id));
      await promise;
      return answer;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  };

  listen();

  return {
    async startTls(options, signal) {
      await request('starting TLS', encodeStartTls, signal);
      // Bytes after the answer would have been sent in clear by somebody in between (RFC 4511, 4.14.1).
      if (reader.hasRest()) throw new LdapError('data arrived in clear after the answer to StartTLS');
      unlisten();
      const secure = connectTls({ ...options, socket });
      await opened(secure, 'secureConnect', signal);
      socket = secure;
      reader = createMessageReader(limits);
      listen();
    },
    async bind(dn, password, signal) {
      // Many servers take a name without a password for "anonymous" and say yes (RFC 4513, 5.1.2).
      if (password === '') throw new LdapError('a password is needed to sign in to the directory');
      await request(`signing in as ${dn}`, (id) => encodeBind(id, dn, password), signal);
    },
    async search(search, signal) {
      const { entries, references, cookie } = await request(describe(search), (id) => encodeSearch(id, search), signal);
      return { entries, references, cookie: cookie && cookie.length > 0 ? cookie : undefined };
    },
    get open() {
      return failure === undefined && !socket.destroyed;
    },
    close() {
      if (failure) return;
      failure = new LdapError('the connection was closed');
      for (const unanswered of [...pending.values()]) unanswered.settle(failure);
      socket.end(encodeUnbind(++lastId));
      socket.destroySoon();
      socket.unref();
    },
  };
}

/** Waits until a socket is usable; on failure or abort it is destroyed. */
async function opened(socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const abort = (): void => reject(signal.reason);
  const closed = (): void => reject(new LdapError('the connection was closed while it was being opened'));
  socket.once(event, resolve);
  socket.once('error', reject);
  socket.once('close', closed);
  signal.addEventListener('abort', abort, { once: true });
  try {
    signal.throwIfAborted();
    await promise;
  } catch (error) {
    // Whatever the dying socket still has to say was said by the error that is thrown.
    socket.on('error', () => undefined);
    socket.destroy();
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
    socket.off(event, resolve);
    socket.off('close', closed);
    socket.off('error', reject);
  }
}

function describe(search: SearchRequest): string {
  return search.base === '' ? 'reading what the directory says of itself' : `reading ${search.base}`;
}
