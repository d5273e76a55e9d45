import { canonicalDn } from '#indexers/sources/ldap/canonical-dn.ts';
import { parseFilter } from '#indexers/sources/ldap/filter-text.ts';
import { type DirectoryEntry, OPERATIONAL_ATTRIBUTES, readCompanyEntries } from './directory-entries.ts';
import { entryMatches } from './directory-match.ts';
import { type LdapSearch, type LdapSearchAnswer, startLdapServer } from './directory-protocol.ts';

/** A directory that speaks LDAP on a loopback port. */
export interface DemoDirectory {
  url: string;
  suffix: string;
  close(): Promise<void>;
}

export interface DemoDirectoryOptions {
  /** Holds `people.yaml`, `groups.yaml` and `portraits/<uid>.jpg`. */
  companyDir: string;
  suffix: string;
  /** 0 takes a free one. */
  port: number;
  /** Of `cn=indexer,<suffix>`. */
  indexerPassword: string;
  /** Of every person. */
  userPassword: string;
}

const PROTOCOL_ERROR = 2;
const NO_SUCH_OBJECT = 32;
const INSUFFICIENT_ACCESS = 50;

/**
 * The demo company's directory. It stands in for a company's own, so it is asked over LDAP like any other: sign-in by
 * simple bind (RFC 4513, 5.1.3), searches with paged results (RFC 2696), nothing but the root DSE without signing in.
 */
export async function createDemoDirectory(options: DemoDirectoryOptions): Promise<DemoDirectory> {
  const { companyDir, suffix, port, indexerPassword, userPassword } = options;
  const entries = await readCompanyEntries(companyDir, suffix);
  const byName = new Map(entries.map((entry) => [canonicalDn(entry.dn), entry]));
  const people = [...byName].filter(([, entry]) => entry.attributes.uid !== undefined);
  const passwords = new Map(people.map(([name]) => [name, userPassword]));
  passwords.set(canonicalDn(`cn=indexer,${suffix}`), indexerPassword);
  const server = await startLdapServer({
    port,
    signIn: (dn, password) => password !== '' && passwords.get(canonicalDn(dn)) === password,
    search: (request) => {
      if (request.base === '') return rootDse(request, suffix);
      if (!passwords.has(canonicalDn(request.signedInAs))) return refuse(INSUFFICIENT_ACCESS, 'sign in first');
      return answer(request, byName);
    },
  });
  return { url: server.url, suffix, close: () => server.close() };
}

/** What the directory says of itself (RFC 4512, 5.1), to anybody. */
function rootDse(request: LdapSearch, suffix: string): LdapSearchAnswer {
  if (request.scope !== 'base') return refuse(NO_SUCH_OBJECT, `everything is below ${suffix}`);
  const attributes = {
    objectClass: ['top'],
    vendorName: ['Atrium demo directory'],
    namingContexts: [suffix],
    supportedLDAPVersion: ['3'],
    supportedControl: ['1.2.840.113556.1.4.319'],
  };
  return { code: 0, entries: [{ dn: '', attributes }] };
}

function answer(request: LdapSearch, byName: ReadonlyMap<string, DirectoryEntry>): LdapSearchAnswer {
  const base = canonicalDn(request.base);
  if (!byName.has(base)) return refuse(NO_SUCH_OBJECT, request.base);
  const filter = parseFilter(request.filter);
  const found = [...byName].filter(([name, entry]) => isInScope(name, base, request.scope) && entryMatches(entry, filter));
  const entries = found.map(([, { dn, attributes }]) => ({ dn, attributes: select(attributes, request.attributes) }));
  if (request.page === undefined) return { code: 0, entries };
  // The cookie is where the next page begins: the entries never change, so nothing has to be kept for a client.
  const start = Number(request.page.cookie.toString() || '0');
  if (!Number.isInteger(start) || start < 0) return refuse(PROTOCOL_ERROR, 'the paged results cookie is not one of ours');
  const end = start + Math.max(1, request.page.size);
  const cookie = Buffer.from(end < entries.length ? String(end) : '');
  return { code: 0, entries: entries.slice(start, end), cookie };
}

function isInScope(name: string, base: string, scope: LdapSearch['scope']): boolean {
  if (name === base) return scope !== 'one';
  if (scope === 'base' || !name.endsWith(`,${base}`)) return false;
  // No name here has a comma of its own, so one more component is one more comma.
  return scope === 'sub' || !name.slice(0, -base.length - 1).includes(',');
}

/** The attributes asked for (RFC 4511, 4.5.1.8): `*` or none means all but the operational ones, `+` these, `1.1` none. */
function select(attributes: DirectoryEntry['attributes'], wanted: string[]): DirectoryEntry['attributes'] {
  const names = new Set(wanted.map((name) => name.toLowerCase()));
  const isWanted = (name: string): boolean => {
    if (names.has(name)) return true;
    return OPERATIONAL_ATTRIBUTES.has(name) ? names.has('+') : names.has('*') || names.size === 0;
  };
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isWanted(name.toLowerCase())));
}

function refuse(code: number, message: string): LdapSearchAnswer {
  return { code, message, entries: [] };
}
