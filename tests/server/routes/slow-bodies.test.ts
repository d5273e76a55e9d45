import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import express, { Router } from 'express';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createLogger } from '#server/logger.ts';
import { bodyDeadline } from '#server/middleware/body-deadline.ts';
import { problemHandler } from '#server/middleware/problem.ts';
import { viewerOfRequest } from '#server/middleware/viewer.ts';
import { route } from '#server/routes/define-route.ts';
import { viewer } from '../../support/search-house.ts';

const LIMITS = { whole: 400, pause: 400 };

/** Takes a body and says how many bytes came. */
function takes(path: string, rights: { isLong?: true }) {
  const answer = z.object({ bytes: z.int() });
  return route(
    { id: path, method: 'post', path: `/${path}`, summary: 'Takes a body', access: 'admin', answer, ...rights },
    async ({ request }) => {
      let bytes = 0;
      for await (const chunk of request) bytes += z.instanceof(Buffer).parse(chunk).length;
      return { bytes };
    },
  );
}

const router = Router();
for (const made of [takes('small', {}), takes('large', { isLong: true })]) made.mount(router, { adminRefused: () => undefined });
const app = express()
  .use(bodyDeadline(LIMITS))
  .use(
    viewerOfRequest({
      sessions: { forget: () => undefined },
      requestViewer: (request) => ({
        viewer: request.get('x-who') === 'admin' ? { ...viewer(), isAdmin: true } : viewer(),
        problem: undefined,
        hasEnded: false,
      }),
    }),
    router,
    problemHandler(createLogger({ level: 'silent' })),
  );
const server = createServer({ requestTimeout: 0 }, app);
let port = 0;
const open = new Set<Socket>();

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = z.object({ port: z.int() }).parse(server.address()));
});
afterEach(() => {
  for (const socket of open) socket.destroy();
  open.clear();
});
afterAll(() => void server.close());

/** A request of ten bytes whose pieces come after pauses; resolves with all that was answered when the server hangs up. */
async function sent(o: { path: string; who: string; everyMs: number; pieces: number }): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  open.add(socket);
  let answer = '';
  socket.setEncoding('utf8').on('data', (text) => {
    answer += text;
  });
  // Who is hung up on while writing is told so by an error first; how it ends is what was answered.
  socket.on('error', () => undefined);
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  socket.once('close', () => resolve());
  socket.write(
    `POST /${o.path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Who: ${o.who}\r\nContent-Length: 10\r\n\r\n`,
  );
  for (let piece = 0; piece < o.pieces && !socket.destroyed; piece++) {
    await pause(o.everyMs);
    if (socket.writable) socket.write('a');
  }
  await closed;
  return answer;
}

test('a large body of an administrator may take longer than any other, while something of it comes', async () => {
  const slowly = { who: 'admin', everyMs: LIMITS.whole / 4, pieces: 10 };
  expect(await sent({ ...slowly, path: 'large' })).toMatch(/^HTTP\/1.1 200 .*\{"bytes":10\}$/s);
  expect(await sent({ ...slowly, path: 'small' })).toMatch(/^HTTP\/1.1 408 /);
});

test('a large body that stops coming is hung up on', async () => {
  expect(await sent({ path: 'large', who: 'admin', everyMs: 0, pieces: 3 })).toMatch(/^HTTP\/1.1 408 /);
});

test('nobody else may send slowly where an administrator may', async () => {
  const answer = await sent({ path: 'large', who: 'employee', everyMs: 100, pieces: 100 });
  expect(answer).toMatch(/^HTTP\/1.1 403 /);
});

test('whoever sends slowly to where nothing is read is hung up on, and the server goes on', async () => {
  expect(await sent({ path: 'nowhere', who: 'employee', everyMs: 100, pieces: 100 })).toMatch(/^HTTP\/1.1 408 /);
  expect(await sent({ path: 'small', who: 'admin', everyMs: 0, pieces: 10 })).toMatch(/^HTTP\/1.1 200 /);
});
