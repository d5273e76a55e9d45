import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSambaDc } from './start-samba-dc.ts';

/** For the global setup: starts the domain controller when the first test file asks. */
export async function offerSambaDc(): Promise<{ socketPath: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-samba-dc-socket-'));
  const socketPath = join(folder, 'socket');
  let starting: ReturnType<typeof startSambaDc> | undefined;
  const server = createServer((socket) => {
    // A test file that has given up is no reason to fail all others.
    socket.on('error', () => undefined);
    starting ??= startSambaDc();
    starting.then(
      ({ dc }) => socket.end(JSON.stringify({ dc })),
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
