import picomatch from 'picomatch';
import { canonicalDn } from './canonical-dn.ts';
import type { LdapConfig } from './config.ts';
import { parseFilter } from './filter-text.ts';
import type { AttributeMapping } from './person-fields.ts';
import { hasPhoto } from './photo.ts';
import { GROUP_ATTRIBUTES } from './to-group.ts';
import { personAttributes } from './to-person.ts';
import { ROOT_DSE_ATTRIBUTES, recogniseVendor, VENDORS, type Vendor } from './vendors.ts';
import type { LdapConnection } from './wire/connection.ts';
import { ANY_ENTRY, and, type Filter } from './wire/filter.ts';
import type { LdapEntry } from './wire/incoming.ts';
import { LdapError } from './wire/ldap-error.ts';

/** What to ask this directory for: the vendor's defaults with the configuration laid over them. */
export interface ReadingPlan {
  vendor: Vendor;
  mapping: AttributeMapping;
  people: { base: string; filter: Filter; attributes: string[] };
  groups: { base: string; filter: Filter; attributes: string[] } | undefined;
  /** Who has a photo; undefined when photos are not mapped. */
  withPhoto: Filter | undefined;
  /** Machines among the people, when the configuration gives a filter for them. */
  serviceAccounts: Filter | undefined;
  /** The same by sign-in name, when it gives patterns. */
  isMachineName(uid: string): boolean;
}

export function createPlan(config: LdapConfig, vendor: Vendor): ReadingPlan {
  const mapping: AttributeMapping = { ...vendor.attributes, ...config.attributes };
  const people = parseFilter(config.peopleFilter ?? vendor.peopleFilter);
  const groups = parseFilter(config.groupsFilter ?? vendor.groupsFilter);
  const always = [...vendor.idAttributes, ...vendor.changedAttributes];
  const attributes = distinct([...always, ...personAttributes(mapping, vendor), ...vendor.rules.map((rule) => rule.attribute)]);
  const ofGroups = distinct([...vendor.idAttributes, ...GROUP_ATTRIBUTES, ...vendor.groupRules.map((rule) => rule.attribute)]);
  const { serviceAccounts } = config;
  return {
    vendor,
    mapping,
    people: { base: config.peopleBase, filter: people, attributes },
    groups: config.groupsBase === undefined ? undefined : { base: config.groupsBase, filter: groups, attributes: ofGroups },
    withPhoto: mapping.photo.length === 0 ? undefined : and(people, hasPhoto(mapping.photo)),
    serviceAccounts: typeof serviceAccounts === 'string' ? and(people, parseFilter(serviceAccounts)) : undefined,
    isMachineName: Array.isArray(serviceAccounts) ? picomatch(serviceAccounts, { nocase: true, dot: true }) : () => false,
  };
}

/**
 * Whether nothing can be missing among the groups of the people's domain: read from the domain's own entry on (its name has
 * nothing but `dc=` in it), by the vendor's filter. What lies elsewhere or is filtered out is a group that exists all the same.
 */
export function readsAllGroups({ groupsBase, peopleBase, groupsFilter }: LdapConfig): boolean {
  if (groupsBase === undefined || groupsFilter !== undefined) return false;
  const [groups, people] = [canonicalDn(groupsBase), canonicalDn(peopleBase)];
  const isDomain = /^dc=[^,+\\]+(,dc=[^,+\\]+)*$/.test(groups);
  // A domain below is another one, of which a server tells nothing here.
  return isDomain && `,${people}`.endsWith(`,${groups}`) && !/(^|,)dc=/.test(people.slice(0, -groups.length));
}

/** Asks the root DSE (RFC 4512, 5.1) who it is, unless the configuration says so. */
export async function findVendor(connection: LdapConnection, config: LdapConfig, signal: AbortSignal): Promise<Vendor> {
  if (config.vendor !== undefined) return VENDORS[config.vendor];
  const request = { base: '', scope: 'base', filter: ANY_ENTRY, attributes: ROOT_DSE_ATTRIBUTES } as const;
  const { entries } = await connection.search(request, signal);
  return entries[0] === undefined ? VENDORS.generic : recogniseVendor(entries[0]);
}

/** Fails unless the base itself can be read: below a base that is gone or forbidden everything looks empty. */
export async function assertBase(o: {
  connection: LdapConnection;
  key: 'peopleBase' | 'groupsBase';
  base: string;
  signal: AbortSignal;
}): Promise<LdapEntry> {
  const { connection, key, base, signal } = o;
  const request = { base, scope: 'base', filter: ANY_ENTRY, attributes: ['1.1'] } as const;
  const advice = `check the spelling of ${key}, and that the indexer may read it`;
  try {
    const { entries, references } = await connection.search(request, signal);
    const entry = entries[0];
    if (entry !== undefined) return entry;
    const elsewhere = references.length > 0 ? `is on another server (${references.join(', ')})` : 'cannot be read';
    throw new LdapError(`${base} (${key}) ${elsewhere}; ${advice}`);
  } catch (error) {
    if (!(error instanceof LdapError) || error.code === undefined) throw error;
    throw new LdapError(`${base} (${key}) cannot be read; ${advice} (${error.message})`, { code: error.code, cause: error });
  }
}

/** Attribute names, letter case aside. */
function distinct(names: readonly string[]): string[] {
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}
