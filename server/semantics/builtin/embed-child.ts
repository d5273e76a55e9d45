import { writeSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { EmbedReply } from './embed-messages.ts';

const REPLIES = 3;
const [, , niceness, threads] = process.argv;

/** Holds the model for the program. Whatever goes wrong in native code, only this process has it. */
async function main(): Promise<void> {
  // Both before the first thread is started: threads take them over.
  // Nobody but root may raise it.
  if (Number(niceness) > getPriority()) setPriority(Number(niceness));
  process.env.UV_THREADPOOL_SIZE = threads ?? '4';
  const { EmbedRequest } = await import('./embed-messages.ts');
  const { loadMinilm } = await import('./minilm-model.ts');
  const model = await loadMinilm();
  await forgetWeights();
  reply({ type: 'ready' });
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, text } = EmbedRequest.parse(JSON.parse(line));
    // Not awaited: the program says how many at once.
    model.embed(text).then(
      (vector) => reply({ type: 'vector', id, vector: Buffer.from(vector.buffer).toString('base64') }),
      (error: unknown) => reply({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) }),
    );
  }
}

/** What the model was made of, 80 MB, is the runtime's now; V8 would keep it for long, because it does not count such memory. */
async function forgetWeights(): Promise<void> {
  setFlagsFromString('--expose-gc');
  for (let round = 0; round < 2; round++) {
    runInNewContext('gc')();
    await nextTurn();
  }
}

function reply(message: EmbedReply): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let at = 0; at < bytes.length; ) at += writeSync(REPLIES, bytes, at);
}

await main().catch((error: unknown) => {
  reply({ type: 'broken', message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
});
