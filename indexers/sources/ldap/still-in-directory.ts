import type { LdapConfig } from './config.ts';
import { connectDirectory } from './connect.ts';
import { idFilter } from './entry-id.ts';
import { assertBase, findVendor } from './plan.ts';
import type { LdapConnection } from './wire/connection.ts';
import { ANY_ENTRY } from './wire/filter.ts';
import { LdapError } from './wire/ldap-error.ts';

const NO_SUCH_OBJECT = 32;

/** Whether an entry with this id is still below one of the bases, under whatever name. Throws when it cannot tell. */
export async function stillInDirectory(config: LdapConfig, id: string, signal: AbortSignal): Promise<boolean> {
  const connection = await connectDirectory(config, signal);
  try {
    const vendor = await findVendor(connection, config, signal);
    const filter = idFilter(id, vendor);
    for (const key of ['peopleBase', 'groupsBase'] as const) {
      const base = config[key];
      if (base === undefined) continue;
      await assertBase({ connection, key, base, signal });
      const request = { base, scope: 'sub', filter: filter ?? ANY_ENTRY, attributes: ['1.1'] } as const;
      const { entries } = filter ? await connection.search(request, signal) : await readByDn(connection, id, signal);
      if (entries.length > 0) return true;
    }
    return false;
  } finally {
    connection.close();
  }
}

async function readByDn(connection: LdapConnection, dn: string, signal: AbortSignal): Promise<{ entries: unknown[] }> {
  try {
    return await connection.search({ base: dn, scope: 'base', filter: ANY_ENTRY, attributes: ['1.1'] }, signal);
  } catch (error) {
    if (error instanceof LdapError && error.code === NO_SUCH_OBJECT) return { entries: [] };
    throw error;
  }
}
