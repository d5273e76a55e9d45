import type { Counted, DirectoryPreview, PreviewedEntry } from '../../types/directory-preview.ts';
import { isBinary, valuesOf } from './attribute-schema.ts';
import type { LdapConfig } from './config.ts';
import { connectDirectory } from './connect.ts';
import { createExclusion } from './exclusion-rules.ts';
import { readPages } from './paged-read.ts';
import { PERSON_FIELDS } from './person-fields.ts';
import { assertBase, createPlan, findVendor, type ReadingPlan } from './plan.ts';
import { toPerson } from './to-person.ts';
import type { LdapConnection } from './wire/connection.ts';
import type { Filter } from './wire/filter.ts';
import type { LdapEntry } from './wire/incoming.ts';
import { LdapError } from './wire/ldap-error.ts';
import { textAt, valueCount } from './wire/values.ts';

const ENTRIES = 5;
const MOST_VALUES = 8;
const LONGEST_VALUE = 200;
/** Counting stops here. */
const MOST_COUNTED = 20_000;
const SIZE_LIMIT_EXCEEDED = 4;
/** All attributes that are not operational (RFC 4511 §4.5.1.8). */
const ALL = '*';

/** Never shown, whatever the indexer may read: userPassword, unicodePwd, sambaNTPassword, ms-Mcs-AdmPwd, krbPrincipalKey, … */
const SECRETS = /passw|pwd|secret(?!ary)|krb.*key|ipanthash|lmhash|nthash|otp|tokenkey/i;

/** Up to five entries with all that can be read of them, what the given mapping makes of each, and how many there are. */
export async function previewDirectory(config: LdapConfig, signal: AbortSignal): Promise<DirectoryPreview> {
  const connection = await connectDirectory(config, signal);
  try {
    const vendor = await findVendor(connection, config, signal);
    const plan = createPlan(config, vendor);
    await assertBase({ connection, key: 'peopleBase', base: plan.people.base, signal });
    if (plan.groups) await assertBase({ connection, key: 'groupsBase', base: plan.groups.base, signal });
    const entries = await firstEntries(connection, { plan, signal });
    return {
      directory: vendor.name,
      people: await count(config, plan.people, signal),
      groups: plan.groups && (await count(config, plan.groups, signal)),
      entries: entries.map((entry) => toPreview(entry, plan)),
    };
  } finally {
    connection.close();
  }
}

async function firstEntries(connection: LdapConnection, o: { plan: ReadingPlan; signal: AbortSignal }): Promise<LdapEntry[]> {
  const { people, mapping } = o.plan;
  const attributes = [ALL, ...people.attributes, ...mapping.photo];
  const request = { base: people.base, scope: 'sub', filter: people.filter, attributes } as const;
  const { entries } = await connection.search({ ...request, page: { size: ENTRIES, cookie: undefined } }, o.signal);
  return entries.slice(0, ENTRIES);
}

/** On a connection of its own, because it may be left in the middle of its pages. */
async function count(config: LdapConfig, query: { base: string; filter: Filter }, signal: AbortSignal): Promise<Counted> {
  const connection = await connectDirectory(config, signal);
  let seen = 0;
  try {
    for await (const page of readPages(connection, { ...query, attributes: ['1.1'], pageSize: config.pageSize }, signal)) {
      seen += page.length;
      if (seen >= MOST_COUNTED) return { count: seen, isExact: false };
    }
    return { count: seen, isExact: true };
  } catch (error) {
    // The test says what to do about it.
    if (!(error instanceof LdapError) || error.code !== SIZE_LIMIT_EXCEEDED) throw error;
    return { count: seen, isExact: false };
  } finally {
    connection.close();
  }
}

function toPreview(entry: LdapEntry, plan: ReadingPlan): PreviewedEntry {
  const person = toPerson(entry, plan, (dn) => dn);
  const byRule = createExclusion(plan.vendor.rules)(entry);
  const nameless = person === undefined ? `no sign-in name (${plan.mapping.uid.join(', ')})` : undefined;
  const machine = person && plan.isMachineName(person.uid) ? 'service account (serviceAccounts)' : undefined;
  return {
    dn: entry.dn,
    excludedBy: byRule ?? nameless ?? machine ?? null,
    attributes: [...entry.attributes.keys()].toSorted().map((key) => attributeOf(entry, key, spelling(key, plan))),
    fields: PERSON_FIELDS.map((field) => ({ field, from: [...plan.mapping[field]], values: fieldValues(entry, field, plan) })),
  };
}

function attributeOf(entry: LdapEntry, key: string, name: string): PreviewedEntry['attributes'][number] {
  if (SECRETS.test(key)) return { name, values: [], note: 'hidden' };
  const raw = entry.attributes.get(key);
  const texts = Array.from({ length: valueCount(raw) }, (_, position) => (raw ? textAt(raw, position) : ''));
  const decoded = valuesOf(entry, key);
  // What is no text for us, and what is no text at all.
  const isData = isBinary(key) || (decoded.length > 0 && texts.some((text) => /[\0\ufffd]/.test(text)) && !hasOwnForm(key));
  return isData ? { name, values: [], note: 'binary' } : { name, values: shortened(decoded), note: null };
}

/** Bytes that are read as something else: GUIDs, SIDs. */
function hasOwnForm(key: string): boolean {
  return key === 'objectguid' || key === 'objectsid' || key === 'sidhistory';
}

/** What the person shows, in the words of the entry: of the fields with one value the first attribute that has one. */
function fieldValues(entry: LdapEntry, field: (typeof PERSON_FIELDS)[number], { mapping }: ReadingPlan): string[] {
  const names = mapping[field].filter((name) => !SECRETS.test(name));
  if (field === 'photo') return names.some((name) => valueCount(entry.attributes.get(name.toLowerCase())) > 0) ? ['✓'] : [];
  if (SEVERAL.has(field)) return shortened([...new Set(names.flatMap((name) => valuesOf(entry, name)))]);
  const first = names.map((name) => valuesOf(entry, name)[0]).find((value) => value !== undefined);
  return first === undefined ? [] : shortened([first]);
}

const SEVERAL: ReadonlySet<string> = new Set([
  'otherNames',
  'email',
  'phone',
  'mobile',
  'home',
  'fax',
  'pager',
  'skills',
  'languages',
  'uidNumber',
]);

function shortened(values: string[]): string[] {
  const shown = values.slice(0, MOST_VALUES);
  return shown.map((value) => (value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value));
}

/** Attributes come in lower case; as the mapping writes them they are easier to read. */
function spelling(key: string, { mapping, people }: ReadingPlan): string {
  const known = [...Object.values(mapping).flat(), ...people.attributes, ...USUAL];
  return known.find((name) => name.toLowerCase() === key) ?? key;
}

const USUAL = [
  'objectClass',
  'businessCategory',
  'carLicense',
  'employeeType',
  'homeDirectory',
  'homePostalAddress',
  'initials',
  'labeledURI',
  'loginShell',
  'postalAddress',
  'postalCode',
  'secretary',
  'seeAlso',
  'street',
  'userPassword',
  'userPrincipalName',
  'memberOf',
  'company',
  'streetAddress',
  'wWWHomePage',
];
