import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';
import { z } from 'zod';

/** The work of `copyStore`, in a thread of its own. */
const { storeFile, file } = z.object({ storeFile: z.string(), file: z.string() }).parse(workerData);
using store = new DatabaseSync(storeFile, { readOnly: true, timeout: 60_000 });
store.prepare('VACUUM INTO ?').run(file);
