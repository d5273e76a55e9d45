/** What the domain of the tests holds. DNs are relative to the domain. */
export interface DomainEntries {
  entries: { dn: string; attributes: Attributes }[];
  /** Made after all entries are there: `replace` takes the place of all values. */
  changes: { dn: string; replace: Attributes }[];
}

type Value = string | { base64: string } | { sid: string } | { ridOf: string };
type Attributes = Record<string, Value | Value[]>;

/** Of everybody who has one. */
export const DOMAIN_PASSWORD = 'Correct-Horse-7';
/** In `huge`, besides one person: more than the 1,500 that Active Directory gives at once. */
export const CONTACTS = 2_100;
/** A name that breaks out of a filter that does not escape it. */
export const HOSTILE_GROUP = 'x"] OR source = "staff';
/** A former domain's SID of `moved`. */
export const FORMER_SID = 'S-1-5-21-1111111111-2222222222-3333333333-1234';
export const PHOTO = Buffer.from('ffd8ffe000104a46494600', 'hex');
/** Wrong passwords in a row after which an account is locked. */
export const LOCKOUT_THRESHOLD = 3;

const PEOPLE = 'OU=People';
const GROUPS = 'OU=Groups';

// MS-ADTS 2.2.12: account (2), resource (4), universal (8) group; the highest bit makes it a security group.
const SECURITY = -2_147_483_648;
const [GLOBAL, DOMAIN_LOCAL, UNIVERSAL] = [2, 4, 8];

export const personDn = (cn: string): string => `CN=${escaped(cn)},${PEOPLE}`;
export const groupDn = (cn: string): string => `CN=${escaped(cn)},${GROUPS}`;

export function domainEntries(): DomainEntries {
  return {
    entries: [
      ...[PEOPLE, GROUPS].map((dn) => ({ dn, attributes: { objectClass: 'organizationalUnit' } })),
      ...people(),
      ...contacts(),
      ...groups(),
    ],
    changes: [
      { dn: '', replace: { lockoutThreshold: String(LOCKOUT_THRESHOLD) } },
      // Active Directory takes somebody out of the list of the new primary group and puts them into that of the old one.
      { dn: personDn('Frank'), replace: { primaryGroupID: { ridOf: groupDn('team-blue') } } },
      { dn: groupDn('circle-a'), replace: { member: [personDn('Bob'), groupDn('circle-c')] } },
      { dn: personDn('Moved'), replace: { sIDHistory: { sid: FORMER_SID } } },
      { dn: personDn('Must Change'), replace: { pwdLastSet: '0' } },
    ],
  };
}

function people(): DomainEntries['entries'] {
  return [
    person('Ada', {
      displayName: 'Ada Lovelace',
      mail: 'ada@ad.example.test',
      thumbnailPhoto: { base64: PHOTO.toString('base64') },
    }),
    person('Bob', { manager: personDn('Ada') }),
    person('Carol'),
    person('Dora'),
    person('Frank'),
    person('Moved'),
    person('Last Of Many', { sAMAccountName: 'last.of.many' }),
    person('Müller, "Jörg" <j+j>', { sAMAccountName: 'jörg.müller', displayName: 'Jörg Müller' }),
    person('Disabled', { userAccountControl: '514' }),
    // 2024-01-18, in steps of 100 nanoseconds since 1601.
    person('Expired', { accountExpires: '133500000000000000' }),
    person('Must Change', { sAMAccountName: 'must.change' }),
    person('Locked'),
  ];
}

function person(cn: string, attributes: Attributes = {}): DomainEntries['entries'][number] {
  return {
    dn: personDn(cn),
    attributes: {
      objectClass: 'user',
      sAMAccountName: cn.toLowerCase(),
      userAccountControl: '512',
      unicodePwd: DOMAIN_PASSWORD,
      ...attributes,
    },
  };
}

function contacts(): DomainEntries['entries'] {
  return Array.from({ length: CONTACTS }, (_, n) => ({ dn: personDn(`Contact ${n}`), attributes: { objectClass: 'contact' } }));
}

function groups(): DomainEntries['entries'] {
  const huge = [...Array.from({ length: CONTACTS }, (_, n) => personDn(`Contact ${n}`)), personDn('Last Of Many')];
  return [
    // Inner groups before the outer ones: a member has to be there.
    group('level-1', [personDn('Ada')]),
    ...[2, 3, 4, 5, 6].map((level) => group(`level-${level}`, [groupDn(`level-${level - 1}`)])),
    group('circle-a', [personDn('Bob')], UNIVERSAL),
    group('circle-b', [groupDn('circle-a')], UNIVERSAL),
    group('circle-c', [groupDn('circle-b'), personDn('Carol')], UNIVERSAL),
    group('scope-global', [personDn('Dora')]),
    group('scope-universal', [groupDn('scope-global')], UNIVERSAL),
    group('scope-local', [groupDn('scope-universal'), personDn('Bob')], DOMAIN_LOCAL),
    group('team-blue', [personDn('Frank'), personDn('Dora')]),
    group('around-team-blue', [groupDn('team-blue')]),
    group('huge', huge, UNIVERSAL),
    group('around-huge', [groupDn('huge')], UNIVERSAL),
    group(HOSTILE_GROUP, [personDn('Carol')], GLOBAL, 'hostile'),
    group('Größe, "Übung"', [personDn('Müller, "Jörg" <j+j>')], GLOBAL, 'groesse'),
    group('of-nobody', []),
    distribution('newsletter', [personDn('Ada'), personDn('Bob')]),
    group('behind-newsletter', [groupDn('newsletter')], UNIVERSAL),
  ];
}

function group(cn: string, member: string[], scope: number = GLOBAL, sAMAccountName = cn): DomainEntries['entries'][number] {
  const attributes = { objectClass: 'group', sAMAccountName, groupType: String(SECURITY + scope) };
  return { dn: groupDn(cn), attributes: member.length > 0 ? { ...attributes, member } : attributes };
}

function distribution(cn: string, member: string[]): DomainEntries['entries'][number] {
  return {
    dn: groupDn(cn),
    attributes: { objectClass: 'group', sAMAccountName: cn, groupType: String(UNIVERSAL), member },
  };
}

/** RFC 4514, 2.4. */
function escaped(cn: string): string {
  return cn.replace(/[,+"\\<>;=]/g, '\\$&');
}
