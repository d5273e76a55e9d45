import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Offered {
  /** Where test files ask; each is answered with JSON: `{ answer }`, or `{ error }` when the start failed. */
  socketPath: string;
  close(): Promise<void>;
}

interface Running {
  /** What test files are told of it. */
  answer: unknown;
  stop(): Promise<void>;
}

/** For the global setup: something that is dear to start is started when the first test file asks, and once for all of them. */
export async function offer(start: () => Promise<Running>): Promise<Offered> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-offer-'));
  const socketPath = join(folder, 'socket');
  let starting: Promise<Running> | undefined;
  const server = createServer((socket) => {
    // A test file that has given up is no reason to fail all others.
    socket.on('error', () => undefined);
    starting ??= start();
    starting.then(
      ({ answer }) => socket.end(JSON.stringify({ answer })),
      (error: unknown) => socket.end(JSON.stringify({ error: String(error) })),
    );
  });
  server.listen(socketPath);
  await once(server, 'listening');
  return {
    socketPath,
    async close() {
      server.close();
      const [started] = await Promise.allSettled([starting]);
      if (started.status === 'fulfilled') await started.value?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
