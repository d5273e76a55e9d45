import { hash } from 'node:crypto';
import { z } from 'zod';
import type { LdapConfig } from '../config.ts';
import type { ReadingPlan } from '../plan.ts';

/** Counted up when a cursor of before must not be gone on from any more. */
const VERSION = 1;

const Cursor = z.strictObject({
  version: z.literal(VERSION),
  /** What was asked for, see `askedFor`. */
  asked: z.string(),
  /** Who answered: a domain controller's database, or the entries that are the bases. */
  server: z.string(),
  /** The attribute that ids come from. */
  idAttribute: z.string(),
  /** When the reading began by our own clock, milliseconds since 1970: for what comes true by time alone. */
  readAt: z.int().nonnegative(),
  mark: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('usn'),
      /** `highestCommittedUSN` before the reading. */
      highest: z.string().regex(/^\d{1,19}$/),
    }),
    z.strictObject({
      kind: z.literal('time'),
      /** The latest `modifyTimestamp` before the reading, the server's clock in milliseconds since 1970. */
      newest: z.int(),
      /** When it was first seen, by our own clock: only ever compared with the same. */
      firstSeenAt: z.int(),
      /** No change of that time or before can still turn up, see `change-marks.ts`. */
      isSettled: z.boolean(),
      /** contextCSN by the number of its server (RFC 4533 and syncprov of OpenLDAP); empty where there is none. */
      contextCsn: z.record(z.string(), z.string()),
    }),
  ]),
});

/** Where a reading left off, and all that has to be as it was for the next to go on from there. */
export type DeltaCursor = z.output<typeof Cursor>;
export type ChangeMark = DeltaCursor['mark'];

export function writeCursor(cursor: Omit<DeltaCursor, 'version'>): string {
  return JSON.stringify({ version: VERSION, ...cursor });
}

/** Undefined for anything but a cursor of this version. */
export function parseCursor(text: string): DeltaCursor | undefined {
  try {
    return Cursor.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // Not JSON: as good as none.
  }
}

/** Equal when the same was asked in the same way at the same address: bases, filters, attributes, rules. */
export function askedFor({ url, serviceAccounts }: LdapConfig, { vendor, people, groups, mapping }: ReadingPlan): string {
  const rules = [...vendor.rules, ...vendor.groupRules].map(({ attribute, rule }) => [attribute, rule]);
  const asked = JSON.stringify([url, vendor.id, people, groups, mapping, serviceAccounts, rules]);
  return hash('sha256', asked, 'base64url').slice(0, 22);
}
