import type { SourceEnvironment } from '../../define-source.ts';
import type { ReadOptions, SourceChange } from '../../types.ts';
import { createDnCanonicaliser } from './canonical-dn.ts';
import type { LdapConfig } from './config.ts';
import { connectDirectory } from './connect.ts';
import { type Preparation, prepareReading } from './delta/prepare.ts';
import { readChanges } from './delta/read-changes.ts';
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

/**
 * One look at the directory on a fresh connection: at everything, or at what changed where a cursor allows it. Throws rather than
 * return less.
 */
export async function* readDirectory(
  config: LdapConfig,
  environment: SourceEnvironment,
  options: ReadOptions,
): AsyncGenerator<SourceChange> {
  const { signal } = options;
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
      search: (request) => connection.search(request, signal),
      side,
      isFirst: createRepetitionCheck(environment.log),
      log: environment.log,
      signal,
    };
    await assertBase({ connection, key: 'peopleBase', base: plan.people.base, signal });
    if (plan.groups) await assertBase({ connection, key: 'groupsBase', base: plan.groups.base, signal });
    yield* oneByOne(readAsPrepared(run, await prepareReading(run, options)), signal);
  } catch (error) {
    if (!(error instanceof LdapError) || error.code !== SIZE_LIMIT_EXCEEDED || vendor === undefined) throw error;
    const advice = vendor.sizeLimitAdvice(config.bindDn);
    throw new LdapError(`${error.message}; the directory did not give everything: ${advice}`, { code: error.code, cause: error });
  } finally {
    connection.close();
    side.release();
  }
}

/** Ends with `complete`. */
async function* readAsPrepared(run: DirectoryRun, { delta, nextCursor }: Preparation): AsyncGenerator<SourceChange[]> {
  let isWhole = true;
  if (delta !== undefined) isWhole = yield* readChanges(run, delta);
  else yield* readEverything(run);
  run.signal.throwIfAborted();
  run.ids.remember();
  const cursor = isWhole ? nextCursor() : undefined;
  yield [{ type: 'complete', snapshot: delta === undefined, ...(cursor !== undefined && { cursor }) }];
}

async function* readEverything(run: DirectoryRun): AsyncGenerator<SourceChange[]> {
  yield* readPeople(run);
  if (run.plan.groups) yield* readGroups(run, run.plan.groups);
}

async function* oneByOne(batches: AsyncIterable<SourceChange[]>, signal: AbortSignal): AsyncGenerator<SourceChange> {
  for await (const changes of batches) {
    for (const change of changes) {
      signal.throwIfAborted();
      yield change;
    }
  }
}

function createRepetitionCheck(log: SourceEnvironment['log']): DirectoryRun['isFirst'] {
  const seen = new Set<string>();
  return (id, entry) => {
    if (!seen.has(id)) return Boolean(seen.add(id));
    log('warn', `${entry.dn} was read twice, or shares its identifier with another entry; the first one counts`, { id });
    return false;
  };
}
