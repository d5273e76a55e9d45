import { firstValueOf } from '../attribute-schema.ts';
import type { DirectoryRun } from '../directory-run.ts';
import { idEquals } from '../entry-id.ts';
import { or } from '../wire/filter.ts';
import type { LdapEntry } from '../wire/incoming.ts';
import { LdapError } from '../wire/ldap-error.ts';
import type { IdScan } from './id-scan.ts';

/** `elsewhere`: there, but not among what is read. `unproven`: the directory did not answer in a way that proves anything. */
export type Fate = 'deleted' | 'elsewhere' | 'unproven';

/** Few enough that no size limit is near. */
const AT_ONCE = 50;

/**
 * Asks the whole directory for entries that were not seen below the bases. Gone is what the directory shows as deleted
 * (a tombstone, MS-ADTS 3.1.1.5.5), or does not find although the very same question finds an entry that is known to be there.
 */
export async function fatesOf(
  run: DirectoryRun,
  ids: readonly string[],
  o: { contexts: readonly string[]; idAttribute: string; scan: IdScan | undefined },
): Promise<Map<string, Fate>> {
  const fates = new Map<string, Fate>();
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const batch = ids.slice(start, start + AT_ONCE);
    const answers = await Promise.all(o.contexts.map((context) => ask(run, batch, { ...o, context })));
    const isWhole = answers.every(({ hasWitness }) => hasWitness);
    const found = new Map(answers.flatMap((answer) => [...answer.found]));
    for (const id of batch) fates.set(id, fateOf(found.get(id), isWhole));
  }
  return fates;
}

function fateOf(entry: LdapEntry | undefined, isWhole: boolean): Fate {
  if (entry === undefined) return isWhole ? 'deleted' : 'unproven';
  return firstValueOf(entry, 'isDeleted')?.toUpperCase() === 'TRUE' ? 'deleted' : 'elsewhere';
}

interface Answer {
  /** By id. */
  found: Map<string, LdapEntry>;
  /** Whether what is not found is not there. */
  hasWitness: boolean;
}

/** Looks for the ids, and for the witness, in one naming context. */
async function ask(
  run: DirectoryRun,
  ids: readonly string[],
  o: { context: string; idAttribute: string; scan: IdScan | undefined },
): Promise<Answer> {
  const { context, idAttribute, scan } = o;
  const witness = scan && witnessIn(run, context, scan);
  const filter = or(...[...ids, ...(witness ?? [])].map((id) => idEquals(idAttribute, id)));
  const attributes = [idAttribute, 'isDeleted'];
  try {
    const { entries } = await run.search({ base: context, scope: 'sub', filter, attributes, withDeleted: true });
    const found = new Map(entries.map((entry) => [firstValueOf(entry, idAttribute)?.toLowerCase() ?? '', entry]));
    return { found, hasWitness: witness !== undefined && found.has(witness[0]) };
  } catch (error) {
    // Without a code it is the connection that failed, and with it the run.
    if (!(error instanceof LdapError) || error.code === undefined) throw error;
    const message = `what is missing cannot be looked for in all of ${context}; the next run reads everything`;
    run.log('info', message, { error: error.message });
    return { found: new Map(), hasWitness: false };
  }
}

/** Somebody who is there. */
function witnessIn({ canonicalDn }: DirectoryRun, context: string, { people, groups }: IdScan): [id: string] | undefined {
  const suffix = `,${canonicalDn(context)}`;
  for (const ids of [people, groups]) for (const [id, key] of ids) if (key.endsWith(suffix)) return [id];
  return undefined;
}
