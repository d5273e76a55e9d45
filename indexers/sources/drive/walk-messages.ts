import { z } from 'zod';
import type { WalkOptions } from '../file-tree/walk-messages.ts';
import { AccessRules } from './permissions.ts';

export { Findings, type WalkMessage } from '../file-tree/walk-messages.ts';

/** What a drive's child processes are told of it. */
export const DrivePlace = z.strictObject({ root: z.string(), permissions: AccessRules });
export type DrivePlace = z.output<typeof DrivePlace>;
export type LookJob = DrivePlace & z.output<typeof WalkOptions>;
