/**
 * One spelling for every spelling of a distinguished name (RFC 4514), to be compared as a string. Servers give the same
 * name as `ou=HR\, Legal` and `ou=HR\2C Legal`, with other cases, spaces, OIDs or orders of a multi-valued RDN.
 * Names that cannot be parsed stay what they are, in lower case, so that they still equal themselves.
 */
export function canonicalDn(dn: string): string {
  return parseDn(dn)?.join(',') ?? dn.toLowerCase();
}

/**
 * The same with a memory for parents: members of a directory share few suffixes. One per run.
 */
export function createDnCanonicaliser(): (dn: string) => string {
  const parents = new Map<string, string>();
  return (dn) => {
    // A comma inside a value is rare and needs the parser; anything else splits at the first one.
    const comma = dn.indexOf(',');
    if (comma === -1 || !SIMPLE_RDN.test(dn.slice(0, comma))) return canonicalDn(dn);
    const suffix = dn.slice(comma + 1);
    let parent = parents.get(suffix);
    if (parent === undefined) {
      parent = canonicalDn(suffix);
      if (parents.size < MAX_PARENTS) parents.set(suffix, parent);
    }
    return `${dn.slice(0, comma).toLowerCase()},${parent}`;
  };
}

const MAX_PARENTS = 10_000;

/** Nothing to unescape, fold or reorder but ASCII case; type names with an alias must go through the parser. */
const SIMPLE_RDN = /^(?:cn|uid|ou)=[A-Za-z0-9._@-]+(?: [A-Za-z0-9._@-]+)*$/i;

/** Long names and OIDs of the types that occur in names (RFC 4519, RFC 4514 section 3). */
const TYPES: Record<string, string> = {
  '2.5.4.3': 'cn',
  commonname: 'cn',
  '2.5.4.4': 'sn',
  surname: 'sn',
  '2.5.4.5': 'serialnumber',
  '2.5.4.6': 'c',
  countryname: 'c',
  '2.5.4.7': 'l',
  localityname: 'l',
  '2.5.4.8': 'st',
  stateorprovincename: 'st',
  '2.5.4.9': 'street',
  streetaddress: 'street',
  '2.5.4.10': 'o',
  organizationname: 'o',
  '2.5.4.11': 'ou',
  organizationalunitname: 'ou',
  '2.5.4.12': 'title',
  '2.5.4.42': 'givenname',
  gn: 'givenname',
  '0.9.2342.19200300.100.1.1': 'uid',
  userid: 'uid',
  '0.9.2342.19200300.100.1.25': 'dc',
  domaincomponent: 'dc',
  '1.2.840.113549.1.9.1': 'email',
  emailaddress: 'email',
};

interface Input {
  text: string;
  at: number;
}

/** The RDNs in canonical spelling, or undefined when it is not a distinguished name. */
function parseDn(dn: string): string[] | undefined {
  const input: Input = { text: dn, at: 0 };
  const names: string[] = [];
  if (dn.trim() === '') return names;
  for (;;) {
    const pairs: string[] = [];
    for (;;) {
      const pair = readPair(input);
      if (pair === undefined) return undefined;
      pairs.push(pair);
      if (input.text[input.at] !== '+') break;
      input.at++;
    }
    names.push(pairs.sort().join('+'));
    if (input.at >= dn.length) return names;
    // RFC 2253 allowed semicolons; what follows a quoted value may be nothing else.
    if (input.text[input.at] !== ',' && input.text[input.at] !== ';') return undefined;
    input.at++;
  }
}

const TYPE = /\s*(?:oid\.)?([A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)*)\s*=\s*/iy;

function readPair(input: Input): string | undefined {
  TYPE.lastIndex = input.at;
  const match = TYPE.exec(input.text);
  if (match?.[1] === undefined) return undefined;
  input.at = TYPE.lastIndex;
  const type = match[1].toLowerCase();
  const value = readValue(input);
  return value === undefined ? undefined : `${TYPES[type] ?? type}=${value}`;
}

/** The value in canonical spelling. */
function readValue(input: Input): string | undefined {
  const first = input.text[input.at];
  if (first === '#') return readHexValue(input);
  const text = first === '"' ? readQuoted(input) : readPlain(input);
  return text === undefined ? undefined : escapeValue(fold(text));
}

function readPlain(input: Input): string | undefined {
  const bytes: Buffer[] = [];
  let plain = input.at;
  while (input.at < input.text.length && !',;+'.includes(input.text[input.at] ?? '')) {
    if (input.text[input.at] !== '\\') {
      input.at++;
      continue;
    }
    bytes.push(Buffer.from(input.text.slice(plain, input.at)));
    const escaped = readEscape(input);
    if (escaped === undefined) return undefined;
    bytes.push(escaped);
    plain = input.at;
  }
  // Spaces before the next separator do not belong to the value.
  bytes.push(Buffer.from(input.text.slice(plain, input.at).trimEnd()));
  return Buffer.concat(bytes).toString();
}

/** `\,` or `\2C`: one byte, so that `\C4\8D` becomes one letter. */
function readEscape(input: Input): Buffer | undefined {
  const hex = input.text.slice(input.at + 1, input.at + 3);
  if (/^[0-9a-fA-F]{2}$/.test(hex)) {
    input.at += 3;
    return Buffer.from(hex, 'hex');
  }
  const character = input.text.codePointAt(input.at + 1);
  if (character === undefined) return undefined;
  const text = String.fromCodePoint(character);
  input.at += 1 + text.length;
  return Buffer.from(text);
}

/** The old form of RFC 1779: `o="Sue, Grabbit and Runn"`. */
function readQuoted(input: Input): string | undefined {
  input.at++;
  const bytes: Buffer[] = [];
  let plain = input.at;
  for (;;) {
    const character = input.text[input.at];
    if (character === undefined) return undefined;
    if (character === '"') break;
    if (character !== '\\') {
      input.at++;
      continue;
    }
    bytes.push(Buffer.from(input.text.slice(plain, input.at)));
    const escaped = readEscape(input);
    if (escaped === undefined) return undefined;
    bytes.push(escaped);
    plain = input.at;
  }
  bytes.push(Buffer.from(input.text.slice(plain, input.at)));
  input.at++;
  while (input.text[input.at] === ' ') input.at++;
  return Buffer.concat(bytes).toString();
}

/** `#04024869`: the BER encoding of the value; strings are decoded, anything else stays as it is. */
function readHexValue(input: Input): string | undefined {
  const match = /^#((?:[0-9a-fA-F]{2})+)\s*/.exec(input.text.slice(input.at));
  if (match?.[1] === undefined) return undefined;
  input.at += match[0].length;
  const bytes = Buffer.from(match[1], 'hex');
  const isString = [0x04, 0x0c, 0x13, 0x16].includes(bytes[0] ?? 0);
  return isString && bytes[1] === bytes.length - 2 ? escapeValue(fold(bytes.toString('utf8', 2))) : `#${match[1].toLowerCase()}`;
}

/** Case and spaces do not count in the matching rules of naming attributes (RFC 4518). */
function fold(value: string): string {
  return value.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** So that the result is a distinguished name again, and `#` means a hexadecimal value only where it did. */
function escapeValue(value: string): string {
  return value.replace(/[\\,+"<>;]|^#/g, '\\$&');
}
