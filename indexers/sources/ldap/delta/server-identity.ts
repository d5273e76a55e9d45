import { firstValueOf, valuesOf } from '../attribute-schema.ts';
import { canonicalDn } from '../canonical-dn.ts';
import type { DirectoryRun } from '../directory-run.ts';
import { ANY_ENTRY } from '../wire/filter.ts';
import type { LdapEntry } from '../wire/incoming.ts';
import { LdapError } from '../wire/ldap-error.ts';
import { bytesAt } from '../wire/values.ts';
import { contextCsnOf } from './change-marks.ts';

/** What a directory says of itself before a reading. */
export interface ServerIdentity {
  /** Another text is another server, or the same with another database. */
  server: string;
  /** The whole trees that the bases are in. */
  contexts: string[];
  /** Only Active Directory; decimal. */
  highestUsn: string | undefined;
  contextCsn: Record<string, string>;
}

const ATTRIBUTES = ['namingContexts', 'dsServiceName', 'highestCommittedUSN'];

/** Undefined when the directory does not say enough to be recognised again. */
export async function identifyServer(run: DirectoryRun): Promise<ServerIdentity | undefined> {
  const rootDse = await readEntry(run, '', ATTRIBUTES);
  const contexts = rootDse === undefined ? [] : contextsOf(run, valuesOf(rootDse, 'namingContexts'));
  if (rootDse === undefined || contexts.length === 0) return undefined;
  if (run.plan.vendor.id === 'active-directory') return identifyController(run, rootDse, contexts);
  const ids = await Promise.all(bases(run).map((base) => idOf(run, base)));
  if (ids.includes(undefined)) return undefined;
  const contextCsn = contextCsnOf(await readEntry(run, contexts[0] ?? '', ['contextCSN']));
  return { server: [...contexts, ...ids].join(' '), contexts, highestUsn: undefined, contextCsn };
}

/** USNs are each domain controller's own; its invocationId changes when its database is restored (MS-ADTS 3.1.1.1.9). */
async function identifyController(
  run: DirectoryRun,
  rootDse: LdapEntry,
  contexts: string[],
): Promise<ServerIdentity | undefined> {
  const service = firstValueOf(rootDse, 'dsServiceName');
  const highestUsn = firstValueOf(rootDse, 'highestCommittedUSN');
  if (service === undefined || highestUsn === undefined) return undefined;
  const values = (await readEntry(run, service, ['invocationId']))?.attributes.get('invocationid');
  const invocation = values && bytesAt(values, 0).toString('hex');
  if (!invocation) return undefined;
  return { server: `${service} ${invocation}`, contexts, highestUsn, contextCsn: {} };
}

/** The longest naming context that each base is in. */
function contextsOf(run: DirectoryRun, namingContexts: string[]): string[] {
  const longestFirst = namingContexts.toSorted((one, other) => other.length - one.length);
  const found = bases(run).map((base) =>
    longestFirst.find((context) => context !== '' && `,${canonicalDn(base)}`.endsWith(`,${canonicalDn(context)}`)),
  );
  return found.includes(undefined) ? [] : [...new Set(found.filter((context) => context !== undefined))];
}

function bases({ plan }: DirectoryRun): string[] {
  return [plan.people, plan.groups].flatMap((query) => (query === undefined ? [] : [query.base]));
}

async function idOf(run: DirectoryRun, base: string): Promise<string | undefined> {
  const { idAttributes } = run.plan.vendor;
  const entry = await readEntry(run, base, idAttributes);
  return idAttributes.map((attribute) => entry && firstValueOf(entry, attribute)).find((id) => id !== undefined);
}

/** Undefined when it is not there or must not be read. */
async function readEntry(run: DirectoryRun, base: string, attributes: readonly string[]): Promise<LdapEntry | undefined> {
  try {
    return (await run.search({ base, scope: 'base', filter: ANY_ENTRY, attributes })).entries[0];
  } catch (error) {
    // Without a code it is the connection that failed, and with it the run.
    if (error instanceof LdapError && error.code !== undefined) return undefined;
    throw error;
  }
}
