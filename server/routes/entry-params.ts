import { z } from 'zod';

/** The number of something that is curated. */
export const EntryParams = z.strictObject({
  id: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'This is a number.')
    .transform(Number),
});
