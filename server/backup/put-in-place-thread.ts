import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import { putInPlace } from './put-in-place.ts';

/** The work of `putInPlaceAside`, in a thread of its own. */
await putInPlace(z.object({ copyFile: z.string(), storeFile: z.string() }).parse(workerData));
