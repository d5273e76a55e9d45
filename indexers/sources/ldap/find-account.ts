import type { SourceEnvironment } from '../../define-source.ts';
import type { DirectoryAccount } from '../../types/account.ts';
import { firstValueOf } from './attribute-schema.ts';
import { createDnCanonicaliser } from './canonical-dn.ts';
import type { LdapConfig } from './config.ts';
import { connectDirectory } from './connect.ts';
import { createEntryIds } from './entry-id.ts';
import { createExclusion } from './exclusion-rules.ts';
import { assertBase, createPlan, findVendor, type ReadingPlan } from './plan.ts';
import { and, equal, type Filter } from './wire/filter.ts';
import type { LdapEntry } from './wire/incoming.ts';

const SERVICE_ACCOUNT = 'service account (serviceAccounts)';

/**
 * Looks up whom a sign-in name means, on a fresh connection as the indexer. What is asked depends on the name alone, never on
 * the answer: somebody who watches or times it learns nothing. The value goes into the filter as bytes (RFC 4511, 4.5.1.7),
 * so there is nothing to escape.
 *
 * The sign-in name itself decides where somebody has it. Only where nobody does, a name with an "@" may be the principal name
 * or the address of exactly one person: people may often edit their own address, and must not make a colleague's name ambiguous.
 */
export async function findAccount(
  config: LdapConfig,
  environment: SourceEnvironment,
  o: { name: string; signal: AbortSignal },
): Promise<DirectoryAccount | undefined> {
  const { name, signal } = o;
  if (name === '') return undefined;
  const connection = await connectDirectory(config, signal);
  try {
    const vendor = await findVendor(connection, config, signal);
    const plan = createPlan(config, vendor);
    const { base, filter, attributes } = plan.people;
    const search = async (names: readonly string[], machines?: Filter): Promise<LdapEntry[]> => {
      const wanted: Filter = { type: 'or', filters: names.map((attribute) => equal(attribute, name)) };
      const request = { base, scope: 'sub', filter: and(machines ?? filter, wanted), attributes } as const;
      return (await connection.search(request, signal)).entries;
    };
    const aliases = name.includes('@') ? aliasesOf(plan) : [];
    const [, byName, byAlias, machines] = await Promise.all([
      // Below a base that may not be read any more nobody exists, and everybody's password would be "wrong".
      assertBase({ connection, key: 'peopleBase', base, signal }),
      search(plan.mapping.uid),
      aliases.length === 0 ? [] : search(aliases),
      plan.serviceAccounts === undefined ? [] : search([...plan.mapping.uid, ...aliases], plan.serviceAccounts),
    ]);
    const [entry, ...others] = byName.length > 0 ? byName : byAlias;
    if (entry === undefined || others.length > 0) return undefined;
    const itemId = createEntryIds(vendor, createDnCanonicaliser(), environment.memory).of(entry);
    return { itemId, path: entry.dn, excludedBy: ruleFor({ entry, plan, machines }) };
  } finally {
    connection.close();
  }
}

/** Other names that lead to one account. `proxyAddresses` has a prefix before each address, so no address equals one. */
function aliasesOf({ vendor, mapping }: ReadingPlan): string[] {
  const principalName = vendor.id === 'active-directory' ? ['userPrincipalName'] : [];
  return [...principalName, ...mapping.email.filter((attribute) => attribute.toLowerCase() !== 'proxyaddresses')];
}

/** The same rules as in a run (see `read-people.ts`): who is not listed does not sign in. */
function ruleFor(o: { entry: LdapEntry; plan: ReadingPlan; machines: LdapEntry[] }): string | undefined {
  const { entry, plan, machines } = o;
  const rule = createExclusion(plan.vendor.rules)(entry);
  if (rule !== undefined) return rule;
  const uid = plan.mapping.uid.map((attribute) => firstValueOf(entry, attribute)).find((value) => value !== undefined);
  if (uid === undefined) return `no sign-in name (${plan.mapping.uid.join(', ')})`;
  const isMachine = machines.some(({ dn }) => dn === entry.dn) || plan.isMachineName(uid);
  return isMachine ? SERVICE_ACCOUNT : undefined;
}
