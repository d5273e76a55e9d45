import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * Copies a store as it is at one moment, while others write to it. SQLite copies it in one call, which takes seconds where it is
 * large: in a thread of its own, so that a server goes on answering meanwhile.
 */
export async function copyStore(paths: { storeFile: string; file: string }): Promise<void> {
  const worker = new Worker(new URL('./vacuum-into.ts', import.meta.url), { workerData: paths });
  // `once` rejects with what the thread threw.
  await once(worker, 'exit');
}
