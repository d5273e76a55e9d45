import { firstValueOf, valuesOf } from './attribute-schema.ts';
import { ACTIVE_DIRECTORY_RULES, type ExclusionRule, POSIX_RULES, RULES_389 } from './exclusion-rules.ts';
import type { AttributeMapping } from './person-fields.ts';
import type { LdapEntry } from './wire/incoming.ts';

export const VENDOR_IDS = ['openldap', 'active-directory', '389', 'generic'] as const;

/** What differs between directories, as data. */
export interface Vendor {
  id: (typeof VENDOR_IDS)[number];
  /** For people to read. */
  name: string;
  peopleFilter: string;
  groupsFilter: string;
  /** What never changes with a rename, in order of preference. */
  idAttributes: readonly string[];
  /** Tell that something of the entry changed, such as its photo; the first that can be read counts. */
  changedAttributes: readonly string[];
  attributes: AttributeMapping;
  /** The group of a person that does not list them. */
  primaryGroup: 'gidNumber' | 'primaryGroupID';
  /** People who are left out. */
  rules: readonly ExclusionRule[];
  /** Groups that are left out. */
  groupRules: readonly ExclusionRule[];
  /** Advice for result code 4: which limit to raise. */
  sizeLimitAdvice(bindDn: string | undefined): string;
}

/** RFC 2798 (inetOrgPerson), RFC 4519, RFC 2307 (posixAccount). */
const INET_ORG_PERSON: AttributeMapping = {
  uid: ['uid'],
  name: ['displayName', 'cn'],
  givenName: ['givenName'],
  surname: ['sn'],
  otherNames: ['cn', 'displayName'],
  title: ['title'],
  department: ['departmentNumber', 'ou'],
  location: ['l', 'physicalDeliveryOfficeName'],
  room: ['roomNumber'],
  email: ['mail'],
  phone: ['telephoneNumber'],
  mobile: ['mobile'],
  home: ['homePhone'],
  fax: ['facsimileTelephoneNumber'],
  pager: ['pager'],
  employeeNumber: ['employeeNumber'],
  skills: [],
  languages: ['preferredLanguage'],
  bio: ['description'],
  manager: ['manager'],
  photo: ['jpegPhoto'],
  uidNumber: ['uidNumber'],
  gidNumber: ['gidNumber'],
};

const POSIX_GROUPS = '(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup))';

const GENERIC: Vendor = {
  id: 'generic',
  name: 'an LDAP directory',
  peopleFilter: '(|(objectClass=inetOrgPerson)(objectClass=person))',
  groupsFilter: POSIX_GROUPS,
  idAttributes: ['entryUUID'],
  changedAttributes: ['modifyTimestamp'],
  attributes: INET_ORG_PERSON,
  primaryGroup: 'gidNumber',
  rules: POSIX_RULES,
  groupRules: [],
  sizeLimitAdvice: (bindDn) => `raise the limit on the number of entries that ${bindDn ?? 'an anonymous client'} may read`,
};

const OPENLDAP: Vendor = {
  ...GENERIC,
  id: 'openldap',
  name: 'OpenLDAP',
  peopleFilter: '(objectClass=inetOrgPerson)',
  // The time stamp alone does not see a second change within the same second.
  changedAttributes: ['entryCSN', 'modifyTimestamp'],
  sizeLimitAdvice: (bindDn) =>
    `paging does not get round it; add to the database in slapd.conf (olcLimits in cn=config): ` +
    `limits ${bindDn === undefined ? 'anonymous' : `dn.exact="${bindDn}"`} size.pr=1000 size.prtotal=unlimited time=unlimited`,
};

const DS389: Vendor = {
  ...GENERIC,
  id: '389',
  name: '389 Directory Server / FreeIPA',
  peopleFilter: '(objectClass=inetOrgPerson)',
  groupsFilter: '(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup)(objectClass=ipaUserGroup))',
  idAttributes: ['nsUniqueId', 'ipaUniqueID', 'entryUUID'],
  rules: RULES_389,
  sizeLimitAdvice: (bindDn) =>
    `set nsSizeLimit, nsLookThroughLimit and nsPagedSizeLimit of ${bindDn ?? 'the anonymous user'} to -1`,
};

const ACTIVE_DIRECTORY: Vendor = {
  id: 'active-directory',
  name: 'Active Directory',
  peopleFilter: '(&(objectCategory=person)(objectClass=user))',
  groupsFilter: '(objectCategory=group)',
  idAttributes: ['objectGUID'],
  changedAttributes: ['whenChanged'],
  attributes: {
    ...INET_ORG_PERSON,
    uid: ['sAMAccountName'],
    department: ['department'],
    location: ['l', 'physicalDeliveryOfficeName'],
    room: ['roomNumber', 'physicalDeliveryOfficeName'],
    email: ['mail', 'proxyAddresses'],
    phone: ['telephoneNumber', 'otherTelephone'],
    mobile: ['mobile', 'otherMobile'],
    employeeNumber: ['employeeNumber', 'employeeID'],
    bio: ['info'],
    photo: ['thumbnailPhoto', 'jpegPhoto'],
  },
  primaryGroup: 'primaryGroupID',
  rules: ACTIVE_DIRECTORY_RULES.people,
  groupRules: ACTIVE_DIRECTORY_RULES.groups,
  sizeLimitAdvice: () =>
    'paging should get round MaxPageSize (ntdsutil, LDAP policies); check that no proxy in between removes the paging control',
};

/** THE LIST of vendors. */
export const VENDORS: Record<Vendor['id'], Vendor> = {
  openldap: OPENLDAP,
  'active-directory': ACTIVE_DIRECTORY,
  '389': DS389,
  generic: GENERIC,
};

/** What to ask the root DSE (RFC 4512, 5.1) for. */
export const ROOT_DSE_ATTRIBUTES = [
  'objectClass',
  'vendorName',
  'vendorVersion',
  'supportedCapabilities',
  'supportedControl',
  'namingContexts',
] as const;

/** LDAP_CAP_ACTIVE_DIRECTORY_OID (MS-ADTS 3.1.1.3.4.3.1) and LDAP_CAP_ACTIVE_DIRECTORY_ADAM_OID. */
const ACTIVE_DIRECTORY_CAPABILITIES = ['1.2.840.113556.1.4.800', '1.2.840.113556.1.4.1851'];

export function recogniseVendor(rootDse: LdapEntry): Vendor {
  if (valuesOf(rootDse, 'supportedCapabilities').some((oid) => ACTIVE_DIRECTORY_CAPABILITIES.includes(oid)))
    return ACTIVE_DIRECTORY;
  if (valuesOf(rootDse, 'objectClass').includes('OpenLDAProotDSE')) return OPENLDAP;
  if (/389 project|red hat|fedora/i.test(firstValueOf(rootDse, 'vendorName') ?? '')) return DS389;
  return GENERIC;
}
