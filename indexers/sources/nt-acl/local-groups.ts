import { z } from 'zod';

/**
 * Groups that only the file server knows: `BUILTIN\Users`, or a SID of its own accounts. The administrator says who is in them;
 * an empty list means nobody.
 */
export const LocalGroups = z.record(
  z.string().refine((name) => sidOfLocalGroup(name) !== undefined, {
    error: 'Name a group of the file server by its SID (S-1-5-…) or as "BUILTIN\\Users", "BUILTIN\\Administrators", …',
  }),
  z.array(
    z.string().regex(/^(everyone|authenticated|(user|group|uid|gid|sid):.+)$/, {
      error: 'Say who is in it: "everyone", "authenticated", "group:<name>", "user:<name>", "gid:<n>", "uid:<n>" or "sid:S-1-…"',
    }),
  ),
);
export type LocalGroups = z.output<typeof LocalGroups>;

/** MS-DTYP 2.4.2.4, with the names that English servers show; others give the SID. */
const BUILTIN: Record<string, number> = {
  administrators: 544,
  users: 545,
  guests: 546,
  'power users': 547,
  'account operators': 548,
  'server operators': 549,
  'print operators': 550,
  'backup operators': 551,
  replicator: 552,
  'remote desktop users': 555,
};

export function sidOfLocalGroup(name: string): string | undefined {
  if (/^S-1-\d+(-\d+)+$/.test(name)) return name;
  const rid = BUILTIN[/^BUILTIN\\(.+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''];
  return rid === undefined ? undefined : `S-1-5-32-${rid}`;
}
