import { once } from 'node:events';
import type { Socket } from 'node:net';
import ldapjs from 'ldapjs';
import { z } from 'zod';

/** What a client asks for (RFC 4511, 4.5.1). */
export interface LdapSearch {
  base: string;
  scope: 'base' | 'one' | 'sub';
  /** As text (RFC 4515). */
  filter: string;
  attributes: string[];
  /** Simple paged results (RFC 2696); an empty cookie asks for the first page. */
  page: { size: number; cookie: Buffer } | undefined;
  /** DN of the last successful bind on this connection; `cn=anonymous` before one. */
  signedInAs: string;
}

export interface LdapSearchAnswer {
  /** Result code; 0 is success. Entries are sent whatever it is, as real servers do at a size limit. */
  code: number;
  message?: string;
  entries: { dn: string; attributes: Record<string, (string | Buffer)[]> }[];
  /** Sent as paged results control when there is one; empty after the last page. */
  cookie?: Buffer;
}

export interface LdapServer {
  url: string;
  /** Stops listening and ends every connection. */
  close(): Promise<void>;
}

/** ldapjs has no types for its server that are worth the name: this is all of it that we use. */
interface Ldapjs {
  createServer(options: { connectionRouter(socket: Socket): void }): LdapjsServer;
  PagedResultsControl: new (options: { value: { size: number; cookie: Buffer } }) => unknown;
}
interface LdapjsServer extends NodeJS.EventEmitter {
  port: number;
  newConnection(socket: Socket): void;
  bind(mount: string, handler: (request: unknown, response: LdapjsResponse, next: () => void) => void): void;
  search(mount: string, handler: (request: unknown, response: LdapjsResponse, next: () => void) => void): void;
  listen(port: number, host: string, listening: () => void): void;
  close(): void;
}
interface LdapjsResponse {
  controls: unknown[];
  errorMessage: string;
  createSearchEntry(entry: { objectName: string; attributes: { type: string; values: (string | Buffer)[] }[] }): unknown;
  send(entry: unknown, nofiltering: boolean): void;
  end(status: number): void;
}
const { createServer, PagedResultsControl } = ldapjs as unknown as Ldapjs;

const PAGED_RESULTS = '1.2.840.113556.1.4.319';
const INVALID_CREDENTIALS = 49;
const SCOPES = ['base', 'one', 'sub'] as const;

const text = z.unknown().transform(String);
const Bind = z.object({ dn: text, credentials: z.string() });
const Search = z.object({
  dn: text,
  scope: z
    .union([z.enum(SCOPES), z.int().min(0).max(2)])
    .transform((scope) => (typeof scope === 'number' ? SCOPES[scope] : scope)),
  filter: text,
  attributes: z.array(z.string()),
  controls: z.array(z.object({ type: z.string(), value: z.unknown() })),
  connection: z.object({ ldap: z.object({ bindDN: text }) }),
});
const Page = z.object({ size: z.int(), cookie: z.instanceof(Buffer) });

/** An LDAP server on 127.0.0.1 whose answers come from two functions. `port` 0 takes a free one. */
export async function startLdapServer(options: {
  port: number;
  signIn(dn: string, password: string): boolean;
  search(request: LdapSearch): LdapSearchAnswer;
}): Promise<LdapServer> {
  const sockets = new Set<Socket>();
  const server: LdapjsServer = createServer({
    connectionRouter: (socket) => {
      // An answer is many small writes; without this each waits 40 ms for the client's acknowledgement.
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      server.newConnection(socket);
    },
  });
  server.bind('', (request, response, next) => {
    const { dn, credentials } = Bind.parse(request);
    response.end(options.signIn(dn, credentials) ? 0 : INVALID_CREDENTIALS);
    next();
  });
  server.search('', (request, response, next) => {
    send(response, options.search(readSearch(request)));
    next();
  });
  await listening(server, options.port);
  // A client that speaks nonsense is cut off by ldapjs, which also tells us; unheard, that would end the process.
  server.on('error', (_error: Error) => {});
  return {
    url: `ldap://127.0.0.1:${server.port}`,
    async close() {
      const closed = once(server, 'close', { signal: AbortSignal.timeout(10_000) });
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function listening(server: LdapjsServer, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, '127.0.0.1', resolve);
  await promise;
  server.off('error', reject);
}

function readSearch(request: unknown): LdapSearch {
  const { dn, scope, filter, attributes, controls, connection } = Search.parse(request);
  const paged = controls.find(({ type }) => type === PAGED_RESULTS);
  return {
    base: dn,
    scope: scope ?? 'sub',
    filter,
    attributes,
    page: paged && Page.parse(paged.value),
    signedInAs: connection.ldap.bindDN,
  };
}

function send(response: LdapjsResponse, answer: LdapSearchAnswer): void {
  for (const { dn, attributes } of answer.entries) {
    const list = Object.entries(attributes).map(([type, values]) => ({ type, values }));
    response.send(response.createSearchEntry({ objectName: dn, attributes: list }), true);
  }
  if (answer.cookie) response.controls = [new PagedResultsControl({ value: { size: 0, cookie: answer.cookie } })];
  response.errorMessage = answer.message ?? '';
  response.end(answer.code);
}
