import { z } from 'zod';
import { LocalGroups } from '../nt-acl/local-groups.ts';

/** All that a child process is told of a share. It arrives on standard input: there is a password in it. */
export const SmbPlace = z.strictObject({
  source: z.string(),
  host: z.string(),
  port: z.int(),
  share: z.string(),
  folder: z.string(),
  username: z.string(),
  password: z.string(),
  domain: z.string().optional(),
  shareReadableBy: z.union([z.literal('everyone'), z.array(z.string())]).optional(),
  traverse: z.enum(['strict', 'bypass']),
  localGroups: LocalGroups,
  encryption: z.enum(['required', 'preferred']),
  engine: z.enum(['auto', 'libsmbclient', 'smbclient']),
  hidden: z.boolean(),
  answerWithinMs: z.int(),
});
export type SmbPlace = z.output<typeof SmbPlace>;
