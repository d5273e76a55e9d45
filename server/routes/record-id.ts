import { z } from 'zod';

/** Ids of people and documents: what the index accepts as a key, and nothing that means something in a path or a filter. */
export const RecordId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'is not an id');
