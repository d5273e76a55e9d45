import type { SourceEnvironment } from '../../define-source.ts';
import { encodeGuid, firstValueOf } from './attribute-schema.ts';
import type { Vendor } from './vendors.ts';
import { equal, type Filter } from './wire/filter.ts';
import type { LdapEntry } from './wire/incoming.ts';
import { LdapError } from './wire/ldap-error.ts';

const MEMORY_KEY = 'id-attribute';

/** Gives entries their ids: what survives a rename (entryUUID, objectGUID, nsUniqueId), else the canonical DN. */
export interface EntryIds {
  /** Throws LdapError when an attribute that identified the entries before is gone: the right to read it was lost. */
  of(entry: LdapEntry): string;
  /** The one attribute that all ids come from, in this run or by what is remembered; undefined where there is none. */
  attribute(): string | undefined;
  /** After a complete run: holds the source to the attribute that all entries had. */
  remember(): void;
}

/**
 * Ids must not fall back to names between two runs: every person would be removed and added again. So what a complete
 * run went by is remembered and demanded from the next.
 */
export function createEntryIds(
  vendor: Vendor,
  canonicalDn: (dn: string) => string,
  memory: SourceEnvironment['memory'],
): EntryIds {
  const remembered = memory.get(MEMORY_KEY);
  const used = new Set<string>();
  const onlyOne = (): string | undefined => {
    const [attribute, ...others] = used;
    return attribute !== 'dn' && others.length === 0 ? attribute : undefined;
  };
  return {
    attribute: () => remembered ?? onlyOne(),
    of(entry) {
      for (const attribute of remembered === undefined ? vendor.idAttributes : [remembered]) {
        const id = firstValueOf(entry, attribute)?.toLowerCase();
        if (id === undefined) continue;
        used.add(attribute);
        return id;
      }
      if (remembered !== undefined)
        throw new LdapError(
          `${entry.dn} has no readable ${remembered}, by which this source identified its entries so far; ` +
            'give the sign-in name of the indexer the right to read it, or set up a new source id if the directory was replaced',
        );
      used.add('dn');
      return canonicalDn(entry.dn);
    },
    remember() {
      const attribute = onlyOne();
      if (attribute !== undefined) memory.set(MEMORY_KEY, attribute);
    },
  };
}

/** Matches the entry whose id was read from this attribute. */
export function idEquals(attribute: string, id: string): Filter {
  return equal(attribute, attribute === 'objectGUID' ? encodeGuid(id) : id);
}

/** How to find an entry by its id again; undefined when the id is a distinguished name. */
export function idFilter(id: string, vendor: Vendor): Filter | undefined {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{8}){3}$/.test(id)) return equal('nsUniqueId', id);
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined;
  if (vendor.id === 'active-directory') return equal('objectGUID', encodeGuid(id));
  const attributes = vendor.idAttributes.filter((attribute) => attribute !== 'nsUniqueId');
  return { type: 'or', filters: attributes.map((attribute) => equal(attribute, id)) };
}
