import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server, and does to their connection what networks do. */
export interface TcpProxy {
  port: number;
  url: string;
  /** Everything clients sent, in clear. */
  sent(): Buffer;
  connections(): number;
  /** Of these, how many are open now. */
  open(): number;
  close(): Promise<void>;
}

/** `dropAfter` cuts a connection when the server has answered this many bytes; `answer: false` swallows every answer. */
export async function startTcpProxy(options: { port: number; dropAfter?: number; answer?: boolean }): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const chunks: Buffer[] = [];
  let connections = 0;
  const server = createServer((client) => {
    connections++;
    const upstream = connect(options.port, '127.0.0.1');
    let answered = 0;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    client.on('data', (chunk) => {
      chunks.push(chunk);
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (options.answer === false) return;
      answered += chunk.length;
      if (options.dropAfter !== undefined && answered > options.dropAfter) end();
      else client.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    port: address.port,
    url: `ldap://127.0.0.1:${address.port}`,
    sent: () => Buffer.concat(chunks),
    connections: () => connections,
    open: () => sockets.size / 2,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
