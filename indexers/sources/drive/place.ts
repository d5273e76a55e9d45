import { z } from 'zod';
import { AccessRules } from './permissions.ts';

/** What a drive's child processes are told of it. */
export const DrivePlace = z.strictObject({
  root: z.string(),
  permissions: AccessRules,
  /** See `OwnPlaces`. */
  own: z.strictObject({ kept: z.array(z.string()), open: z.array(z.string()) }).optional(),
});
export type DrivePlace = z.output<typeof DrivePlace>;
