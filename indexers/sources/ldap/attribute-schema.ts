import type { LdapEntry } from './wire/incoming.ts';

/**
 * How the bytes of an attribute are to be read. LDAP does not say it in its answers, and guessing by "is it valid UTF-8"
 * turns every thousandth GUID or SID into garbage.
 */
export type Syntax = 'text' | 'dn' | 'guid-le' | 'sid' | 'binary' | 'time' | 'integer' | 'languages' | 'proxy-address';

/** Everything that is not plain text; names in lower case. */
const SYNTAXES: Record<string, Syntax> = {
  objectguid: 'guid-le',
  objectsid: 'sid',
  sidhistory: 'sid',
  jpegphoto: 'binary',
  thumbnailphoto: 'binary',
  photo: 'binary',
  usercertificate: 'binary',
  manager: 'dn',
  member: 'dn',
  uniquemember: 'dn',
  whenchanged: 'time',
  modifytimestamp: 'time',
  pwdaccountlockedtime: 'time',
  accountexpires: 'integer',
  useraccountcontrol: 'integer',
  grouptype: 'integer',
  primarygroupid: 'integer',
  uidnumber: 'integer',
  gidnumber: 'integer',
  shadowexpire: 'integer',
  samaccounttype: 'integer',
  preferredlanguage: 'languages',
  proxyaddresses: 'proxy-address',
};

export function syntaxOf(attribute: string): Syntax {
  return SYNTAXES[attribute.toLowerCase()] ?? 'text';
}

/** The values of an attribute as text, decoded by its syntax; empty and undecodable values are left out. */
export function valuesOf(entry: LdapEntry, attribute: string): string[] {
  const lower = attribute.toLowerCase();
  const raw = entry.attributes.get(lower);
  if (raw === undefined || raw.length === 0) return [];
  const decode = DECODERS[SYNTAXES[lower] ?? 'text'];
  const values: string[] = [];
  for (const bytes of raw) {
    const value = decode(bytes);
    if (typeof value === 'string') {
      if (value !== '') values.push(value);
    } else values.push(...value);
  }
  // Primary mail addresses (`SMTP:` in capitals) first; the order of LDAP values means nothing.
  return SYNTAXES[lower] === 'proxy-address' ? sortPrimaryFirst(entry, values) : values;
}

/** The first value. */
export function firstValueOf(entry: LdapEntry, attribute: string): string | undefined {
  return valuesOf(entry, attribute)[0];
}

const DECODERS: Record<Syntax, (bytes: Buffer) => string | string[]> = {
  text: (bytes) => bytes.toString('utf8').trim(),
  dn: (bytes) => bytes.toString('utf8'),
  time: (bytes) => bytes.toString('latin1').trim(),
  integer: (bytes) => decodeInteger(bytes),
  'guid-le': decodeGuid,
  sid: decodeSid,
  binary: () => '',
  languages: decodeLanguages,
  'proxy-address': (bytes) => /^smtp:(.+)$/i.exec(bytes.toString('utf8'))?.[1]?.trim() ?? '',
};

/** 16 bytes, the first three groups little-endian (MS-DTYP 2.3.4). */
function decodeGuid(bytes: Buffer): string {
  if (bytes.length !== 16) return '';
  const ordered = Buffer.from(bytes);
  ordered.subarray(0, 4).reverse();
  ordered.subarray(4, 6).reverse();
  ordered.subarray(6, 8).reverse();
  return ordered.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The bytes of a GUID in the order Active Directory compares them in. */
export function encodeGuid(guid: string): Buffer {
  const bytes = Buffer.from(guid.replaceAll('-', ''), 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}

/** MS-DTYP 2.4.2: revision, count, 48-bit authority (big-endian), sub-authorities (little-endian). */
function decodeSid(bytes: Buffer): string {
  const count = bytes[1];
  if (count === undefined || bytes.length !== 8 + 4 * count) return '';
  const parts = [bytes[0], bytes.readUIntBE(2, 6)];
  for (let position = 8; position < bytes.length; position += 4) parts.push(bytes.readUInt32LE(position));
  return `S-${parts.join('-')}`;
}

function decodeInteger(bytes: Buffer): string {
  const text = bytes.toString('latin1').trim();
  return /^-?\d+$/.test(text) ? text : '';
}

/** RFC 2798: as in HTTP, `de-CH, fr;q=0.8`. Tags become names that people search for; anything else stays as it is. */
function decodeLanguages(bytes: Buffer): string[] {
  return bytes
    .toString('utf8')
    .split(',')
    .map((part) => part.split(';')[0]?.trim() ?? '')
    .filter((part) => part !== '' && part !== '*')
    .map(languageName);
}

const LANGUAGE_NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** Letter case tells a tag from a name: `twi` and `TWI` are tags, `Twi` is what its speakers call it. */
function languageName(tag: string): string {
  if (!/^(?:[a-z]{2,3}|[A-Z]{2,3})(?:-[A-Za-z0-9]{2,8})*$/.test(tag)) return tag;
  return LANGUAGE_NAMES.of(tag.split('-')[0] ?? tag) ?? tag;
}

function sortPrimaryFirst(entry: LdapEntry, values: string[]): string[] {
  const primary = new Set(
    entry.attributes
      .get('proxyaddresses')
      ?.map((bytes) => bytes.toString('utf8'))
      .filter((address) => address.startsWith('SMTP:'))
      .map((address) => address.slice('SMTP:'.length).trim()),
  );
  return values.toSorted((left, right) => Number(primary.has(right)) - Number(primary.has(left)));
}
