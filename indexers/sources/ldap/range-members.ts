import type { SideConnection } from './side-connection.ts';
import { ANY_ENTRY } from './wire/filter.ts';
import type { LdapEntry } from './wire/incoming.ts';
import { LdapError } from './wire/ldap-error.ts';
import { textsOf, valueCount } from './wire/values.ts';

const RANGE = /^member;range=(\d+)-(\d+|\*)$/;
/** `cn=ada,dc=example#'0101'B`: a DN with an optional bit string (RFC 4517, 3.3.21). */
const UNIQUE_ID = /#'[01]*'B$/;

/** The directory does not give all members of a group. Half a group is worse than none: it may leave a denial out. */
export class MembersUnreadable extends Error {
  constructor(dn: string, reason: string, options?: { cause: unknown }) {
    super(`the members of ${dn} could not all be read: ${reason}`, options);
    this.name = 'MembersUnreadable';
  }
}

/**
 * All member DNs of a group. Active Directory gives large groups an empty `member` and the first 1,500 values as
 * `member;range=0-1499`; the rest has to be asked for until a range ends in `*` (MS-ADTS 3.1.1.3.1.3.3). Throws
 * MembersUnreadable for anything less.
 */
export async function readMembers(group: LdapEntry, connection: SideConnection, signal: AbortSignal): Promise<string[]> {
  const members = [...texts(group, 'member'), ...texts(group, 'uniquemember').map((value) => value.replace(UNIQUE_ID, ''))];
  let range = findRange(group);
  if (range === undefined) return members;
  for (let entry = group, start = 0; ; ) {
    if (range === undefined)
      throw new MembersUnreadable(group.dn, `the directory gives none from ${start} on, and did not say that there are no more`);
    assertWhole(group.dn, range, start);
    members.push(...texts(entry, range.attribute));
    if (range.last === '*') return members;
    start = Number(range.last) + 1;
    entry = await readFrom({ dn: group.dn, start, connection, signal });
    range = findRange(entry);
  }
}

interface MemberRange {
  attribute: string;
  first: number;
  last: string;
  /** Values that came with it. */
  count: number;
}

function findRange(entry: LdapEntry): MemberRange | undefined {
  for (const [attribute, values] of entry.attributes) {
    const match = RANGE.exec(attribute);
    const count = valueCount(values);
    if (match?.[1] !== undefined && match[2] !== undefined && count > 0)
      return { attribute, first: Number(match[1]), last: match[2], count };
  }
  return undefined;
}

function assertWhole(dn: string, { first, last, count }: MemberRange, start: number): void {
  if (first !== start)
    throw new MembersUnreadable(dn, `the directory was asked for members from ${start} and answered from ${first}`);
  const promised = Number(last) - first + 1;
  if (last !== '*' && count !== promised)
    throw new MembersUnreadable(dn, `the directory promised members ${first} to ${last} and gave ${count} of ${promised}`);
}

async function readFrom(o: { dn: string; start: number; connection: SideConnection; signal: AbortSignal }): Promise<LdapEntry> {
  const request = { base: o.dn, scope: 'base', filter: ANY_ENTRY, attributes: [`member;range=${o.start}-*`] } as const;
  try {
    const { entries } = await o.connection.use((connection) => connection.search(request, o.signal), o.signal);
    if (entries[0] !== undefined) return entries[0];
  } catch (error) {
    // Without a code it is the connection that failed, and with it the run.
    if (!(error instanceof LdapError) || error.code === undefined) throw error;
    throw new MembersUnreadable(o.dn, error.message, { cause: error });
  }
  throw new MembersUnreadable(o.dn, 'it disappeared meanwhile');
}

function texts(entry: LdapEntry, attribute: string): string[] {
  return textsOf(entry.attributes.get(attribute));
}
