import type { LdapEntry } from './wire/incoming.ts';
import { bytesAt, type RawValues, textAt, textsOf } from './wire/values.ts';

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

/** The values of an attribute as text, decoded by its syntax; empty and undecodable values are left out. */
export function valuesOf(entry: LdapEntry, attribute: string): string[] {
  const { key, decode } = readerOf(attribute);
  const raw = entry.attributes.get(key);
  const values: string[] = [];
  if (raw === undefined) return values;
  for (let position = 0; position < raw.spans.length / 2; position++) {
    const value = decode(raw, position);
    if (typeof value !== 'string') values.push(...value);
    else if (value !== '') values.push(value);
  }
  // Primary mail addresses (`SMTP:` in capitals) first; the order of LDAP values means nothing.
  return decode === DECODERS['proxy-address'] ? sortPrimaryFirst(raw, values) : values;
}

/** The first of `valuesOf`, mostly without looking at the others. */
export function firstValueOf(entry: LdapEntry, attribute: string): string | undefined {
  const { key, decode } = readerOf(attribute);
  const raw = entry.attributes.get(key);
  if (raw === undefined) return undefined;
  const value = decode === DECODERS['proxy-address'] ? '' : decode(raw, 0);
  return typeof value === 'string' && value !== '' ? value : valuesOf(entry, attribute)[0];
}

/** Whether its values are bytes that mean nothing as text; the name in lower case. */
export function isBinary(key: string): boolean {
  return SYNTAXES[key] === 'binary';
}

type Decoder = (raw: RawValues, position: number) => string | string[];

/** Settled once per attribute name: there are a few dozen, from the vendors' tables and the configuration. */
const readers = new Map<string, { key: string; decode: Decoder }>();

function readerOf(attribute: string): { key: string; decode: Decoder } {
  const known = readers.get(attribute);
  if (known !== undefined) return known;
  const key = attribute.toLowerCase();
  const reader = { key, decode: DECODERS[SYNTAXES[key] ?? 'text'] };
  readers.set(attribute, reader);
  return reader;
}

const DECODERS: Record<Syntax, Decoder> = {
  text: (raw, position) => textAt(raw, position).trim(),
  dn: textAt,
  time: (raw, position) => textAt(raw, position).trim(),
  integer: (raw, position) => decodeInteger(textAt(raw, position)),
  'guid-le': (raw, position) => decodeGuid(bytesAt(raw, position)),
  sid: (raw, position) => decodeSid(bytesAt(raw, position)),
  binary: () => '',
  languages: (raw, position) => decodeLanguages(textAt(raw, position)),
  'proxy-address': (raw, position) => /^smtp:(.+)$/i.exec(textAt(raw, position))?.[1]?.trim() ?? '',
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

function decodeInteger(text: string): string {
  const digits = text.trim();
  return /^-?\d+$/.test(digits) ? digits : '';
}

/** RFC 2798: as in HTTP, `de-CH, fr;q=0.8`. Tags become names that people search for; anything else stays as it is. */
function decodeLanguages(text: string): string[] {
  return text
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

function sortPrimaryFirst(raw: RawValues, values: string[]): string[] {
  const primary = new Set(
    textsOf(raw)
      .filter((address) => address.startsWith('SMTP:'))
      .map((address) => address.slice('SMTP:'.length).trim()),
  );
  return values.toSorted((left, right) => Number(primary.has(right)) - Number(primary.has(left)));
}
