import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { inspectBackup } from './inspect-backup.ts';

/** The work of `inspectAside`, in a thread of its own. */
const { file, storeFile } = z.object({ file: z.string(), storeFile: z.string() }).parse(workerData);
parentPort?.postMessage(inspectBackup(file, storeFile));
