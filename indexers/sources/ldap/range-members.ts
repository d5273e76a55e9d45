import type { SideConnection } from './side-connection.ts';
import { ANY_ENTRY } from './wire/filter.ts';
import type { LdapEntry } from './wire/incoming.ts';
import { LdapError } from './wire/ldap-error.ts';
import { textsOf, valueCount } from './wire/values.ts';

const RANGE = /^member;range=(\d+)-(\d+|\*)$/;
/** `cn=ada,dc=example#'0101'B`: a DN with an optional bit string (RFC 4517, 3.3.21). */
const UNIQUE_ID = /#'[01]*'B$/;

/**
 * All member DNs of a group. Active Directory gives large groups an empty `member` and the first 1,500 values as
 * `member;range=0-1499`; the rest has to be asked for until a range ends in `*` (MS-ADTS 3.1.1.3.1.3.3).
 */
export async function readMembers(group: LdapEntry, connection: SideConnection, signal: AbortSignal): Promise<string[]> {
  const members = [...texts(group, 'member'), ...texts(group, 'uniquemember').map((value) => value.replace(UNIQUE_ID, ''))];
  let range = findRange(group);
  while (range !== undefined) {
    members.push(...texts(group, range.attribute));
    if (range.last === '*') break;
    const start = Number(range.last) + 1;
    const next = await readRange({ dn: group.dn, start, connection, signal });
    group = next.entry;
    range = next.range;
  }
  return members;
}

interface MemberRange {
  attribute: string;
  first: number;
  last: string;
}

function findRange(entry: LdapEntry): MemberRange | undefined {
  for (const [attribute, values] of entry.attributes) {
    const match = RANGE.exec(attribute);
    if (match?.[1] !== undefined && match[2] !== undefined && valueCount(values) > 0)
      return { attribute, first: Number(match[1]), last: match[2] };
  }
  return undefined;
}

async function readRange(o: {
  dn: string;
  start: number;
  connection: SideConnection;
  signal: AbortSignal;
}): Promise<{ entry: LdapEntry; range: MemberRange | undefined }> {
  const request = { base: o.dn, scope: 'base', filter: ANY_ENTRY, attributes: [`member;range=${o.start}-*`] } as const;
  const { entries } = await o.connection.use((connection) => connection.search(request, o.signal), o.signal);
  const entry = entries[0];
  // Half a group is worse than none: it would take rights away, or leave a denial out.
  if (entry === undefined) throw new LdapError(`the group ${o.dn} disappeared while its members were read`);
  const range = findRange(entry);
  if (range !== undefined && range.first !== o.start)
    throw new LdapError(`the group ${o.dn} was asked for members from ${o.start} and answered from ${range.first}`);
  return { entry, range };
}

function texts(entry: LdapEntry, attribute: string): string[] {
  return textsOf(entry.attributes.get(attribute));
}
