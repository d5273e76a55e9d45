import type { SourceEnvironment } from '../../define-source.ts';
import type { SideConnection } from './side-connection.ts';
import { ANY_ENTRY, type Filter, present } from './wire/filter.ts';
import { LdapError } from './wire/ldap-error.ts';
import { bytesAt } from './wire/values.ts';

/** Bytes; directories hold passport photos, anything larger is a mistake that would slow every page down. */
const MAX_PHOTO_BYTES = 5 * 1024 * 1024;
const NO_SUCH_OBJECT = 32;

/** Who has a photo, without reading it. */
export function hasPhoto(attributes: readonly string[]): Filter {
  return { type: 'or', filters: attributes.map(present) };
}

/** Reads one photo when it is asked for: the scan of everybody never carries any. */
export function photoReader(o: {
  dn: string;
  attributes: readonly string[];
  connection: SideConnection;
  log: SourceEnvironment['log'];
}): (signal: AbortSignal) => Promise<Uint8Array | undefined> {
  return async (signal) => {
    const request = { base: o.dn, scope: 'base', filter: ANY_ENTRY, attributes: o.attributes } as const;
    try {
      const { entries } = await o.connection.use((connection) => connection.search(request, signal), signal);
      const values = o.attributes.map((attribute) => entries[0]?.attributes.get(attribute.toLowerCase()));
      const photo = values.map((raw) => raw && bytesAt(raw, 0)).find((bytes) => bytes !== undefined && bytes.length > 0);
      if (photo === undefined) return undefined;
      if (photo.length <= MAX_PHOTO_BYTES) return Uint8Array.from(photo);
      o.log('warn', `the photo of ${o.dn} has ${photo.length} bytes and is not shown; the limit is ${MAX_PHOTO_BYTES}`);
      return undefined;
    } catch (error) {
      // Renamed or removed since it was listed: the next run will say so.
      if (error instanceof LdapError && error.code === NO_SUCH_OBJECT) return undefined;
      throw error;
    }
  };
}
