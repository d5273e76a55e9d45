import type { SourceReport } from '../../types.ts';
import { firstValueOf } from './attribute-schema.ts';
import type { LdapConfig } from './config.ts';
import { connectDirectory } from './connect.ts';
import { readPages } from './paged-read.ts';
import { assertBase, createPlan, findVendor, type ReadingPlan } from './plan.ts';
import type { LdapConnection } from './wire/connection.ts';
import type { Filter } from './wire/filter.ts';
import type { LdapEntry } from './wire/incoming.ts';
import { LdapError } from './wire/ldap-error.ts';

type Finding = SourceReport['findings'][number];

/** Far enough to run into the size limits that directories come with (500, 1000, 2000, 5000). */
const LOOK_AHEAD = 5_001;
const SIZE_LIMIT_EXCEEDED = 4;

/** Looks at what a run needs, and says what is missing in words an administrator can act on. */
export async function checkDirectory(config: LdapConfig, signal: AbortSignal): Promise<SourceReport> {
  const findings: Finding[] = [];
  try {
    for await (const finding of look(config, signal)) findings.push(finding);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof LdapError)) throw error;
    findings.push({ level: 'error', message: error.message });
  }
  return { ok: findings.every(({ level }) => level !== 'error'), findings };
}

async function* look(config: LdapConfig, signal: AbortSignal): AsyncGenerator<Finding> {
  const connection = await connectDirectory(config, signal);
  try {
    yield describeConnection(config);
    const vendor = await findVendor(connection, config, signal);
    yield { level: 'ok', message: `the directory is ${vendor.name}` };
    const plan = createPlan(config, vendor);
    await assertBase({ connection, key: 'peopleBase', base: plan.people.base, signal });
    yield* lookAtPeople({ config, plan, connection, signal });
    if (plan.groups === undefined) {
      yield {
        level: 'warning',
        message: '“Groups below” (groupsBase) is empty: permissions that are given to groups will match nobody',
      };
      return;
    }
    await assertBase({ connection, key: 'groupsBase', base: plan.groups.base, signal });
    const groups = await count({ config, plan, connection, signal, query: plan.groups });
    yield groups.finding('groups', plan.groups.base);
  } finally {
    connection.close();
  }
}

interface Look {
  config: LdapConfig;
  plan: ReadingPlan;
  connection: LdapConnection;
  signal: AbortSignal;
}

async function* lookAtPeople(o: Look): AsyncGenerator<Finding> {
  const { plan, config } = o;
  const people = await count({ ...o, query: plan.people });
  yield people.finding('people', plan.people.base);
  const [sample] = people.first;
  if (sample === undefined) return;
  const page = people.first;
  yield* lookAtIds(plan, page);
  const uids = page.filter((entry) => plan.mapping.uid.some((name) => firstValueOf(entry, name) !== undefined));
  if (uids.length === 0)
    yield {
      level: 'error',
      message: `nobody has a readable sign-in name (${plan.mapping.uid.join(', ')}); map another attribute or give ${config.bindDn ?? 'anonymous clients'} the right to read it`,
    };
}

function* lookAtIds(plan: ReadingPlan, page: LdapEntry[]): Generator<Finding> {
  const { idAttributes } = plan.vendor;
  if (page.every((entry) => idAttributes.some((name) => firstValueOf(entry, name) !== undefined))) return;
  yield {
    level: 'warning',
    message: `${idAttributes.join(' or ')} cannot be read, so entries are known by their names: whoever is renamed counts as a new person. Give the indexer the right to read it`,
  };
}

/** How many there are, and the first of them with everything that a run reads. */
async function count(o: Look & { query: { base: string; filter: Filter; attributes: string[] } }): Promise<{
  first: LdapEntry[];
  finding(what: string, base: string): Finding;
}> {
  const { connection, config, plan, query, signal } = o;
  // Left in the middle of its pages, so it is a connection of its own.
  const counting = await connectDirectory(config, signal);
  const request = { base: query.base, scope: 'sub', filter: query.filter, page: { size: 20, cookie: undefined } } as const;
  const { entries: first } = await connection.search({ ...request, attributes: query.attributes }, signal);
  let seen = 0;
  let limited = false;
  try {
    for await (const page of readPages(counting, { ...query, attributes: ['1.1'], pageSize: config.pageSize }, signal)) {
      seen += page.length;
      if (seen >= LOOK_AHEAD) break;
    }
  } catch (error) {
    if (!(error instanceof LdapError) || error.code !== SIZE_LIMIT_EXCEEDED) throw error;
    limited = true;
  } finally {
    counting.close();
  }
  return {
    first,
    finding: (what, base) => {
      if (limited) {
        const advice = plan.vendor.sizeLimitAdvice(config.bindDn);
        return {
          level: 'error',
          message: `the directory stops after ${seen} ${what} below ${base} (size limit, code 4): ${advice}`,
        };
      }
      if (seen === 0) return { level: 'warning', message: `no ${what} below ${base} fit the filter, or none may be read` };
      return { level: 'ok', message: `${seen >= LOOK_AHEAD ? `more than ${LOOK_AHEAD - 1}` : seen} ${what} below ${base}` };
    },
  };
}

function describeConnection(config: LdapConfig): Finding {
  const encrypted = config.startTls || config.url.startsWith('ldaps:');
  const who = config.bindDn === undefined ? 'without signing in' : `as ${config.bindDn}`;
  const how = encrypted ? 'encrypted' : 'not encrypted';
  const message = `connected to ${config.url} (${how}) ${who}`;
  return { level: config.allowPlaintext && !encrypted ? 'warning' : 'ok', message };
}
