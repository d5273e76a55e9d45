import type { SourceEnvironment } from '../../define-source.ts';
import type { SourceChange } from '../../types.ts';
import { createDnCanonicaliser } from './canonical-dn.ts';
import type { LdapConfig } from './config.ts';
import { connectDirectory } from './connect.ts';
import type { DirectoryRun } from './directory-run.ts';
import { createEntryIds } from './entry-id.ts';
import { readPages } from './paged-read.ts';
import { assertBase, createPlan, findVendor } from './plan.ts';
import { readGroups } from './read-groups.ts';
import { readPeople } from './read-people.ts';
import { createSideConnection } from './side-connection.ts';
import type { Vendor } from './vendors.ts';
import { LdapError } from './wire/ldap-error.ts';

const SIZE_LIMIT_EXCEEDED = 4;

/** One complete look at the directory on a fresh connection; throws rather than return less than everything. */
export async function* readDirectory(
  config: LdapConfig,
  environment: SourceEnvironment,
  signal: AbortSignal,
): AsyncGenerator<SourceChange> {
  const connection = await connectDirectory(config, signal);
  const side = createSideConnection(config);
  let vendor: Vendor | undefined;
  try {
    vendor = await findVendor(connection, config, signal);
    const canonicalDn = createDnCanonicaliser();
    const plan = createPlan(config, vendor);
    const run: DirectoryRun = {
      config,
      plan,
      ids: createEntryIds(vendor, canonicalDn, environment.memory),
      canonicalDn,
      people: new Set(),
      pages: (query) => readPages(connection, { pageSize: config.pageSize, ...query }, signal),
      side,
      isFirst: createRepetitionCheck(environment.log),
      log: environment.log,
      signal,
    };
    await assertBase({ connection, key: 'peopleBase', base: plan.people.base, signal });
    if (plan.groups) await assertBase({ connection, key: 'groupsBase', base: plan.groups.base, signal });
    for await (const changes of readEverything(run)) {
      for (const change of changes) {
        signal.throwIfAborted();
        yield change;
      }
    }
    signal.throwIfAborted();
    run.ids.remember();
    yield { type: 'complete', snapshot: true };
  } catch (error) {
    if (!(error instanceof LdapError) || error.code !== SIZE_LIMIT_EXCEEDED || vendor === undefined) throw error;
    const advice = vendor.sizeLimitAdvice(config.bindDn);
    throw new LdapError(`${error.message}; the directory did not give everything: ${advice}`, { code: error.code, cause: error });
  } finally {
    connection.close();
    side.release();
  }
}

async function* readEverything(run: DirectoryRun): AsyncGenerator<SourceChange[]> {
  yield* readPeople(run);
  if (run.plan.groups) yield* readGroups(run, run.plan.groups);
}

function createRepetitionCheck(log: SourceEnvironment['log']): DirectoryRun['isFirst'] {
  const seen = new Set<string>();
  return (id, entry) => {
    if (!seen.has(id)) return Boolean(seen.add(id));
    log('warn', `${entry.dn} was read twice, or shares its identifier with another entry; the first one counts`, { id });
    return false;
  };
}
